import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import {
  cheaperButRemoved,
  requireNamedByMechanism,
  runMechanism,
  type MechanismCandidate,
  type MechanismInputs,
} from "./mechanism";

const inputs: MechanismInputs = {
  mechanism: "lowest_total_cost",
  lotId: "F1-1",
  on: day("2026-06-01"),
  termMonths: 24,
  quantities: { patient: "9500" },
};
const candidate = (
  id: string,
  cost: number,
  given: Partial<MechanismCandidate> = {},
): MechanismCandidate => ({
  solutionId: id,
  solutionName: `Solution ${id}`,
  supplierId: `supplier-${id}`,
  supplierName: `Supplier ${id}`,
  admittedOn: day("2026-04-01"),
  lotProblem: null,
  complianceProblem: null,
  unmetNeeds: [],
  mustEpicsMet: 10,
  totalCost: pence(cost),
  ...given,
});
const order = (candidates: MechanismCandidate[]) =>
  runMechanism(inputs, candidates).ranking.map((ranked) => ranked.solutionId);

describe("lowest total cost", () => {
  it("ranks by cost and names the first, whatever the order of the candidates", () => {
    const candidates = [candidate("a", 300_00), candidate("b", 100_00), candidate("c", 200_00)];
    expect(order(candidates)).toEqual(["b", "c", "a"]);
    expect(runMechanism(inputs, candidates)).toEqual(runMechanism(inputs, [...candidates].reverse()));
    expect(runMechanism(inputs, candidates).winner).toMatchObject({ solutionId: "b" });
    expect(runMechanism(inputs, candidates).tieBreak.used).toBe(false);
  });

  it("keeps the services in each total, and says which price is missing", () => {
    const services = [{ need: "10 days of implementation", cost: pence(90_00) }];
    const result = runMechanism(inputs, [
      candidate("a", 100_00, { services }),
      candidate("b", 0, {
        totalCost: null,
        priceProblem: "B has no published price for 10 days of implementation.",
      }),
      candidate("c", 200_00),
    ]);
    expect(result.mechanismText).toContain("with the services that it needs");
    expect(result.ranking.map(({ services: kept }) => kept)).toEqual([
      [{ need: "10 days of implementation", cost: "90.00" }],
      undefined,
    ]);
    expect(result.filters.at(-1)!.removed).toEqual([
      { solutionId: "b", reason: "B has no published price for 10 days of implementation." },
    ]);
  });

  it("breaks a tie by MUST epics, then admission, then supplier's id", () => {
    expect(order([candidate("a", 1), candidate("b", 1, { mustEpicsMet: 11 })])).toEqual(["b", "a"]);
    expect(order([candidate("a", 1), candidate("b", 1, { admittedOn: day("2026-03-31") })])).toEqual([
      "b",
      "a",
    ]);
    expect(order([candidate("b", 1), candidate("a", 1)])).toEqual(["a", "b"]);
    expect(runMechanism(inputs, [candidate("b", 1), candidate("a", 1)]).tieBreak.used).toBe(true);
  });

  it("filters first, and keeps who was removed by which filter and why", () => {
    const result = runMechanism(inputs, [
      candidate("a", 1, { lotProblem: "Suspended." }),
      candidate("b", 2, { complianceProblem: "DTAC expired." }),
      candidate("c", 3, { unmetNeeds: ["It does not book appointments."] }),
      candidate("d", 0, { totalCost: null }),
      candidate("e", 5),
    ]);
    expect(
      result.filters.map((filter) => [filter.ruleId, filter.removed.map((row) => row.solutionId)]),
    ).toEqual([
      ["PA-12", ["a"]],
      ["NHS-06", ["b"]],
      ["PA-06", ["c"]],
      ["PA-06", ["d"]],
    ]);
    expect(result.considered).toHaveLength(5);
    expect(result.winner?.solutionId).toBe("e");
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it("names nobody when nobody is left", () => {
    expect(
      runMechanism(inputs, [candidate("a", 1, { complianceProblem: "DTAC expired." })]).winner,
    ).toBeNull();
  });
});

describe("a lowest cost above a lower one", () => {
  const result = runMechanism(inputs, [
    candidate("a", 300_00),
    candidate("b", 100_00, { unmetNeeds: ["It does not book appointments."] }),
    candidate("c", 200_00, { complianceProblem: "DTAC for C ended on 1 May 2026." }),
    candidate("d", 500_00, { lotProblem: "Suspended." }),
    candidate("e", 0, { totalCost: null }),
    candidate("f", 400_00),
  ]);

  it("says of which solutions it is the lowest", () => {
    expect(result.winner?.text).toBe(
      "Solution a has the lowest total cost of those that meet every condition, £300.00 excluding VAT.",
    );
    expect(runMechanism(inputs, [candidate("a", 1_00), candidate("b", 2_00)]).winner?.text).toBe(
      "Solution a has the lowest total cost, £1.00 excluding VAT.",
    );
  });

  it("names each cheaper one with the requirement that it misses, the cheapest first", () => {
    expect(cheaperButRemoved(result)).toMatchObject([
      { solutionName: "Solution b", totalCost: pence(100_00), reason: "It does not book appointments." },
      { solutionName: "Solution c", totalCost: pence(200_00), reason: "DTAC for C ended on 1 May 2026." },
    ]);
  });

  it("names none in evidence that kept no cost of those left out, nor where nobody is named", () => {
    const filters = result.filters.map((filter) => ({
      ...filter,
      removed: filter.removed.map(({ totalCost: _, ...each }) => each),
    }));
    expect(cheaperButRemoved({ ...result, filters })).toEqual([]);
    expect(cheaperButRemoved({ ...result, winner: null })).toEqual([]);
  });
});

describe("a direct award to somebody else", () => {
  const result = runMechanism(inputs, [
    candidate("a", 100_00),
    candidate("b", 200_00),
    candidate("c", 50_00, { complianceProblem: "DTAC expired." }),
  ]);

  it("is refused with the one that the mechanism names", () => {
    expect(() => requireNamedByMechanism(result, "a")).not.toThrow();
    expect(() => requireNamedByMechanism(result, "b")).toThrow(
      expect.objectContaining({
        code: "mechanism-names-another",
        public: expect.objectContaining({
          detail: expect.stringContaining("Solution a has the lowest total cost"),
        }),
      }),
    );
  });

  it("says why it was filtered out", () => {
    expect(() => requireNamedByMechanism(result, "c")).toThrow(
      expect.objectContaining({
        public: expect.objectContaining({ detail: expect.stringContaining("DTAC expired.") }),
      }),
    );
  });
});
