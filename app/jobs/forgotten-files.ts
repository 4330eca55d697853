import { eq } from "drizzle-orm";
import { inTransaction, type Db } from "~db";
import { uploadedFile } from "~db/schema/files";
import { lockedUnnamed, unnamedFiles } from "~/domain/files/file-views.server";
import type { FileStore } from "~/gateways/file-store.server";

/** A form that holds a file which nothing names yet is kept for twelve hours; two days are well past it. */
const KEEP_MS = 2 * 24 * 60 * 60 * 1000;
/** So many go in one night; what is left over goes the next. */
const MOST_FILES = 1000;

/**
 * Removes uploaded files that nothing names, two days after they came: their bytes, then what is known of them. Answers how
 * many went. Where it ends in between, the row is there the next night, and removing bytes again does nothing.
 */
export async function pruneForgottenFiles(db: Db, store: FileStore, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_MS);
  const ids = await unnamedFiles(db, { before, most: MOST_FILES });
  for (const id of ids) {
    await inTransaction(db, async (tx) => {
      // Evidence that names it meanwhile waits for this, and then finds no file.
      if (!(await lockedUnnamed(tx, id))) return;
      await store.remove(id);
      await tx.delete(uploadedFile).where(eq(uploadedFile.id, id));
    });
  }
  return ids.length;
}
