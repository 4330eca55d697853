import { existsSync } from "node:fs";
import path from "node:path";
import { describe } from "vitest";

const folder = process.env.SHARED_DATA ?? path.resolve(import.meta.dirname, "../../../shared/data");

/** The folder of the real reference data, or null where it is not present. */
export const sharedData: string | null = existsSync(folder) ? folder : null;

/** Describes tests on the real reference data; skips them, and says why, where there is none. */
export function describeWithSharedData(name: string, tests: (folder: string) => void): void {
  if (sharedData === null) {
    // oxlint-disable-next-line vitest/no-disabled-tests -- said in the name, and impossible without the data
    describe.skip(`${name} (skipped: no reference data at SHARED_DATA or ../shared/data)`, () =>
      tests(folder));
  } else {
    describe(name, () => tests(sharedData));
  }
}
