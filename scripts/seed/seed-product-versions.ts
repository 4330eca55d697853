import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { solution } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { versionNumbers } from "~/domain/certification/product-versions/product-version";
import { announceVersion } from "~/domain/listings/product-versions/announce-version.server";
import { withdrawVersion } from "~/domain/listings/product-versions/withdraw-version.server";
import type { SeedTime } from "./seed-time";

const SUPPLIER = "20001";
const SOLUTION = "20001-003";

/**
 * The versions of one product: a minor one that is on sale and inherits, a patch that was withdrawn and the one in its place, and a
 * major one that is announced, whose evidence is due.
 */
export async function seedProductVersions(
  tx: Tx,
  time: SeedTime,
  people: { editor: Actor; signatory: Actor },
): Promise<void> {
  const [listed] = await tx
    .select({ version: solution.productVersion })
    .from(solution)
    .where(eq(solution.id, SOLUTION));
  const [major, minor] = versionNumbers(listed!.version)!;
  const next = `${major}.${minor + 1}`;
  const on = (daysAgo: number) => {
    const today = time.daysAgo(daysAgo);
    return { solutionId: SOLUTION, supplierId: SUPPLIER, at: time.at(today), today };
  };
  const by = (daysAgo: number) => ({ ...on(daysAgo), actor: people.editor });
  await announceVersion(tx, {
    ...by(120),
    version: next,
    changeClass: "minor",
    changes: "Rounds can be prepared for a whole ward, and lists of what is due are exported as CSV.",
    releasedOn: time.daysAgo(90),
  });
  await announceVersion(tx, {
    ...by(40),
    version: `${next}.1`,
    changeClass: "patch",
    changes: "Signing in with a smartcard no longer fails after the card was renewed.",
    releasedOn: time.daysAgo(40),
  });
  await withdrawVersion(tx, {
    ...on(33),
    actor: people.signatory,
    version: `${next}.1`,
    reason: `It forgets which list was open. Version ${next}.2 puts that right.`,
    supportEndsOn: time.daysAgo(3),
  });
  await announceVersion(tx, {
    ...by(32),
    version: `${next}.2`,
    changeClass: "patch",
    changes: "The list that was open stays open.",
    releasedOn: time.daysAgo(32),
  });
  await announceVersion(tx, {
    ...by(6),
    version: `${major + 1}.0`,
    changeClass: "major",
    changes:
      "One medicines record of the whole stay takes the place of the charts of each ward. Charts are moved over once.",
    releasedOn: time.daysAhead(90),
  });
}
