import { sql } from "drizzle-orm";
import type { Tx } from "~db";

class Rehearsed extends Error {}

/**
 * Does what the last step of a form would do, and takes it back: whatever would refuse the last step refuses before
 * anybody is asked to check and send, in the same words. What the database would only say at the end of the transaction
 * it says here; numbers of documents are not used up (`drawNumbers`). Throws whatever the command throws.
 */
export async function rehearse(tx: Tx, command: (tx: Tx) => Promise<unknown>): Promise<void> {
  const attempt = tx.transaction(async (inner) => {
    await inner.execute(sql`select set_config('dovetail.rehearsal', 'on', true)`);
    await command(inner);
    await inner.execute(sql`set constraints all immediate`);
    throw new Rehearsed();
  });
  await attempt.catch((error: unknown) => {
    if (!(error instanceof Rehearsed)) throw error;
  });
}
