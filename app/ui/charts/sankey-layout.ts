import { sankey, sankeyJustify } from "d3-sankey";
import type { FlowColumn, FlowLink, FlowNode } from "~/domain/statements/flows";

/** A node with its place in the picture, in the picture's own units. */
export interface PlacedNode extends FlowNode {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

export interface PlacedLink extends FlowLink {
  key: string;
  /** The `d` of a path down the middle of the band. */
  path: string;
  width: number;
}

export interface Frame {
  /** Where the columns begin and end. */
  left: number;
  right: number;
  /** Above the first node. */
  top: number;
  /** Room for the money itself; paddings between nodes come on top. */
  moneyHeight: number;
  nodeWidth: number;
  /** Between two nodes of a column, for example for a label. */
  padding: number;
}

export interface FlowLayout {
  nodes: PlacedNode[];
  links: PlacedLink[];
  height: number;
}

const COLUMNS: readonly FlowColumn[] = ["source", "buyer", "supplier"];

const round = (value: number | undefined) => Math.round((value ?? 0) * 100) / 100;

/**
 * Where nodes and bands stand. Heights are in proportion to the money, to one scale; floating point is for drawing only.
 * The height of the whole follows from the fullest column.
 */
export function layoutFlows(
  flows: { nodes: readonly FlowNode[]; links: readonly FlowLink[] },
  frame: Frame,
): FlowLayout {
  const shown = inOrder(flows);
  const most = Math.max(0, ...COLUMNS.map((column) => shown.filter((node) => node.column === column).length));
  const height = frame.top + frame.moneyHeight + Math.max(0, most - 1) * frame.padding;
  if (shown.length === 0) return { nodes: [], links: [], height };
  const places = new Map(shown.map((node, at) => [node.id, at]));
  const layout = sankey<FlowNode, FlowLink>()
    .nodeId((node) => node.id)
    .nodeSort((a, b) => places.get(a.id)! - places.get(b.id)!)
    .nodeAlign(sankeyJustify)
    .nodeWidth(frame.nodeWidth)
    .nodePadding(frame.padding)
    .extent([
      [frame.left, frame.top],
      [frame.right, height],
    ]);
  const graph = layout({
    nodes: shown.map((node) => ({ ...node })),
    links: flows.links
      .filter((link) => link.amount > 0n)
      .map((link) => ({ ...link, value: Number(link.amount) })),
  });
  return {
    height: Math.ceil(height),
    nodes: graph.nodes.map((node) => ({
      id: node.id,
      column: node.column,
      label: node.label,
      amount: node.amount,
      members: node.members,
      x0: round(node.x0),
      x1: round(node.x1),
      y0: round(node.y0),
      y1: round(node.y1),
    })),
    links: graph.links.map((link) => {
      // The layout has put the nodes themselves in the place of their ids.
      const [source, target] = [link.source, link.target] as unknown as PlacedNode[];
      return {
        key: [link.origin, source!.id, target!.id].join(" > "),
        origin: link.origin,
        source: source!.id,
        target: target!.id,
        amount: link.amount,
        width: round(link.width),
        path: band(source!.x1, link.y0 ?? 0, target!.x0, link.y1 ?? 0),
      };
    }),
  };
}

function band(x0: number, y0: number, x1: number, y1: number): string {
  const middle = round((x0 + x1) / 2);
  const [left, right, from, to] = [x0, x1, y0, y1].map(round);
  return `M${left},${from}C${middle},${from} ${middle},${to} ${right},${to}`;
}

/**
 * Nodes column by column, each near to where its money comes from, so that few bands cross; a group of others stays at
 * the foot of its column.
 */
function inOrder(flows: { nodes: readonly FlowNode[]; links: readonly FlowLink[] }): FlowNode[] {
  const ordered: FlowNode[] = [];
  let above = new Map<string, number>();
  for (const column of COLUMNS) {
    const nodes = flows.nodes.filter((node) => node.column === column && node.amount > 0n);
    const weight = (node: FlowNode) => centreOf(node, flows.links, above);
    const sorted =
      column === "source"
        ? nodes
        : nodes
            .map((node) => ({ node, weight: weight(node) }))
            .sort((a, b) => Number(a.node.members > 1) - Number(b.node.members > 1) || a.weight - b.weight)
            .map(({ node }) => node);
    above = new Map(sorted.map((node, at) => [node.id, at]));
    ordered.push(...sorted);
  }
  return ordered;
}

/** The mean place of the nodes that a node's money comes from, weighted by the money. */
function centreOf(node: FlowNode, links: readonly FlowLink[], above: ReadonlyMap<string, number>): number {
  const own = links.filter((link) => link.target === node.id);
  const total = own.reduce((sum, link) => sum + Number(link.amount), 0);
  return own.reduce((sum, link) => sum + (above.get(link.source) ?? 0) * (Number(link.amount) / total), 0);
}
