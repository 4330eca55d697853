import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund, programme } from "~db/schema/funding";
import { Problem } from "../shared/problem";
import type { NewFund } from "./fund";
import { fundOfName } from "./funding-views.server";
import { nameAsKept, requireTakesFund } from "./programme";

/**
 * That a fund of this reference and name can be opened in its programme: neither is taken, whatever the name's case, and the
 * programme is open and has that year. The programme is held meanwhile, so that it does not close. Throws Problem conflict
 * `fund-exists` and `fund-name-taken`, not-found `no-such-programme`, and what its guards throw: rule-broken
 * `programme-is-closed` and `outside-programme-years`.
 */
export async function requireNewFund(tx: Tx, wanted: NewFund): Promise<void> {
  const [inside] = await tx.select().from(programme).where(eq(programme.id, wanted.programmeId)).for("share");
  if (!inside)
    throw new Problem("not-found", "no-such-programme", `There is no programme ${wanted.programmeId}.`);
  requireTakesFund(inside, wanted.financialYear);
  const name = nameAsKept(wanted.name);
  const [there] = await tx.select({ id: fund.id }).from(fund).where(eq(fund.id, wanted.id));
  if (there)
    throw new Problem("conflict", "fund-exists", {
      title: `There is a fund ${there.id} already.`,
      detail: "Give the new fund another reference.",
    });
  const other = await fundOfName(tx, name);
  if (other)
    throw new Problem("conflict", "fund-name-taken", {
      title: `Fund ${other.fundId} bears the name ${name} already.`,
      detail:
        "Two funds of one name cannot be told apart. Give the new fund another name, for example with its year.",
    });
}
