import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { membership, user } from "~db/schema/people";
import { ledgerCheck } from "~db/schema/year-end";
import { queueEmail } from "~/domain/people/queue-email.server";
import { historyDifferences } from "./ledger-history-views.server";
import { recomputeDifferences } from "./ledger-views.server";

export interface LedgerCheckOutcome {
  accounts: number;
  postings: bigint;
  /** The keys of accounts whose counters or history are not the sum of their postings; none in a sound ledger. */
  differing: string[];
  milliseconds: number;
}

const MOST_NAMED = 100;

/**
 * Works every balance out again from the postings, writes down what came of it, and raises the alarm when anything
 * differs: an e-mail to every commercial officer and auditor. `elapsed` tells milliseconds since a start of its own;
 * the domain reads no clock.
 */
export async function checkLedger(
  tx: Tx,
  input: { at: Date; elapsed: () => number },
): Promise<LedgerCheckOutcome> {
  const counters = (await recomputeDifferences(tx)).map((difference) => difference.key);
  const differing = [...new Set([...counters, ...(await historyDifferences(tx))])].sort();
  const [counted] = await tx.execute<{ accounts: string; postings: string }>(
    sql`select (select count(*) from ledger_account)::text as accounts, (select count(*) from ledger_transfer)::text as postings`,
  );
  const outcome = {
    accounts: Number(counted!.accounts),
    postings: BigInt(counted!.postings),
    differing,
    milliseconds: Math.round(input.elapsed()),
  };
  await tx.insert(ledgerCheck).values({
    checkedAt: input.at,
    accounts: outcome.accounts,
    postings: outcome.postings,
    differences: differing.length,
    differingAccounts: differing.slice(0, MOST_NAMED),
    milliseconds: outcome.milliseconds,
  });
  if (differing.length > 0) await raiseAlarm(tx, differing);
  return outcome;
}

async function raiseAlarm(tx: Tx, differing: readonly string[]): Promise<void> {
  const people = await tx
    .selectDistinct({ email: user.email })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(isAnyOf(membership.role, ["commercial_officer", "auditor"]));
  const many = differing.length === 1 ? "1 account differs" : `${differing.length} accounts differ`;
  for (const { email } of people) {
    await queueEmail(tx, {
      to: email,
      kind: "ledger-differs",
      subject: `Alarm: ${many} from the ledger's postings`,
      body: [
        `Every balance was worked out again from the postings, and ${many}: ${differing.slice(0, 20).join(", ")}.`,
        "Do not approve or pay from these accounts. Call support now.",
        { label: "See the trial balance", path: "/commercial/ledger/trial-balance" },
      ],
    });
  }
}
