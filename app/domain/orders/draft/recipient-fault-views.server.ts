import { withCode } from "~/domain/shared/organisation-words";
import type { Queryable } from "~db";
import { isActiveOn, whyNotActive } from "~/domain/organisations/organisation";
import {
  organisationByCode,
  organisationSummaries,
  recipientsOf,
} from "~/domain/organisations/organisation-views.server";
import type { Day } from "~/domain/shared/day";

export interface RecipientFault {
  code: string;
  kind: "organisation-unknown" | "organisation-closed" | "not-your-recipient";
  /** What is wrong and what to do, in one or two sentences. */
  text: string;
}

/** Of so many closed or unknown organisations it is looked up who stands in their place. */
const MOST_EXPLAINED = 100;

/** Which of these organisations an order of the buyer cannot be for on a day, each with its reason; empty when all can. */
export async function recipientFaults(
  q: Queryable,
  { buyerCode, codes, on }: { buyerCode: string; codes: readonly string[]; on: Day },
): Promise<RecipientFault[]> {
  const [choices, known] = await Promise.all([
    recipientsOf(q, buyerCode, on),
    organisationSummaries(q, [...codes]),
  ]);
  const allowed = new Set([buyerCode, ...choices.map((one) => one.code)]);
  const byCode = new Map(known.map((each) => [each.code, each]));
  const faults: RecipientFault[] = [];
  for (const code of codes) {
    const found = byCode.get(code);
    if (found && isActiveOn(found, on)) {
      if (allowed.has(code)) continue;
      const text = `Your organisation cannot order for ${withCode(found.name, code)}.`;
      faults.push({ code, kind: "not-your-recipient", text });
    } else if (faults.length < MOST_EXPLAINED) faults.push(await notOpen(q, code, on));
    else faults.push({ code, kind: "organisation-unknown", text: `${code} is not open on the day.` });
  }
  return faults;
}

async function notOpen(q: Queryable, code: string, on: Day): Promise<RecipientFault> {
  const found = await organisationByCode(q, code, on);
  const why = found && whyNotActive(found, found.successors, on);
  if (!why) {
    const text = `No organisation has the code ${code}: check it against the NHS directory.`;
    return { code, kind: "organisation-unknown", text };
  }
  const text = [why.title.replace(/\.?$/, "."), why.detail].filter(Boolean).join(" ");
  return { code, kind: "organisation-closed", text };
}
