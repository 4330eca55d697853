// Over 300 lines: the worlds that the property tests make, as rows of every table that a verdict turns on.
import fc from "fast-check";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Tx } from "~db";
import { catalogueItem, itemCapability, productVersion, solution, supplier } from "~db/schema/catalogue";
import {
  certificate,
  certificateEvent,
  standard,
  standardBinding,
  standardVersion,
  waiver,
  workOffCondition,
} from "~db/schema/certification";
import { lotSolution } from "~db/schema/frameworks";
import { outcomesOf } from "~/domain/certification/verdict-sql.server";
import { OWN_LOTS, verdictsFor, type VerdictQuestion } from "~/domain/certification/verdict-views.server";
import type { VerdictOutcome } from "~/domain/certification/verdict";
import { addDays, day } from "~/domain/shared/day";
import { testDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const { db } = await testDatabase();

const FIRST = day("2027-01-01");
const SPAN = 4;
const MIDDLE = 2;
const SOLUTIONS = ["S1", "S2", "S3", "S4"];
const SUPPLIERS = ["1", "2"];
const supplierOf = (solutionId: string) => (solutionId < "S3" ? "1" : "2");

const at = fc.integer({ min: 0, max: SPAN }).map((days) => addDays(FIRST, days));
const atOrNone = fc.option(at, { nil: null, freq: 2 });
const word = (...words: string[]) => fc.constantFrom(...words);
const wordOrNone = (...words: string[]) => fc.option(word(...words), { nil: null, freq: 1 });
const some = <T>(of: fc.Arbitrary<T>, maxLength: number, minLength = 0) =>
  fc.array(of, { minLength, maxLength });

const STANDARDS = ["org", "prod", "prod2", "deploy"];
const VERSIONS = STANDARDS.flatMap((id) => [1, 2, 3].map((number) => `${id}@${number}`));

const world = fc.record({
  versions: fc.tuple(
    ...VERSIONS.map(() => fc.record({ effectiveFrom: at, complyBy: atOrNone, retiredOn: atOrNone })),
  ),
  /** How many of the three versions of each standard there are. */
  editions: fc.tuple(...STANDARDS.map(() => fc.integer({ min: 1, max: 3 }))),
  bindings: some(
    fc.record({
      standardId: word(...STANDARDS),
      capabilityRef: wordOrNone("C1", "C2"),
      lotId: wordOrNone("L1", "L2"),
      careSetting: wordOrNone("acute", "community"),
      buyerKind: wordOrNone("trust", "icb"),
      validFrom: at,
      validTo: atOrNone,
    }),
    5,
    1,
  ),
  capabilities: some(
    fc.record({
      itemId: word(...SOLUTIONS),
      capabilityRef: word("C1", "C2"),
      result: word("full", "partial", "none"),
    }),
    6,
  ),
  lots: some(fc.record({ solutionId: word(...SOLUTIONS), lotId: word("L1", "L2") }), 5),
  careSettings: fc.tuple(...SOLUTIONS.map(() => fc.subarray(["acute", "community"]))),
  certificates: some(
    fc.record({
      version: fc.integer({ min: 0, max: VERSIONS.length - 1 }),
      solutionId: word(...SOLUTIONS),
      productVersion: wordOrNone("one", "1.1", "1.2", "2.0", "9.9"),
      validFrom: at,
      validTo: atOrNone,
      events: some(fc.record({ kind: word("suspended", "reinstated", "withdrawn"), effectiveOn: at }), 3),
      conditions: some(fc.record({ dueOn: at, metOn: atOrNone }), 2),
    }),
    12,
    6,
  ),
  waivers: some(
    fc.record({
      standardId: word(...STANDARDS),
      solutionId: word(...SOLUTIONS),
      buyerCode: wordOrNone("RR8", "QWO"),
      validFrom: at,
      validTo: at,
    }),
    3,
  ),
  /** Of each solution, the classes and days of the versions after its first. */
  productVersions: fc.tuple(
    ...SOLUTIONS.map(() =>
      some(
        fc.record({
          changeClass: word("patch", "minor", "minor", "major"),
          onSaleFrom: atOrNone,
          withdrawnOn: atOrNone,
        }),
        5,
      ),
    ),
  ),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const question = fc.record({
  lotId: fc.constantFrom<VerdictQuestion["lotId"]>(OWN_LOTS, null, "L1", "L2"),
  buyerKind: fc.option(word("trust", "icb"), { nil: null }),
  buyerCode: fc.option(word("RR8", "QWO"), { nil: null }),
  on: at,
});

async function put(tx: Tx, made: World): Promise<void> {
  // Any rows that the columns can hold: what the triggers and keys would refuse is judged alike as well.
  await tx.execute(sql`set local session_replication_role = replica`);
  const source = "test";
  await tx
    .insert(supplier)
    .values(SUPPLIERS.map((id) => ({ id, organisationCode: `S${id}`, name: id, legalName: id })));
  await tx.insert(catalogueItem).values(
    SOLUTIONS.map((id) => ({
      id,
      kind: "solution",
      supplierId: supplierOf(id),
      name: id,
      state: "published",
    })),
  );
  await tx
    .insert(solution)
    .values(SOLUTIONS.map((id, index) => ({ id, careSettings: made.careSettings[index]! })));
  await tx.insert(standard).values(
    STANDARDS.map((id) => ({
      id,
      title: id,
      summary: id,
      ownerName: "NHS England",
      category: "test",
      source,
      appliesTo: id === "org" ? "organisation" : id === "deploy" ? "deployment" : "product",
    })),
  );
  await tx.insert(standardVersion).values(
    VERSIONS.flatMap((id, index) => {
      const [standardId, version] = id.split("@") as [string, string];
      return Number(version) > made.editions[STANDARDS.indexOf(standardId)]!
        ? []
        : [{ id, standardId, version, ...made.versions[index]! }];
    }),
  );
  await tx
    .insert(standardBinding)
    .values(made.bindings.map((one, index) => ({ id: `B${index}`, source, ...one })));
  if (made.capabilities.length > 0)
    await tx.insert(itemCapability).values(made.capabilities).onConflictDoNothing();
  if (made.lots.length > 0) await tx.insert(lotSolution).values(made.lots).onConflictDoNothing();
  await putVersions(tx, made);
  await putCertificates(tx, made);
  const waivers = made.waivers
    .filter((one) => one.validFrom <= one.validTo)
    .map((one) => ({ ...one, reason: "A pilot" }));
  if (waivers.length > 0) await tx.insert(waiver).values(waivers);
}

async function putVersions(tx: Tx, made: World): Promise<void> {
  for (const [index, solutionId] of SOLUTIONS.entries()) {
    const later = made.productVersions[index]!;
    if (later.length === 0) continue;
    const base = { solutionId, announcedAt: new Date("2026-01-01T09:00:00Z") };
    await tx.insert(productVersion).values({ ...base, version: "one", changeClass: "first" });
    let [major, minor, parentVersion] = [1, 0, "one"];
    for (const { changeClass, onSaleFrom, withdrawnOn } of later) {
      if (changeClass === "major") [major, minor] = [major + 1, 0];
      else minor += 1;
      const version = `${major}.${minor}`;
      await tx.insert(productVersion).values({
        ...base,
        version,
        parentVersion,
        changeClass,
        changes: "More",
        releasedOn: FIRST,
        onSaleFrom,
        withdrawnOn,
        withdrawalReason: withdrawnOn && "A fault",
      });
      parentVersion = version;
    }
  }
}

async function putCertificates(tx: Tx, made: World): Promise<void> {
  for (const [index, one] of made.certificates.entries()) {
    const { version, solutionId, events, conditions, validFrom, validTo, productVersion: of } = one;
    const standardVersionId = VERSIONS[version]!;
    const number = `DVC-${String(index + 1).padStart(6, "0")}`;
    const [standardId, edition] = standardVersionId.split("@") as [string, string];
    if (Number(edition) > made.editions[STANDARDS.indexOf(standardId)]!) continue;
    await tx.insert(certificate).values({
      number,
      standardVersionId,
      supplierId: supplierOf(solutionId),
      solutionId: standardId === "org" ? null : solutionId,
      productVersion: standardId === "org" ? null : of,
      validFrom,
      validTo: validTo !== null && validTo < validFrom ? validFrom : validTo,
      issuedAt: new Date("2026-01-01T09:00:00Z"),
      source: "test",
    });
    for (const event of events) {
      await tx.insert(certificateEvent).values({ certificateNumber: number, reason: "A fault", ...event });
    }
    for (const condition of conditions) {
      await tx.insert(workOffCondition).values({ certificateNumber: number, text: "Do it", ...condition });
    }
  }
}

/** Of all solutions, which is what a filter asks; a page asks of some, and is answered the same. */
async function inSql(tx: Tx, asked: VerdictQuestion): Promise<Record<string, VerdictOutcome>> {
  const [all, some] = await Promise.all([
    outcomesOf(tx, asked),
    outcomesOf(tx, asked, SOLUTIONS.slice(1, 3)),
  ]);
  for (const [id, outcome] of some) expect(all.get(id) ?? "compliant").toBe(outcome);
  return Object.fromEntries(SOLUTIONS.map((id) => [id, all.get(id) ?? "compliant"]));
}

async function judged(tx: Tx, asked: VerdictQuestion): Promise<Record<string, VerdictOutcome>> {
  const found = await verdictsFor(tx, { ...asked, solutionIds: SOLUTIONS });
  return Object.fromEntries(SOLUTIONS.map((id) => [id, found.get(id)!.outcome]));
}

const numRuns = 80;
const RANK: Record<VerdictOutcome, number> = {
  "not-compliant": 0,
  "compliant-with-conditions": 1,
  compliant: 2,
};

describe("the verdict's outcome in SQL", () => {
  it("is the verdict's own, whatever stands in the tables", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(world, fc.array(question, { minLength: 1, maxLength: 6 }), (made, questions) =>
        undoneIn(db, async (tx) => {
          await put(tx, made);
          for (const asked of questions) {
            const outcomes = await judged(tx, asked);
            for (const outcome of Object.values(outcomes)) seen.add(outcome);
            expect(await inSql(tx, asked)).toEqual(outcomes);
          }
        }),
      ),
      { numRuns },
    );
    expect([...seen].sort()).toEqual(["compliant", "compliant-with-conditions", "not-compliant"]);
  }, 240_000);

  it("never gets worse by one more certificate that counts", async () => {
    await fc.assert(
      fc.asyncProperty(
        world,
        question,
        word("org", "prod", "prod2"),
        word(...SOLUTIONS),
        (made, asked, standardId, solutionId) =>
          undoneIn(db, async (tx) => {
            await put(tx, made);
            const before = await inSql(tx, asked);
            const edition = made.editions[STANDARDS.indexOf(standardId)]!;
            await tx.insert(certificate).values({
              number: "DVC-999999",
              standardVersionId: `${standardId}@${edition}`,
              supplierId: supplierOf(solutionId),
              solutionId: standardId === "org" ? null : solutionId,
              validFrom: FIRST,
              validTo: null,
              issuedAt: new Date("2026-01-01T09:00:00Z"),
              source: "test",
            });
            const after = await inSql(tx, asked);
            for (const id of SOLUTIONS) expect(RANK[after[id]!]).toBeGreaterThanOrEqual(RANK[before[id]!]);
          }),
      ),
      { numRuns },
    );
  }, 240_000);

  it("as at a day stays what it was, whatever is dated after it", async () => {
    const on = addDays(FIRST, MIDDLE);
    const later = addDays(on, 1);
    await fc.assert(
      fc.asyncProperty(world, question, (made, asked) =>
        undoneIn(db, async (tx) => {
          await put(tx, made);
          const before = await inSql(tx, { ...asked, on });
          await tx.execute(sql`insert into certificate_event (certificate_number, kind, effective_on, reason)
            select number, 'withdrawn', ${later}, 'A fault' from certificate`);
          await tx.execute(sql`insert into standard_binding (id, standard_id, valid_from, source)
            select 'N' || id, id, ${later}, 'test' from standard`);
          await tx.execute(sql`update work_off_condition set met_on = ${later} where met_on is null`);
          await tx.execute(sql`insert into standard_version (id, standard_id, version, effective_from, comply_by)
            select id || '@9', id, '9', ${later}, ${later} from standard`);
          expect(await inSql(tx, { ...asked, on })).toEqual(before);
        }),
      ),
      { numRuns },
    );
  }, 240_000);
});
