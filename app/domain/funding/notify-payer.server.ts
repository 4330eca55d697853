import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { formatPence } from "../money/format";
import type { Pence } from "../money/money";

/** Who answers for the money of a body that pays into a fund. */
const MONEY_ROLES = ["approver", "procurement_lead", "commercial_officer"];

/**
 * E-mails the body that a fund is paid by when money of it goes in, where it is not the officer's own: it learns at once what is said
 * in its name, and whom to ask if it is not so. Imports tell nobody. Pence. Answers how many were told.
 */
export async function notifyPayer(
  tx: Tx,
  input: { fund: { id: string; name: string; payerCode: string }; amount: Pence; actor: Actor },
): Promise<number> {
  const { fund, amount, actor } = input;
  if (actor.organisationCode === null || fund.payerCode === actor.organisationCode) return 0;
  return notifyPeople(
    tx,
    { organisationCode: fund.payerCode, roles: MONEY_ROLES },
    {
      kind: "fund-payer",
      subject: `Your organisation pays ${formatPence(amount)} into ${fund.name}`,
      body: [
        `${actor.name} of the centre recorded that your organisation pays ${formatPence(amount)} into the fund ${fund.name} (${fund.id}). Orders can be paid from it.`,
        "If your organisation did not agree to that, say so to the commercial team today: what is not committed can be taken back.",
        { label: "Help and contact", path: "/help" },
      ],
    },
  );
}
