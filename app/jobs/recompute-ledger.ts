import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { rollUpMovements } from "~/domain/ledger/roll-up-movements.server";
import { takeWatermark } from "~/domain/ledger/take-watermark.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { readPayload } from "~/platform/queue.server";

/**
 * Sums the new postings by day, then works every balance out again from all of them and compares. A difference is an
 * alarm: it is logged as an error, mailed to commercial officers and auditors, and shown in red on their pages.
 * Running it twice writes two checks and changes nothing else.
 */
export const recomputeLedger: Task = async (payload) => {
  readPayload("recompute-ledger", payload);
  const { db } = database();
  const through = await inTransaction(db, takeWatermark);
  await inTransaction(db, (tx) => rollUpMovements(tx, { through }));
  const started = performance.now();
  const outcome = await inTransaction(db, (tx) =>
    checkLedger(tx, { at: clock().now(), elapsed: () => performance.now() - started }),
  );
  const found = {
    accounts: outcome.accounts,
    postings: outcome.postings.toString(),
    milliseconds: outcome.milliseconds,
  };
  if (outcome.differing.length === 0) log().info(found, "every balance of the ledger equals its postings");
  else {
    log().error(
      { ...found, differences: outcome.differing.length, accounts: outcome.differing.slice(0, 20) },
      "ALARM: balances of the ledger differ from their postings",
    );
  }
};
