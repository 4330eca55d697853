import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import { fund, programme } from "~db/schema/funding";
import { Problem } from "../shared/problem";

/**
 * One programme, held until the transaction ends, with its funds and the requests that wait to open one in it. A fund is
 * not opened in it meanwhile. Throws Problem not-found `no-such-programme`.
 */
export async function lockProgramme(tx: Tx, programmeId: string) {
  const [row] = await tx.select().from(programme).where(eq(programme.id, programmeId)).for("no key update");
  if (!row) throw new Problem("not-found", "no-such-programme", `There is no programme ${programmeId}.`);
  const funds = await tx
    .select({ name: fund.name, closesOn: fund.closesOn, financialYear: fund.financialYear })
    .from(fund)
    .where(eq(fund.programmeId, programmeId));
  const requests = await tx
    .select({ id: moneyRequest.id })
    .from(moneyRequest)
    .where(
      sql`${moneyRequest.kind} = 'open' and ${moneyRequest.state} = 'requested' and ${moneyRequest.terms}->>'programmeId' = ${programmeId}`,
    );
  return { ...row, funds, requests: requests.map(({ id }) => id) };
}
