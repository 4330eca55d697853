import type { Tx } from "~db";
import { uploadedFile } from "~db/schema/files";
import type { Actor } from "~/domain/audit/event";
import { Problem } from "~/domain/shared/problem";
import { fileFault, storedName, type FileFacts, type NewFile } from "./file-kind";

/**
 * Notes what is known of a file whose bytes stand in the file store under `id`. Who may read it is decided by what names it
 * afterwards. Answers what was noted. Throws Problem rule-broken `file-not-taken`, not-allowed `no-organisation`.
 */
export async function recordFile(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    file: NewFile;
  },
): Promise<FileFacts> {
  const { actor, at, file } = input;
  const fault = fileFault(file);
  if (fault) throw new Problem("rule-broken", "file-not-taken", { title: `${fault}.` });
  if (actor.organisationCode === null) {
    throw new Problem("not-allowed", "no-organisation", "A file is brought by a person of an organisation.");
  }
  const facts = { ...file, name: storedName(file.name, file.kind) };
  await tx.insert(uploadedFile).values({
    ...facts,
    organisationCode: actor.organisationCode,
    uploadedBy: actor.userId,
    uploadedAt: at,
  });
  const { id, name, kind, bytes, scan } = facts;
  return { id, name, kind, bytes, scan };
}
