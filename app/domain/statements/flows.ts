import { sum, type Pence } from "../money/money";

/** Money of one fund, or of budgets, to one supplier for one buyer, in pence and above zero. */
export interface FlowRow {
  programmeId: string | null;
  programmeName: string | null;
  fundId: string | null;
  fundName: string | null;
  buyerCode: string;
  buyerName: string;
  /** The buyer's integrated care board and region, where the directory knows them. */
  boardCode: string | null;
  regionCode: string | null;
  supplierId: string;
  supplierName: string;
  amount: Pence;
}

export type FlowColumn = "source" | "buyer" | "supplier";

export interface FlowNode {
  id: string;
  column: FlowColumn;
  label: string;
  amount: Pence;
  /** How many stand behind it: one, or those of a group. */
  members: number;
}

/** A band between two columns. `origin` is the source node whose money it is, so that a colour can go all the way. */
export interface FlowLink {
  origin: string;
  source: string;
  target: string;
  amount: Pence;
}

export interface Flows {
  nodes: FlowNode[];
  links: FlowLink[];
  total: Pence;
}

const OWN_BUDGETS = "Organisations’ own budgets";
const OTHERS: Record<FlowColumn, string> = {
  source: "others",
  buyer: "other organisations",
  supplier: "other suppliers",
};

const sourceOf = (row: FlowRow, by: "programme" | "fund") => ({
  id: (by === "fund" ? row.fundId : row.programmeId) ?? "own",
  label: (by === "fund" ? row.fundName : row.programmeName) ?? OWN_BUDGETS,
});

/**
 * Rows as nodes and links from source to buyer to supplier. Each column shows its largest, at most `most` of
 * them; the others become one node, "7 other suppliers". Nothing is lost: each column sums to the total, and
 * so do the links between two columns. In pence.
 */
export function flowsOf(
  rows: readonly FlowRow[],
  options: { by: "programme" | "fund"; most: Record<FlowColumn, number> },
): Flows {
  const columns = {
    source: grouped(rows, (row) => sourceOf(row, options.by), "source", options.most.source),
    buyer: grouped(rows, (row) => ({ id: row.buyerCode, label: row.buyerName }), "buyer", options.most.buyer),
    supplier: grouped(
      rows,
      (row) => ({ id: row.supplierId, label: row.supplierName }),
      "supplier",
      options.most.supplier,
    ),
  };
  const links = new Map<string, FlowLink>();
  const add = (origin: string, source: string, target: string, amount: Pence) => {
    const key = JSON.stringify([origin, source, target]);
    const before = links.get(key)?.amount ?? 0n;
    links.set(key, { origin, source, target, amount: (before + amount) as Pence });
  };
  for (const row of rows) {
    const origin = columns.source.nodeOf(row);
    const buyer = columns.buyer.nodeOf(row);
    add(origin, origin, buyer, row.amount);
    add(origin, buyer, columns.supplier.nodeOf(row), row.amount);
  }
  return {
    nodes: [...columns.source.nodes, ...columns.buyer.nodes, ...columns.supplier.nodes],
    links: [...links.values()],
    total: sum(rows.map((row) => row.amount)),
  };
}

/** One column: its nodes, the largest first and the group of the others last, and which node a row belongs to. */
function grouped(
  rows: readonly FlowRow[],
  thing: (row: FlowRow) => { id: string; label: string },
  column: FlowColumn,
  most: number,
): { nodes: FlowNode[]; nodeOf: (row: FlowRow) => string } {
  const all = new Map<string, FlowNode>();
  for (const row of rows) {
    const { id, label } = thing(row);
    const before = all.get(id)?.amount ?? 0n;
    all.set(id, { id: `${column} ${id}`, column, label, amount: (before + row.amount) as Pence, members: 1 });
  }
  const ordered = [...all.entries()].sort(([, a], [, b]) =>
    a.amount === b.amount ? a.label.localeCompare(b.label, "en-GB") : a.amount > b.amount ? -1 : 1,
  );
  // A group of one would hide a name and save no room.
  const shown = ordered.length > most ? ordered.slice(0, most - 1) : ordered;
  const rest = ordered.slice(shown.length).map(([, node]) => node);
  const nodes = shown.map(([, node]) => node);
  const others = `${column} others`;
  if (rest.length > 0) {
    const label = `${rest.length} ${OTHERS[column]}`;
    nodes.push({
      id: others,
      column,
      label,
      amount: sum(rest.map((node) => node.amount)),
      members: rest.length,
    });
  }
  const known = new Set(shown.map(([id]) => id));
  return {
    nodes,
    nodeOf: (row) => (known.has(thing(row).id) ? `${column} ${thing(row).id}` : others),
  };
}
