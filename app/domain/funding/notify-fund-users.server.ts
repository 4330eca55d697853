import { sql } from "drizzle-orm";
import type { Tx } from "~db";
import { textArray } from "~db/lists";
import { queueEmail } from "~/domain/people/queue-email.server";
import type { MailBlock } from "../shared/mail";
import { TOLD_ROLES } from "./payments/fund-payment";

/**
 * E-mails everybody who has money in a fund or a claim on it: the body that pays, those with an allocation, and the buyers of
 * orders that wait for its money or were returned with a share of it, and `alsoBuyers`. Each person once; whoever did it knows. Answers how many were told.
 */
export async function notifyFundUsers(
  tx: Tx,
  input: {
    fund: { id: string; payerCode: string };
    kind: string;
    subject: string;
    body: readonly MailBlock[];
    /** Buyers who count on it in orders that are being written, by code. */
    alsoBuyers: readonly string[];
    exceptUserId: string | null;
  },
): Promise<number> {
  const { fund } = input;
  const people = await tx.execute<{ email: string }>(sql`
    select distinct person.email from membership member
    join "user" person on person.id = member.user_id
    where member.role = any(${textArray([...TOLD_ROLES])}) and person.id is distinct from ${input.exceptUserId}
      and member.organisation_code in (
        select ${fund.payerCode}::text
        union select unnest(${textArray([...input.alsoBuyers])})
        union select organisation_code from allocation where fund_id = ${fund.id} and amount_pence > 0
        union select o.buyer_code from "order" o join order_share s on s.order_id = o.id
          where s.fund_id = ${fund.id} and o.state in ('in_progress', 'awaiting_approval', 'awaiting_signature'))
    order by person.email`);
  for (const { email } of people)
    await queueEmail(tx, { to: email, kind: input.kind, subject: input.subject, body: [...input.body] });
  return people.length;
}
