import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund, programme } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { formatDay, type Day } from "../shared/day";
import { Problem } from "../shared/problem";
import { whyNotDates, type Nature } from "./fund";

/**
 * The fund, held until the transaction ends, where it can have these dates. Throws Problem not-found `no-such-fund`, rule-broken
 * `fund-dates`, not-allowed `funding-officer-only`.
 */
export async function requireNewDates(
  tx: Tx,
  input: { fundId: string; opensOn: Day; closesOn: Day; actor: Actor; today: Day },
) {
  requireFundingOfficer(input.actor);
  const [held] = await tx.select().from(fund).where(eq(fund.id, input.fundId)).for("no key update");
  if (!held) throw new Problem("not-found", "no-such-fund", `There is no fund ${input.fundId}.`);
  const { opensOn, closesOn } = input;
  const [inside] = await tx.select().from(programme).where(eq(programme.id, held.programmeId)).for("share");
  const reasons = whyNotDates({ ...held, nature: held.nature as Nature }, { opensOn, closesOn }, input.today);
  if (inside?.closedOn && closesOn >= inside.closedOn)
    reasons.push(
      `Its programme ${inside.name} was closed on ${formatDay(inside.closedOn)}. Open that again first.`,
    );
  if (reasons.length > 0) {
    throw new Problem("rule-broken", "fund-dates", {
      title: `${held.name} cannot have these dates.`,
      detail: reasons.join(" "),
    });
  }
  return held;
}
