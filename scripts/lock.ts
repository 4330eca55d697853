import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isOurs, readText } from "./processes";

const WAIT_LIMIT_MS = 120_000;
const heldHere = new Set<string>();

/**
 * Only one process at a time starts or stops the server. A lock whose owner died is taken over; so is one of our own id
 * that we did not take: in a container the ids begin anew.
 */
export async function enter(folder: string): Promise<() => void> {
  const lock = path.join(folder, "lock");
  const deadline = Date.now() + WAIT_LIMIT_MS;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      heldHere.add(lock);
      return () => {
        heldHere.delete(lock);
        rmSync(lock, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(readText(lock));
    const abandoned = owner === process.pid ? !heldHere.has(lock) : owner > 0 && !isOurs(owner);
    if (abandoned) rmSync(lock, { force: true });
    else if (Date.now() > deadline) throw new Error(`Another process (${owner}) holds ${lock} for too long.`);
    else await sleep(100);
  }
}
