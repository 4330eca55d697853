import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { agreementAcceptance } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { keysetList, type List } from "~/domain/shared/keyset.server";
import type { ToAccept } from "./acceptance";

/** The agreements by which a payer pays its shares of an order, is no party to and has not accepted yet; by number. */
export async function agreementsToAccept(
  q: Queryable,
  { orderId, payerCode }: { orderId: string; payerCode: string },
): Promise<ToAccept[]> {
  const rows = await q.execute<{ agreement_id: string; version: number; title: string }>(sql`
    with asked as (
      select distinct s.trace -> 'agreement' ->> 'agreementId' as agreement_id,
        (s.trace -> 'agreement' ->> 'version')::int as version
      from order_share s
      where s.order_id = ${orderId} and s.payer_code = ${payerCode} and s.trace -> 'agreement' ->> 'agreementId' is not null
    )
    select a.agreement_id, a.version, g.title
    from asked a join agreement g on g.id = a.agreement_id
    where not exists (select from agreement_party p
        where p.agreement_id = a.agreement_id and p.version = a.version and p.organisation_code = ${payerCode})
      and not exists (select from agreement_acceptance c
        where c.agreement_id = a.agreement_id and c.version = a.version and c.organisation_code = ${payerCode})
    order by length(a.agreement_id), a.agreement_id, a.version`);
  return [...rows].map((row) => ({
    agreementId: row.agreement_id,
    version: row.version,
    title: row.title,
  }));
}

export interface AcceptanceRow {
  version: number;
  organisationCode: string;
  organisationName: string;
  personName: string;
  /** As it is stored: approver. */
  role: string;
  acceptedAt: Date;
  orderId: string;
}

/** Who accepted an agreement with their first purchase, the latest first; of one organisation, or of all. */
export function acceptancesOf(
  q: Queryable,
  { agreementId, organisationCode }: { agreementId: string; organisationCode?: string },
): List<AcceptanceRow> {
  const order = {
    keys: [
      { by: agreementAcceptance.acceptedAt, type: "timestamptz" as const },
      { by: agreementAcceptance.organisationCode, type: "text" as const },
      { by: agreementAcceptance.version, type: "bigint" as const },
    ],
    descending: true,
  };
  return keysetList<AcceptanceRow>(q, order, (keys, past) =>
    q
      .select({
        version: agreementAcceptance.version,
        organisationCode: agreementAcceptance.organisationCode,
        organisationName: organisation.name,
        personName: agreementAcceptance.personName,
        role: agreementAcceptance.role,
        acceptedAt: agreementAcceptance.acceptedAt,
        orderId: agreementAcceptance.orderId,
        ...keys,
      })
      .from(agreementAcceptance)
      .innerJoin(organisation, eq(organisation.code, agreementAcceptance.organisationCode))
      .where(
        and(
          eq(agreementAcceptance.agreementId, agreementId),
          organisationCode ? eq(agreementAcceptance.organisationCode, organisationCode) : undefined,
          past,
        ),
      ),
  );
}
