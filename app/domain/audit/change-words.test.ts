import { describe, expect, it } from "vitest";
import { changeRows, idsIn } from "./change-words";

const NAMES: Record<string, string> = {
  "organisation RR8": "Leeds Teaching Hospitals NHS Trust",
  "organisation RAE": "Bradford Teaching Hospitals NHS Foundation Trust",
  "item 20001-004": "Alder Wards",
  "user u1": "Nadia Rahman",
};
const rows = (before: unknown, after: unknown) =>
  changeRows(before, after, (kind, id) => NAMES[`${kind} ${id}`] ?? null).map(
    ({ what, before: was, after: is }) => [what, was, is],
  );

describe("what an event changed, in words", () => {
  it.each<[string, unknown, unknown, string[][]]>([
    [
      "a state",
      { state: "awaiting_approval" },
      { state: "in_progress" },
      [["State", "Awaiting approval", "In progress"]],
    ],
    [
      "sums as pounds",
      null,
      { net: "3277000", amount: 150 },
      [
        ["Excluding VAT", "Nothing", "£32,770.00"],
        ["Amount", "Nothing", "£1.50"],
      ],
    ],
    ["a sum that is no sum", { awarded: 60 }, { awarded: 70 }, [["Awarded", "60", "70"]]],
    [
      "days and moments as days",
      { validFrom: "2027-02-19" },
      { validFrom: "2027-03-01", at: "2026-07-01T12:30:00.000Z" },
      [
        ["Valid from", "19 February 2027", "1 March 2027"],
        ["At", "Nothing", "1 July 2026 at 13:30"],
      ],
    ],
    [
      "names beside codes",
      { payerCode: "RR8" },
      { payerCode: "RAE", requestedBy: "u1" },
      [
        [
          "Payer",
          "Leeds Teaching Hospitals NHS Trust (RR8)",
          "Bradford Teaching Hospitals NHS Foundation Trust (RAE)",
        ],
        ["Requested by", "Nothing", "Nadia Rahman"],
      ],
    ],
    ["a code without a name", null, { solutionId: "20009-001" }, [["Solution", "Nothing", "20009-001"]]],
    [
      "lists by their places",
      null,
      { evidence: [{ kind: "url", fileId: null }, { kind: "register_lookup" }] },
      [
        ["Evidence 1, kind", "Nothing", "Link"],
        ["Evidence 2, kind", "Nothing", "Register lookup"],
      ],
    ],
    [
      "what is kept by code",
      { RAE: "0", RR8: "5" },
      { RAE: "29895105", RR8: "5" },
      [["Bradford Teaching Hospitals NHS Foundation Trust (RAE)", "£0.00", "£298,951.05"]],
    ],
    [
      "reasons by solution",
      null,
      { reasons: { "20001-004": "It costs more" } },
      [["Reasons, Alder Wards (20001-004)", "Nothing", "It costs more"]],
    ],
    [
      "parts, prices, years, yes and no",
      null,
      { portion: 4000, unitPrice: "27000", financialYear: 2027, carriesOver: true },
      [
        ["Portion", "Nothing", "40%"],
        ["Price of one", "Nothing", "£2.70"],
        ["Financial year", "Nothing", "2027/28"],
        ["Carries over", "Nothing", "Yes"],
      ],
    ],
    [
      "texts side by side",
      { roles: ["approver"] },
      { roles: ["approver", "procurement_lead"] },
      [["Roles", "Approver", "Approver, Procurement lead"]],
    ],
    ["nothing that stayed", { state: "open", name: "A" }, { state: "open", name: "B" }, [["Name", "A", "B"]]],
    [
      "a number of the machine",
      null,
      { milestoneId: "d6ad6016-334a-4be0-ad65-bd89f7b72018" },
      [["Milestone", "Nothing", "Recorded"]],
    ],
    [
      "a supplier by its organisation’s code",
      null,
      { supplierId: "20001" },
      [["Supplier", "Nothing", "S20001"]],
    ],
    ["nothing", null, null, []],
  ])("%s", (_, before, after, expected) => {
    expect(rows(before, after)).toEqual(expected);
  });

  it("asks for the names of the ids that it holds, as keys too", () => {
    const ids = idsIn(
      { payerCode: "RR8", RAE: "1" },
      { reasons: { "20001-004": "x" }, solutionIds: ["20001-005"] },
    );
    expect([...ids].map(([kind, found]) => [kind, [...found]])).toEqual([
      ["organisation", ["RR8", "RAE"]],
      ["item", ["20001-004", "20001-005"]],
    ]);
  });
});
