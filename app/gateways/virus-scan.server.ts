import { Readable } from "node:stream";
import NodeClam from "clamscan";
import { env } from "~/platform/env.server";
import { singleton } from "~/platform/singleton.server";

/** What a scanner says of bytes: clean, the name of what it found, or that none is set up. */
export type ScanResult = { scan: "clean" | "not_scanned" } | { found: string };

const SCAN_TIMEOUT_MS = 30_000;

/** A clamd at an address (host:port), asked over TCP; nothing of this machine is looked for or run. */
async function clamdAt(address: string): Promise<NodeClam> {
  const [host, port] = address.split(":");
  const scanner = new NodeClam();
  return scanner.init({
    clamscan: { active: false },
    clamdscan: {
      host,
      port: Number(port),
      timeout: SCAN_TIMEOUT_MS,
      localFallback: false,
      active: true,
      bypassTest: true,
    },
    preference: "clamdscan",
  });
}

/** Scans bytes by the clamd that CLAMD_ADDRESS names. Throws when it is away or does not answer. */
export async function scanBytes(
  bytes: Uint8Array,
  address: string | undefined = env().CLAMD_ADDRESS,
): Promise<ScanResult> {
  if (!address) return { scan: "not_scanned" };
  const scanner = await singleton(`virus-scanner.${address}`, () => clamdAt(address));
  const { isInfected, viruses } = await scanner.scanStream(Readable.from([Buffer.from(bytes)]));
  if (isInfected === null) throw new Error("clamd did not say whether the file is clean");
  return isInfected ? { found: viruses.join(", ") || "something" } : { scan: "clean" };
}
