import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { programme } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { requireReason } from "~/domain/shared/reason";
import { formatDay } from "../shared/day";
import { Problem } from "../shared/problem";
import { programmeOfName } from "./funding-views.server";
import { lockProgramme } from "./lock-programme.server";
import {
  nameAsKept,
  programmeNameTaken,
  requireProgrammeTerms,
  yearsText,
  type ProgrammeTerms,
} from "./programme";

/**
 * Changes what is written of a programme, which its public page shows at once. Its address stays. Throws Problem conflict
 * `programme-exists` where another bears the name, rule-broken `programme-is-closed`, and what its guards throw: not-found
 * `no-such-programme`, rule-broken `programme-terms`, bad-request `reason-missing` and `reason-too-long`, not-allowed `funding-officer-only`.
 */
export async function changeProgramme(
  tx: Tx,
  input: { programmeId: string; terms: ProgrammeTerms; reason: string; actor: Actor; at: Date },
): Promise<void> {
  requireFundingOfficer(input.actor);
  const held = await lockProgramme(tx, input.programmeId);
  const reason = requireReason(input.reason, "Say why the programme changes.");
  if (held.closedOn !== null) {
    throw new Problem("rule-broken", "programme-is-closed", {
      title: `${held.name} was closed on ${formatDay(held.closedOn)}, and stays as it was.`,
      detail: "Open it again to change it.",
    });
  }
  requireProgrammeTerms(
    input.terms,
    held.funds.map((fund) => fund.financialYear),
  );
  const name = nameAsKept(input.terms.name);
  if (await programmeOfName(tx, { name, except: held.id })) throw programmeNameTaken(name);
  const { summary, firstYear, lastYear, flow, amountText, ruleText, sources } = input.terms;
  const after = { name, summary, firstYear, lastYear, flow, amountText, ruleText, sources };
  await tx
    .update(programme)
    .set({ ...after, years: yearsText(after) })
    .where(eq(programme.id, held.id));
  await recordEvent(tx, {
    stream: `programme:${held.id}`,
    action: "programme.changed",
    summary: `Changed what is written of programme ${name}: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: Object.fromEntries((Object.keys(after) as (keyof typeof after)[]).map((key) => [key, held[key]])),
    after: { ...after, reason },
  });
}
