import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { textArray } from "~db/lists";
import { BUYER_KINDS } from "~/domain/organisations/organisation";
import type { AgreementVersion } from "./agreement";
import { everyPayer } from "./payers";
import { BUYER, BUYERS_ICB } from "./rules/rule";
import { SIGNING_ROLES } from "./signing";

/**
 * The organisations that would pay by a version without being a party, as far as somebody there could be told: buyers in
 * its scope where a rule makes each buyer pay, boards of its area where one makes each buyer's board pay. Codes in order.
 */
export async function payersToNotify(q: Queryable, version: AgreementVersion): Promise<string[]> {
  const payers = everyPayer(version.rules);
  const { scope } = version;
  const limited = (codes: readonly string[] | undefined, column: ReturnType<typeof sql>) =>
    codes === undefined ? sql`true` : sql`${column} = any(${textArray(codes)})`;
  const inPlace = sql`${limited(scope.regions, sql`o.region_code`)}`;
  const funded =
    scope.programmes === undefined
      ? sql`true`
      : sql`exists (select from allocation a join fund f on f.id = a.fund_id
          where f.programme_id = any(${textArray(scope.programmes)}) and a.organisation_code in (o.code, o.icb_code))`;
  const buyer = payers.includes(BUYER)
    ? sql`o.kind = any(${textArray(scope.buyerKinds ?? BUYER_KINDS)}) and ${inPlace} and ${funded}
        and ${limited(scope.organisations, sql`o.code`)} and ${limited(scope.icbCodes, sql`o.icb_code`)}`
    : sql`false`;
  const board = payers.includes(BUYERS_ICB)
    ? sql`o.kind = 'icb' and ${inPlace} and ${limited(scope.icbCodes, sql`o.code`)}
        and (${scope.organisations === undefined} or o.code in
          (select icb_code from organisation where code = any(${textArray(scope.organisations ?? [])})))`
    : sql`false`;
  const rows = await q.execute<{ code: string }>(sql`
    select distinct o.code from organisation o join membership m on m.organisation_code = o.code
    where m.role = any(${textArray(SIGNING_ROLES)}) and o.closed_on is null and ((${buyer}) or (${board}))
      and o.code <> all(${textArray(version.parties)})
    order by o.code`);
  return [...rows].map((row) => row.code);
}
