import { formatHeadline, formatPence } from "~/domain/money/format";
import type { Flows, FlowNode } from "~/domain/statements/flows";
import { PALETTE } from "./chart-colours";
import { layoutFlows, type Frame, type PlacedNode } from "./sankey-layout";
import { fitted, shortMoney } from "./picture-text";

const WIDE = {
  width: 960,
  frame: { left: 204, right: 748, top: 32, moneyHeight: 380, nodeWidth: 12, padding: 20 },
};
const NARROW = {
  width: 340,
  frame: { left: 0, right: 340, top: 64, moneyHeight: 330, nodeWidth: 8, padding: 38 },
};
const OWN_BUDGETS = { fill: "#3D3D3D", ink: "#ffffff" };
const OTHERS = { fill: "#AEB7BD", ink: "#212b32" };
/** The order in which sources take colours: dark grey is kept for organisations' own budgets. */
const SOURCE_COLOURS = PALETTE.filter((colour) => colour.fill !== OWN_BUDGETS.fill);
const HEADS = { source: "Where it comes from", buyer: "Who orders", supplier: "Who is paid" } as const;

/**
 * Money on its way from programme or fund through the organisation that orders to the supplier, each band as wide as its
 * sum. Drawn twice, for wide screens and for phones; the caller gives the title and the table of the same figures.
 */
export function Sankey({ flows, labelledBy }: { flows: Flows; labelledBy: string }) {
  const colours = coloursOf(flows.nodes);
  return (
    <>
      <Picture
        flows={flows}
        colours={colours}
        labelledBy={labelledBy}
        {...WIDE}
        className="dt-picture--wide"
      />
      <Picture
        flows={flows}
        colours={colours}
        labelledBy={labelledBy}
        {...NARROW}
        className="dt-picture--narrow"
        narrow
      />
    </>
  );
}

function coloursOf(nodes: readonly FlowNode[]): Map<string, { fill: string; ink: string }> {
  const colours = new Map<string, { fill: string; ink: string }>();
  let used = 0;
  for (const node of nodes.filter((each) => each.column === "source")) {
    if (node.id === "source own") colours.set(node.id, OWN_BUDGETS);
    else if (node.members > 1) colours.set(node.id, OTHERS);
    else colours.set(node.id, SOURCE_COLOURS[used++ % SOURCE_COLOURS.length]!);
  }
  return colours;
}

function Picture({
  flows,
  colours,
  labelledBy,
  width,
  frame,
  className,
  narrow = false,
}: {
  flows: Flows;
  colours: ReadonlyMap<string, { fill: string; ink: string }>;
  labelledBy: string;
  width: number;
  frame: Frame;
  className: string;
  narrow?: boolean;
}) {
  const { nodes, links, height } = layoutFlows(flows, frame);
  return (
    <svg
      className={`dt-picture ${className}`}
      viewBox={`0 0 ${width} ${height + 8}`}
      role="img"
      aria-labelledby={labelledBy}
      focusable="false"
    >
      <Heads nodes={nodes} narrow={narrow} />
      <g fill="none" strokeOpacity="0.42">
        {links.map((link) => (
          <path
            key={link.key}
            d={link.path}
            stroke={colours.get(link.origin)?.fill ?? OTHERS.fill}
            strokeWidth={Math.max(link.width, 0.75)}
          />
        ))}
      </g>
      {nodes.map((node) => (
        <rect
          key={node.id}
          x={node.x0}
          y={node.y0}
          width={node.x1 - node.x0}
          height={Math.max(node.y1 - node.y0, 1)}
          fill={colours.get(node.id)?.fill ?? "#212B32"}
        />
      ))}
      {nodes.map((node) =>
        narrow ? (
          <LabelAbove key={node.id} node={node} width={width} />
        ) : (
          <LabelBeside key={node.id} node={node} />
        ),
      )}
    </svg>
  );
}

/** What each column is, once, above it. */
function Heads({ nodes, narrow }: { nodes: readonly PlacedNode[]; narrow: boolean }) {
  return (["source", "buyer", "supplier"] as const).map((column) => {
    const first = nodes.find((node) => node.column === column);
    if (!first) return null;
    const at = narrow
      ? { x: column === "source" ? 0 : column === "buyer" ? 170 : 340, anchor: ANCHORS[column] }
      : {
          x: column === "source" ? first.x1 : first.x0,
          anchor: column === "source" ? ("end" as const) : ("start" as const),
        };
    return (
      <text
        key={column}
        x={at.x}
        y="13"
        textAnchor={at.anchor}
        className={narrow ? "dt-picture__head dt-picture__head--small" : "dt-picture__head"}
      >
        {HEADS[column]}
      </text>
    );
  });
}

const ANCHORS = { source: "start", buyer: "middle", supplier: "end" } as const;

/** From a node to the picture's edge, or to the next column, less the gap on either side. */
const WIDE_LABEL_ROOM = { source: 190, buyer: 250, supplier: 200 } as const;

/** Wide: the first column's words stand to its left, the others' to their right. */
function LabelBeside({ node }: { node: PlacedNode }) {
  const left = node.column === "source";
  const lines = fitted(node.label, {
    room: WIDE_LABEL_ROOM[node.column],
    size: 14,
    most: 1 + Number(node.y1 - node.y0 > 18),
    figure: shortMoney(node.amount),
  });
  const middle = (node.y0 + node.y1) / 2;
  return (
    <text
      x={left ? node.x0 - 8 : node.x1 + 8}
      y={middle + 5 - (lines.length - 1) * 8.5}
      textAnchor={left ? "end" : "start"}
      className="dt-picture__label"
    >
      <title>{`${node.label}: ${formatPence(node.amount)}`}</title>
      {lines.map((line, at) => (
        <tspan key={line} x={left ? node.x0 - 8 : node.x1 + 8} dy={at === 0 ? 0 : 17}>
          {line}
        </tspan>
      ))}
      <tspan className="dt-picture__figure">{` ${shortMoney(node.amount)}`}</tspan>
    </text>
  );
}

/** Narrow: words stand above their node, each column in its third of the width. */
function LabelAbove({ node, width }: { node: PlacedNode; width: number }) {
  const x = node.column === "source" ? 0 : node.column === "buyer" ? width / 2 : width;
  const lines = fitted(node.label, { room: 110, size: 10.5, most: 2 });
  return (
    <text
      x={x}
      y={node.y0 - 4 - lines.length * 11.5}
      textAnchor={ANCHORS[node.column]}
      className="dt-picture__label dt-picture__label--small"
    >
      {lines.map((line, at) => (
        <tspan key={line} x={x} dy={at === 0 ? 0 : 11.5}>
          {line}
        </tspan>
      ))}
      <tspan x={x} dy={11.5} className="dt-picture__figure">
        {shortMoney(node.amount)}
      </tspan>
    </text>
  );
}

/** The finding of a picture of flows: "£9.4 million goes to 12 suppliers; 62% of it is Frontline Digitisation’s". */
export function flowFinding(flows: Flows, suppliers: number): string {
  const first = flows.nodes
    .filter((node) => node.column === "source")
    .reduce<FlowNode | null>((most, node) => (most && most.amount >= node.amount ? most : node), null);
  if (!first) return "No money moved";
  const who = `${formatHeadline(flows.total)} goes to ${suppliers === 1 ? "one supplier" : `${suppliers} suppliers`}`;
  const part = Number((first.amount * 100n) / flows.total);
  if (part === 100) return `${who}, all of it from ${lowerFirst(first.label)}`;
  return `${who}; ${part}% of it comes from ${lowerFirst(first.label)}`;
}

const lowerFirst = (label: string) =>
  label.startsWith("Organisations") ? label[0]!.toLowerCase() + label.slice(1) : label;
