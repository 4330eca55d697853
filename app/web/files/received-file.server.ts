import { createHash, randomUUID } from "node:crypto";
import { fileFault, type NewFile } from "~/domain/files/file-kind";
import { contentKind } from "~/gateways/file-content.server";
import { log } from "~/platform/log.server";
import { Problem } from "~/domain/shared/problem";
import { scanBytes } from "~/gateways/virus-scan.server";
import { fileStore } from "~/gateways/file-store.server";

/** A browser sends an empty file without a name where none was chosen. */
const isChosen = (sent: unknown): sent is File =>
  sent instanceof File && !(sent.size === 0 && sent.name === "");

/** What a third party does for a file; where it is away the refusal says so, and nothing was saved. */
async function away<T>(work: () => Promise<T>, done: "scanned" | "stored"): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log().error({ err: error }, `an uploaded file could not be ${done}`);
    throw new Problem("unavailable", `file-not-${done}`, {
      title: `The file could not be ${done}`,
      detail: "Nothing was saved. Go back and try again in a few minutes, or give a link to it.",
    });
  }
}

/** A file as it was taken in, for the command that notes it; or why it is not taken, in words for its field. */
export type ReceivedFile = { file: NewFile } | { fault: string } | null;

/**
 * Takes in a file that a form sent: looks at its content, has it scanned and stores its bytes. Null when none was chosen.
 * To be asked before the action's transaction, which then notes it (`recordFile`); bytes that nothing notes stay without a
 * row.
 */
export async function receivedFile(sent: unknown): Promise<ReceivedFile> {
  if (!isChosen(sent)) return null;
  const bytes = new Uint8Array(await sent.arrayBuffer());
  const kind = await contentKind(bytes, sent.name);
  const fault = fileFault({ bytes: bytes.length, kind });
  if (fault !== null || kind === null) return { fault: fault ?? "Choose a file" };
  const scanned = await away(() => scanBytes(bytes), "scanned");
  if ("found" in scanned) {
    return { fault: `The virus scanner found ${scanned.found} in the file. Choose another one` };
  }
  const id = randomUUID();
  await away(() => fileStore().put(id, bytes), "stored");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file: { id, name: sent.name, kind, bytes: bytes.length, sha256, scan: scanned.scan } };
}
