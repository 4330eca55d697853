import type { Db, Tx } from "~db";
import { Problem } from "~/domain/shared/problem";

class Undo extends Error {}

/** Runs in a transaction that is undone, so that each test of a file starts from the same rows. */
export async function undoneIn(db: Db, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await db
    .transaction(async (tx) => {
      await work(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
}

/** The Problem with which something is refused. Throws what else it ends with, also when it is not refused. */
export async function refused(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => new Error("it was not refused"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw error;
}

/** What the database says to something that no command would do, in a savepoint of its own. */
export async function databaseSays(tx: Tx, work: (inner: Tx) => Promise<unknown>): Promise<string> {
  return tx
    .transaction((inner) => work(inner))
    .then(
      () => "nothing",
      (error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
    );
}
