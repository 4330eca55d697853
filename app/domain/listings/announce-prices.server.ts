import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { textArray } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import type { OrderState } from "~/domain/orders/order";
import { subjectLine, type MailBody } from "~/domain/shared/mail";
import { formatDay, type Day } from "~/domain/shared/day";
import { enqueueFrom } from "~/platform/queue.server";

/** Orders that are being written or signed, and those that run: whoever has one is told of new prices. */
const TOLD = [
  "in_progress",
  "awaiting_approval",
  "awaiting_signature",
  "live",
] as const satisfies readonly OrderState[];
const BUYING_ROLES = ["procurement_lead", "approver"];
/** How many order numbers a mail names. */
const NAMED = 10;

/**
 * E-mails the buyers with drafts and live orders of a solution that its list prices change, and from which day; one mail a person, in
 * one round trip. Answers how many were told.
 */
export async function announcePrices(
  tx: Tx,
  input: {
    solutionId: string;
    /** Other solutions, whose buyers pay for a service of this one whose price changes. */
    otherIds: readonly string[];
    name: string;
    supplierId: string;
    from: Day;
    raised: boolean;
  },
): Promise<number> {
  const { solutionId, otherIds, name, supplierId, from, raised } = input;
  const [own] = await tx.select({ name: supplier.name }).from(supplier).where(eq(supplier.id, supplierId));
  const body: MailBody = [
    `${own?.name ?? "The supplier"} changes its list prices of ${name}${otherIds.length > 0 ? " and of services that are offered with it and with other solutions" : ""} from ${formatDay(from)}${raised ? "; at least one goes up" : ""}.`,
    "An order that is signed keeps the prices that it was made with, for its whole term. An order that is still being written has to be signed before that day to keep them.",
  ];
  const link = {
    label: "See the prices of today and those that come",
    path: `/solutions/${solutionId}#prices`,
  };
  return enqueueFrom(
    tx,
    "send-email",
    sql`
      insert into email (to_address, kind, subject, body)
        select address, 'price-change', ${subjectLine(`Prices of ${name} change on ${formatDay(from)}`)}::text,
            ${JSON.stringify(body)}::text::jsonb || jsonb_build_array('Your orders with it: ' || orders || '.')
              || jsonb_build_array(${JSON.stringify(link)}::text::jsonb)
          from (
            select lower(person.email) as address,
                string_agg(distinct own.orders, ', ') as orders
              from (
                select buyer_code, string_agg(id, ', ' order by id) filter (where place <= ${NAMED})
                    || case when count(*) > ${NAMED} then ' and ' || (count(*) - ${NAMED}) || ' more' else '' end as orders
                  from (
                    select id, buyer_code, row_number() over (partition by buyer_code order by id) as place
                      from "order" where solution_id = any(${textArray([solutionId, ...otherIds])}) and state = any(${textArray(TOLD)})
                  ) listed group by buyer_code
              ) own
              join membership member on member.organisation_code = own.buyer_code and member.role = any(${textArray(BUYING_ROLES)})
              join "user" person on person.id = member.user_id
              group by lower(person.email)
          ) told
        returning json_build_object('emailId', id)`,
  );
}
