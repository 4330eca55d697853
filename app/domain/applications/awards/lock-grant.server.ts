import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { grantAward } from "~db/schema/applications";
import { fund } from "~db/schema/funding";
import { noSuchAward } from "../applicant";
import type { GrantState } from "./grant";

export type LockedGrant = Omit<typeof grantAward.$inferSelect, "state"> & {
  state: GrantState;
  fundName: string;
  payerCode: string;
};

/**
 * An award, held until the action ends. With an organisation: 404 for anybody else's. Throws Problem
 * not-found `no-such-grant-award`.
 */
export async function lockGrant(
  tx: Tx,
  input: { awardId: string; organisationCode: string | null },
): Promise<LockedGrant> {
  const [row] = await tx
    .select()
    .from(grantAward)
    .where(eq(grantAward.id, input.awardId))
    .for("no key update");
  if (!row || (input.organisationCode !== null && row.organisationCode !== input.organisationCode))
    throw noSuchAward();
  const [from] = await tx
    .select({ fundName: fund.name, payerCode: fund.payerCode })
    .from(fund)
    .where(eq(fund.id, row.fundId));
  return { ...row, ...from!, state: row.state as GrantState };
}
