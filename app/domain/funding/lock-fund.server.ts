import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";

/** Keeps a fund as it is until the transaction ends. A fund that is not there is left to whoever reads it. */
export async function lockFund(tx: Tx, fundId: string): Promise<void> {
  await tx.select({ id: fund.id }).from(fund).where(eq(fund.id, fundId)).for("no key update");
}
