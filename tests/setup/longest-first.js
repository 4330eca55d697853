import { statSync } from "node:fs";

/*
 * The order of test files: those that are known to take long first, so that no worker waits for another at the end of a
 * run, then by size. Of two files that load the same demonstration, the second would wait for the first: files that
 * need different ones begin. The last lines of npm test say what belongs here.
 */
export const LONGEST = [
  "app/domain/cost-sharing/engine.property.test.ts",
  "tests/domain/import/seed.test.ts",
  "tests/domain/import/import-all.test.ts",
  "tests/domain/import/import-ods.test.ts",
  "tests/journeys/whole/links.test.ts",
  "tests/journeys/whole/need-to-payment.test.ts",
  "tests/journeys/buyer/real-data.test.ts",
  "tests/journeys/whole/agreement-to-statement.test.ts",
  "tests/journeys/buyer/kill.test.ts",
  "tests/journeys/buyer/crowd.test.ts",
];

const placeOf = (/** @type {string} */ file) => {
  const place = LONGEST.findIndex((name) => file.endsWith(name));
  return place === -1 ? LONGEST.length : place;
};

/** Answers the files in the order in which they are to run. */
export function longestFirst(/** @type {string[]} */ files) {
  const sizes = new Map(files.map((file) => [file, statSync(file).size]));
  return files.toSorted((a, b) => placeOf(a) - placeOf(b) || sizes.get(b) - sizes.get(a));
}

/** Vitest's sequencer (sequence.sequencer). */
export class LongestFirst {
  /** Runs are not divided over machines. */
  shard(/** @type {import("vitest/node").TestSpecification[]} */ files) {
    return files;
  }

  sort(/** @type {import("vitest/node").TestSpecification[]} */ files) {
    const order = longestFirst([...new Set(files.map((file) => file.moduleId))]);
    return files.toSorted((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId));
  }
}
