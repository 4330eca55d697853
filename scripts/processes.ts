import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { errorWithoutValues } from "../app/platform/log-words";

/** True when a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/** A killed process whose parent has not asked after it still answers signals; in containers for good. */
function isZombie(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return status.slice(status.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
  }
}

/** True when the command of a process contains the word. */
export function looksLike(pid: number, word: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word);
  } catch {
    // Not Linux.
  }
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).includes(word);
  } catch {
    return process.platform === "win32";
  }
}

/** True for a living Node process: an id left behind by a killed one may be somebody else's by now. */
export const isOurs = (pid: number): boolean => isAlive(pid) && looksLike(pid, "node");

/** The text of a file, or nothing. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const STOP_LIMIT_MS = 10_000;

/**
 * Runs the work once when this process is asked to stop: Ctrl-C, SIGTERM, or the end of the process that started it
 * (seen by the closing of the channel to it, so that nothing outlives a killed `npm start`).
 */
export function onStop(work: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    work().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(errorWithoutValues(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
}
