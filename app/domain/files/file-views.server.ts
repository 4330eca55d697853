import { and, asc, eq, lt, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { qualified } from "~db/qualified";
import { evidence } from "~db/schema/certification";
import { uploadedFile } from "~db/schema/files";
import type { FileFacts, FileKind } from "./file-kind";

const FACTS = {
  id: uploadedFile.id,
  name: uploadedFile.name,
  kind: sql<FileKind>`${uploadedFile.kind}`,
  bytes: uploadedFile.bytes,
  scan: sql<FileFacts["scan"]>`${uploadedFile.scan}`,
};

/** A file that somebody of an organisation brought, whatever names it; null when there is none. */
export async function ownFile(
  q: Queryable,
  { id, organisationCode }: { id: string; organisationCode: string },
): Promise<FileFacts | null> {
  const [found] = await q
    .select(FACTS)
    .from(uploadedFile)
    .where(and(eq(uploadedFile.id, id), eq(uploadedFile.organisationCode, organisationCode)));
  return found ?? null;
}

const UNNAMED = sql`not exists (select 1 from ${evidence} where ${qualified(evidence.fileId)} = ${qualified(uploadedFile.id)})`;

/** Whether nothing names a file, which stays locked until the transaction ends. */
export async function lockedUnnamed(q: Queryable, id: string): Promise<boolean> {
  const [found] = await q
    .select({ unnamed: sql<boolean>`${UNNAMED}` })
    .from(uploadedFile)
    .where(eq(uploadedFile.id, id))
    .for("update");
  return found?.unnamed ?? false;
}

/** The oldest files that nothing names and that came before an instant, at most `most`: their ids. */
export async function unnamedFiles(
  q: Queryable,
  { before, most }: { before: Date; most: number },
): Promise<string[]> {
  const rows = await q
    .select({ id: uploadedFile.id })
    .from(uploadedFile)
    .where(and(lt(uploadedFile.uploadedAt, before), UNNAMED))
    .orderBy(asc(uploadedFile.uploadedAt), asc(uploadedFile.id))
    .limit(most);
  return rows.map((row) => row.id);
}
