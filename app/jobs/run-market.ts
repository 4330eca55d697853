import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { advanceMarketRun } from "~/domain/simulator/advance-market-run.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/**
 * Works a run over the market out, batch after batch, each in its own transaction, so that its page sees how far it is
 * and a job that was killed goes on where it stopped.
 */
export const runMarket: Task = async (payload) => {
  const { runId } = readPayload("run-market", payload);
  let done = false;
  while (!done) {
    ({ done } = await inTransaction(database().db, (tx) =>
      advanceMarketRun(tx, { runId, at: clock().now() }),
    ));
  }
};
