import type { Tx } from "~db";
import { programme } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import {
  nameAsKept,
  programmeNameTaken,
  requireProgrammeTerms,
  yearsText,
  type ProgrammeTerms,
} from "./programme";

/** A programme that is to be opened; `id` is the end of its public page's address. */
export interface NewProgramme
  extends
    Omit<ProgrammeTerms, "flow" | "amountText" | "ruleText" | "sources">,
    Partial<Pick<ProgrammeTerms, "flow" | "amountText" | "ruleText" | "sources">> {
  id: string;
  demonstration?: boolean;
}

/**
 * Starts a programme. No two bear one name, whatever its case. Throws Problem conflict `programme-exists` where its id or
 * name is taken, not-allowed `funding-officer-only`, rule-broken `programme-terms`.
 */
export async function openProgramme(
  tx: Tx,
  input: { programme: NewProgramme; actor: Actor; at: Date },
): Promise<{ programmeId: string }> {
  requireFundingOfficer(input.actor);
  const terms = { flow: "", amountText: "", ruleText: "", sources: [], ...input.programme };
  requireProgrammeTerms(terms);
  const name = nameAsKept(terms.name);
  const [row] = await tx
    .insert(programme)
    .values({ ...terms, name, years: yearsText(terms) })
    .onConflictDoNothing()
    .returning({ id: programme.id });
  if (!row) throw programmeNameTaken(name);
  await recordEvent(tx, {
    stream: `programme:${row.id}`,
    action: "programme.opened",
    summary: `Opened programme ${name}`,
    actor: input.actor,
    at: input.at,
    after: input.programme,
  });
  return { programmeId: row.id };
}
