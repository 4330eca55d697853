import type { Tx } from "~db";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Message } from "~/domain/shared/mail";
import type { ListingDependents } from "./dependents";

/** E-mails the leads of each buyer once, with what of theirs rests on a listing. */
export async function notifyDependents(
  tx: Tx,
  { live, drafts, shortlists }: ListingDependents,
  emailOf: (own: ListingDependents) => Message,
): Promise<void> {
  const buyers = [...new Set([...live, ...drafts, ...shortlists].map((one) => one.buyerCode))].sort();
  for (const organisationCode of buyers) {
    const own = <T extends { buyerCode: string }>(rows: readonly T[]) =>
      rows.filter((row) => row.buyerCode === organisationCode);
    const email = emailOf({ live: own(live), drafts: own(drafts), shortlists: own(shortlists) });
    await notifyPeople(tx, { organisationCode, roles: ["procurement_lead"] }, email);
  }
}
