import { describe, expect, it } from "vitest";
import { missingParts } from "~/domain/applications/application";
import {
  NOTHING_FILLED_IN,
  planYears,
  type ApplicationContent,
} from "~/domain/applications/application-content";
import type { Need, NeedCost } from "~/domain/applications/profile/profile";
import { USUAL_CRITERIA } from "~/domain/applications/scoring";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { applicationTasks } from "./application-form";

const fund = { nature: "capital" as const, financialYear: 2026 };
const cost: NeedCost = {
  category: "hardware-devices",
  nature: "capital",
  financialYear: 2026,
  amount: pence(10_000),
};
const need: Need = {
  id: "ND-0001",
  title: "Devices",
  summary: "For wards",
  capability: "Care planning",
  assuredProduct: true,
  startsOn: day("2027-01-01"),
  contactName: "Grace",
  contactEmail: "grace@example.org",
  costs: [cost],
};
const whole: ApplicationContent = {
  asked: [cost],
  match: [],
  revenuePlan: planYears(2026).map((financialYear) => ({
    financialYear,
    amount: pence(5),
    payer: "The trust",
  })),
  answers: Object.fromEntries(USUAL_CRITERIA.map(({ id }) => [id, "Yes"])),
};

/** The state of each task of an application with this content, as its page shows it. */
function states(content: ApplicationContent, of: Need | null = need): Record<string, string> {
  const missing = missingParts({ need: of, content, fund, criteria: USUAL_CRITERIA });
  const application = { id: "AP-0001", nature: fund.nature, hasNeed: of !== null, missing, whyNot: [] };
  return Object.fromEntries(applicationTasks(application).map(({ key, state }) => [key, state]));
}

describe("the tasks of an application", () => {
  it("are done when each part is whole, and only then it can be sent", () => {
    expect(states(whole)).toEqual({
      need: "completed",
      amount: "completed",
      match: "completed",
      revenue: "completed",
      case: "completed",
      check: "not-started",
    });
  });

  it.each<[task: string, saved: string, content: Partial<ApplicationContent>]>([
    ["amount", "empty", { asked: [] }],
    ["amount", "with nothing asked for", { asked: [{ ...cost, amount: pence(0) }] }],
    ["amount", "with more than the need costs", { asked: [{ ...cost, amount: pence(10_001) }] }],
    ["match", "not at all", { match: null }],
    ["revenue", "empty", { revenuePlan: null }],
    ["revenue", "without its years", { revenuePlan: [] }],
    ["revenue", "for four years of five", { revenuePlan: whole.revenuePlan!.slice(1) }],
    [
      "revenue",
      "without one payer",
      { revenuePlan: whole.revenuePlan!.map((year, index) => (index === 2 ? { ...year, payer: "" } : year)) },
    ],
    ["case", "empty", { answers: {} }],
    ["case", "with one answer of blanks", { answers: { ...whole.answers, [USUAL_CRITERIA[0]!.id]: "  \n" } }],
  ])("%s saved %s is not done, and the application cannot be sent", (task, _, content) => {
    const found = states({ ...whole, ...content });
    expect(found[task]).toBe("not-started");
    expect(found.check).toBe("cannot-start");
    expect(Object.entries(found).filter(([, state]) => state === "completed")).toHaveLength(4);
  });

  it("nothing filled in is done nowhere", () => {
    expect(Object.values(states(NOTHING_FILLED_IN, null))).not.toContain("completed");
  });
});
