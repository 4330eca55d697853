import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { carryPlan, type FormerEvidence } from "./carry-forward";
import type { AskedItem } from "./evidence-kinds";

const ON = day("2026-12-01");
const item = (position: number, title: string, given: Partial<AskedItem> = {}): AskedItem => ({
  position,
  title,
  kinds: ["url"],
  validityMonths: null,
  form: null,
  ...given,
});
const former = (itemTitle: string, given: Partial<FormerEvidence> = {}): FormerEvidence => ({
  itemTitle,
  kind: "url",
  reference: "https://alder.example/report",
  issuedOn: day("2026-06-01"),
  expiresOn: null,
  ...given,
});

describe("what a claim takes over from a former version", () => {
  it.each([
    ["what is in date", {}, {}, null],
    ["what expires on that day", {}, { expiresOn: ON }, null],
    ["not what expired the day before", {}, { expiresOn: day("2026-11-30") }, "is out of date"],
    ["not what is older than the item takes", { validityMonths: 5 }, {}, "within the last 5 months"],
    ["not another kind than the item takes", { kinds: ["declaration"] as const }, {}, "evidenced by"],
  ])("is %s", (_, asked, given, why) => {
    const plan = carryPlan(
      [item(2, "Report", { ...asked, kinds: [...((asked as AskedItem).kinds ?? ["url"])] })],
      [former("Report", given)],
      [],
      ON,
    );
    expect(plan.taken.map((one) => one.item.position)).toEqual(why === null ? [2] : []);
    expect(plan.left.map((one) => one.why).join()).toContain(why ?? "");
    expect(plan.left.length).toBe(why === null ? 0 : 1);
  });

  it("goes by title, and leaves alone what was given already and what was not given then", () => {
    const asked = [item(1, "Report"), item(2, "Case"), item(3, "New")];
    const plan = carryPlan(
      asked,
      [former("Case"), former("Report"), former("Gone")],
      [{ itemPosition: 1 }],
      ON,
    );
    expect(plan.taken.map(({ item: { title } }) => title)).toEqual(["Case"]);
    expect(plan.left).toEqual([{ title: "Report", why: "You have given evidence for it already." }]);
  });

  it("keeps of several only those that count", () => {
    const old = former("Report", { expiresOn: day("2026-01-01") });
    const fresh = former("Report");
    expect(carryPlan([item(1, "Report")], [old, fresh], [], ON).taken[0]!.evidence).toEqual([fresh]);
  });
});
