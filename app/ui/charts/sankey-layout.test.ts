import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pence, sum } from "~/domain/money/money";
import { flowsOf, type FlowRow } from "~/domain/statements/flows";
import { layoutFlows, type Frame } from "./sankey-layout";

const FRAME: Frame = { left: 0, right: 300, top: 20, moneyHeight: 200, nodeWidth: 10, padding: 12 };
const MOST = { source: 3, buyer: 5, supplier: 4 };

const anyRow = fc
  .record({
    programme: fc.integer({ min: 0, max: 5 }),
    buyer: fc.integer({ min: 0, max: 12 }),
    supplier: fc.integer({ min: 0, max: 9 }),
    amount: fc.bigInt(1n, 10n ** 12n),
  })
  .map(({ programme, buyer, supplier, amount }): FlowRow => ({
    programmeId: programme === 0 ? null : `p${programme}`,
    programmeName: programme === 0 ? null : `Programme ${programme}`,
    fundId: programme === 0 ? null : `f${programme}`,
    fundName: programme === 0 ? null : `Fund ${programme}`,
    buyerCode: `B${buyer}`,
    buyerName: `Buyer ${buyer}`,
    boardCode: null,
    regionCode: null,
    supplierId: `S${supplier}`,
    supplierName: `Supplier ${supplier}`,
    amount: pence(amount),
  }));
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 40 });

describe("the picture of flows", () => {
  it("loses no money: every column, and the links on each side of the buyers, sum to the total", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { nodes, links, total } = flowsOf(rows, { by: "programme", most: MOST });
        expect(total).toBe(sum(rows.map((row) => row.amount)));
        for (const column of ["source", "buyer", "supplier"] as const) {
          const own = nodes.filter((node) => node.column === column);
          expect(own.length).toBeLessThanOrEqual(MOST[column]);
          expect(sum(own.map((node) => node.amount))).toBe(total);
          for (const node of own) {
            const ends = links.filter(
              (link) => (column === "supplier" ? link.target : link.source) === node.id,
            );
            expect(sum(ends.map((link) => link.amount))).toBe(node.amount);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("names how many stand behind a group, and never a group of one", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { nodes } = flowsOf(rows, { by: "programme", most: MOST });
        const buyers = nodes.filter((node) => node.column === "buyer");
        const members = buyers.reduce((count, node) => count + node.members, 0);
        expect(members).toBe(new Set(rows.map((row) => row.buyerCode)).size);
        const group = nodes.filter((node) => node.id.endsWith(" others"));
        for (const node of group) {
          expect(node.members).toBeGreaterThan(1);
          expect(node.label.startsWith(`${node.members} other`) || node.column === "source").toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("stays in its frame, and nothing in it is negative or not a number", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { nodes, links, height } = layoutFlows(flowsOf(rows, { by: "fund", most: MOST }), FRAME);
        expect(nodes.length).toBeGreaterThan(0);
        for (const node of nodes) {
          expect(node.y1).toBeGreaterThanOrEqual(node.y0);
          expect(node.x0).toBeGreaterThanOrEqual(0);
          expect(node.x1).toBeLessThanOrEqual(FRAME.right);
          expect(node.y0).toBeGreaterThanOrEqual(FRAME.top - 0.01);
          expect(node.y1).toBeLessThanOrEqual(height + 0.01);
        }
        for (const link of links) {
          expect(link.width).toBeGreaterThanOrEqual(0);
          expect(link.path).not.toMatch(/NaN|Infinity/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps each column in order, with no node over another", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { nodes } = layoutFlows(flowsOf(rows, { by: "fund", most: MOST }), FRAME);
        for (const column of ["source", "buyer", "supplier"] as const) {
          const own = nodes.filter((node) => node.column === column).sort((a, b) => a.y0 - b.y0);
          for (const [at, node] of own.slice(1).entries()) {
            expect(node.y0).toBeGreaterThanOrEqual(own[at]!.y1 - 0.01);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("of nothing is empty", () => {
    expect(layoutFlows({ nodes: [], links: [] }, FRAME)).toMatchObject({ nodes: [], links: [] });
  });
});
