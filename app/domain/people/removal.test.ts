import { describe, expect, it } from "vitest";
import { gapText, onlyHolderOf } from "./removal";
import { ROLES, type Role } from "./role";

const people = (held: Record<string, Role[]>) =>
  Object.entries(held).map(([userId, roles]) => ({ userId, roles }));

describe("what an organisation loses with a person", () => {
  it.each([
    [{ tom: ["approver"], ann: ["approver"] }, []],
    [{ tom: ["approver"], ann: ["procurement_lead"] }, ["approver"]],
    [{ tom: ["procurement_lead", "approver"], ann: ["approver"] }, ["procurement_lead"]],
    [{ tom: ["supplier_signatory"] }, ["supplier_signatory"]],
    [{ tom: ["evaluator"] }, []],
    [{ tom: ["auditor"] }, []],
    [{ ann: ["approver"] }, []],
  ] as [Record<string, Role[]>, Role[]][])("of %j is %j", (held, lost) => {
    expect(onlyHolderOf(people(held), "tom")).toEqual(lost);
  });

  it("says for each such role what stops", () => {
    const lost = onlyHolderOf(people({ tom: [...ROLES] }), "tom");
    expect(lost).toHaveLength(7);
    for (const role of lost)
      expect(gapText("Tom", role)).toMatch(/^Tom is the only .*: without them nobody /);
  });
});
