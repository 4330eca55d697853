import { sql } from "drizzle-orm";
import { qualified } from "~db/qualified";
import { allocation } from "~db/schema/funding";

/** Of a row of `allocation`, what is awarded and waits for signatures: as text, in pence. */
export const offered = sql<string>`(select coalesce(sum(waiting.amount_pence - waiting.returned_pence), 0)::text from grant_award waiting
  where waiting.fund_id = ${qualified(allocation.fundId)} and waiting.organisation_code = ${qualified(allocation.organisationCode)} and waiting.state = 'awaiting_signature')`;
