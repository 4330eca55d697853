// Over 300 lines: one product's versions, from the first to one that is withdrawn, with all that turns on them.
import { and, eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { productVersion, solution } from "~db/schema/catalogue";
import {
  certificate,
  claim,
  evidence,
  standardBinding,
  standardEvidenceItem,
} from "~db/schema/certification";
import { framework } from "~db/schema/frameworks";
import { email } from "~db/schema/platform";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import { auditEvent } from "~db/schema/audit";
import { listingView } from "~/domain/catalogue/solution-views.server";
import { carryEvidence } from "~/domain/certification/claims/carry-evidence.server";
import { claimView } from "~/domain/certification/claims/claim-views.server";
import { decideClaim } from "~/domain/certification/claims/decide-claim.server";
import { giveEvidence } from "~/domain/certification/claims/give-evidence.server";
import { startClaim } from "~/domain/certification/claims/start-claim.server";
import { submitClaim } from "~/domain/certification/claims/submit-claim.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import { bringOnSale } from "~/domain/certification/product-versions/bring-on-sale.server";
import { OWN_LOTS, verdictFor } from "~/domain/certification/verdict-views.server";
import { applyContent } from "~/domain/listings/apply-content.server";
import { storedContent } from "~/domain/listings/content-views.server";
import { announceVersion } from "~/domain/listings/product-versions/announce-version.server";
import { versionList } from "~/domain/listings/product-versions/version-list-views.server";
import { withdrawVersion } from "~/domain/listings/product-versions/withdraw-version.server";
import { startChange } from "~/domain/listings/start-change.server";
import { impactFacts } from "~/domain/standards/impact-views.server";
import { addDays, day, type Day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import type { Problem } from "~/domain/shared/problem";
import { write } from "../../factories/listings";
import { AT, makeCompleteOrder, makeMarket, makeOrder, PEOPLE, TODAY } from "../../factories/orders";
import { officer } from "../../factories/standards";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const ID = "20001-001";
const assessor = officer("assessor");
let database: TestDatabase;
/** The standard of the market's products. */
let standardId: string;
let standardVersionId: string;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await makeMarket(db);
  await makeCompleteOrder(db);
  await makeOrder(db, PEOPLE.practice);
  await db.insert(shortlist).values({
    id: "S5001",
    organisationCode: "QWO",
    name: "Records for practices",
    state: "open",
    lotId: "F1-1",
    termMonths: 12,
    startsOn: day("2027-01-01"),
    createdBy: "helen",
    createdAt: AT,
  });
  await db
    .insert(shortlistItem)
    .values({ shortlistId: "S5001", solutionId: ID, addedBy: "helen", addedAt: AT });
  const [held] = await db.select().from(certificate).where(eq(certificate.solutionId, ID));
  standardVersionId = held!.standardVersionId;
  standardId = standardVersionId.split("@")[0]!;
  await db
    .insert(standardEvidenceItem)
    .values({ standardVersionId, position: 1, title: "Report", kinds: ["url"] });
  await db.update(solution).set({ productVersion: "4.2" }).where(eq(solution.id, ID));
  await db.delete(email);
});

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);
type Given = Partial<Parameters<typeof announceVersion>[1]>;
const announce = (tx: Tx, version: string, changeClass: "patch" | "minor" | "major", given: Given = {}) =>
  announceVersion(tx, {
    solutionId: ID,
    supplierId: "20001",
    version,
    changeClass,
    changes: "Letters are sent as FHIR documents.",
    releasedOn: addDays(TODAY, { patch: 0, minor: 28, major: 90 }[changeClass]),
    actor: PEOPLE.editor,
    at: AT,
    today: TODAY,
    ...given,
  });
const withdraw = (tx: Tx, version: string, given: Partial<Parameters<typeof withdrawVersion>[1]> = {}) =>
  withdrawVersion(tx, {
    solutionId: ID,
    supplierId: "20001",
    version,
    reason: "A fault loses drafts.",
    supportEndsOn: addDays(TODAY, 30),
    actor: PEOPLE.signatory,
    at: AT,
    today: TODAY,
    ...given,
  });
const judged = (tx: Tx, on: Day) => verdictFor(tx, { solutionId: ID, lotId: OWN_LOTS, buyerKind: null, on });
const list = (tx: Tx, today: Day = TODAY) => versionList(tx, { solutionId: ID, today });
const states = async (tx: Tx, today: Day = TODAY) =>
  (await list(tx, today)).versions.map(({ version, state }) => `${version} ${state}`);
const mails = async (tx: Tx, kind = "buyer-product-version%") =>
  (await tx.select().from(email).where(like(email.kind, kind)))
    .map((mail) => ({ to: mail.toAddress, subject: mail.subject, text: mailText(mail.body) }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));

/** A claim for a version, with evidence, approved. */
async function certify(tx: Tx, productVersion: string, given: { validFrom?: Day; today?: Day } = {}) {
  const { today = TODAY, validFrom } = given;
  const by = { actor: PEOPLE.editor, at: AT, today };
  const claimId = await startClaim(tx, {
    ...by,
    supplierId: "20001",
    solutionId: ID,
    standardVersionId,
    productVersion,
  });
  await giveEvidence(tx, { ...by, claimId, evidence: [report] });
  await submitClaim(tx, { ...by, claimId });
  await takeUpClaim(tx, { actor: assessor, at: AT, claimId });
  const number = await decideClaim(tx, {
    actor: assessor,
    at: AT,
    today,
    claimId,
    decision: "approve",
    reason: "",
    validFrom,
  });
  return { claimId, number: number! };
}
const report = {
  itemPosition: 1,
  kind: "url" as const,
  reference: "https://alder.example/report",
  issuedOn: addDays(TODAY, -10),
};

describe("a new version", () => {
  it("that patches is on sale on the same day, and keeps the certificates", async () =>
    undone(async (tx) => {
      await announce(tx, "4.2.1", "patch");
      expect(await states(tx)).toEqual(["4.2.1 on-sale", "4.2 former"]);
      const verdict = await judged(tx, TODAY);
      expect(verdict).toMatchObject({ productVersion: "4.2.1", outcome: "compliant" });
      const [row] = (await list(tx)).versions;
      expect(row!.certificates).toMatchObject([{ standardId, inheritedFrom: "4.2" }]);
      expect((await listingView(tx, ID, TODAY)).productVersion).toBe("4.2.1");
      const [event] = await tx
        .select()
        .from(auditEvent)
        .where(eq(auditEvent.action, "solution.version-announced"));
      expect(event).toMatchObject({
        actorName: "Daniel Alder",
        after: { version: "4.2.1", evidenceDue: [] },
      });
    }));

  it("that is minor is on sale from its release, and the dates decide", async () =>
    undone(async (tx) => {
      await announce(tx, "4.3", "minor");
      const released = addDays(TODAY, 28);
      expect(await states(tx, addDays(released, -1))).toEqual(["4.3 announced", "4.2 on-sale"]);
      expect(await states(tx, released)).toEqual(["4.3 on-sale", "4.2 former"]);
      expect((await judged(tx, addDays(released, -1))).productVersion).toBe("4.2");
      expect((await judged(tx, released)).productVersion).toBe("4.3");
    }));

  it("inherits through three minor versions; the fourth waits for evidence, and the third stays on sale", async () =>
    undone(async (tx) => {
      const days = [0, 28, 56, 84].map((after) => addDays(TODAY, after));
      for (const [index, today] of days.entries())
        await announce(tx, `4.${3 + index}`, "minor", { today, releasedOn: addDays(today, 28) });
      const after = addDays(TODAY, 120);
      expect(await states(tx, after)).toEqual([
        "4.6 evidence-due",
        "4.5 on-sale",
        "4.4 former",
        "4.3 former",
        "4.2 former",
      ]);
      const rows = (await list(tx, after)).versions;
      expect(rows.map(({ generationsLeft }) => generationsLeft)).toEqual([null, 0, 1, 2, 3]);
      expect(rows[0]!.due.map(({ id }) => id)).toEqual([standardId]);
      expect((await judged(tx, after)).outcome).toBe("compliant");
      await certify(tx, "4.6", { today: after });
      expect((await states(tx, after))[0]).toBe("4.6 on-sale");
      await announce(tx, "4.7", "minor", { today: after, releasedOn: addDays(after, 28) });
      expect((await states(tx, addDays(after, 28)))[0]).toBe("4.7 on-sale");
    }));

  it("that is major waits for its evidence, however long, while the former one can be bought", async () =>
    undone(async (tx) => {
      await announce(tx, "5.0", "major");
      const late = addDays(TODAY, 200);
      expect(await states(tx, late)).toEqual(["5.0 evidence-due", "4.2 on-sale"]);
      expect(await judged(tx, addDays(TODAY, 90))).toMatchObject({
        productVersion: "4.2",
        outcome: "compliant",
      });
      // A patch of the former goes out meanwhile.
      await announce(tx, "4.2.1", "patch");
      expect(await states(tx)).toEqual(["5.0 announced", "4.2.1 on-sale", "4.2 former"]);

      const { number } = await certify(tx, "5.0");
      const [row] = await tx.select().from(productVersion).where(eq(productVersion.version, "5.0"));
      expect(row!.onSaleFrom).toBe(addDays(TODAY, 90));
      expect((await judged(tx, addDays(TODAY, 89))).productVersion).toBe("4.2.1");
      const then = await judged(tx, addDays(TODAY, 90));
      expect(then).toMatchObject({ productVersion: "5.0", outcome: "compliant" });
      expect(then.lines.find((line) => line.standardId === standardId)?.certificateNumber).toBe(number);
      expect((await mails(tx, "product-version-on-sale"))[0]?.subject).toContain("5.0 is on sale from");
    }));

  it("whose standard ceased to bind is on sale when its supplier asks, and not before", async () =>
    undone(async (tx) => {
      const today = addDays(TODAY, 100);
      const ask = () => bringOnSale(tx, { solutionId: ID, actor: PEOPLE.editor, at: AT, today });
      await announce(tx, "5.0", "major");
      expect(await ask()).toEqual([]);
      await tx
        .update(standardBinding)
        .set({ validTo: addDays(TODAY, 99) })
        .where(eq(standardBinding.standardId, standardId));
      expect((await list(tx, today)).versions[0]).toMatchObject({ state: "evidence-due", due: [] });
      expect(await ask()).toEqual(["5.0"]);
      expect((await states(tx, today))[0]).toBe("5.0 on-sale");
      expect(await ask()).toEqual([]);
    }));

  it("whose certificate begins later is on sale from then", async () =>
    undone(async (tx) => {
      const today = addDays(TODAY, 100);
      await announce(tx, "5.0", "major");
      await certify(tx, "5.0", { today, validFrom: addDays(today, 5) });
      const [row] = await tx.select().from(productVersion).where(eq(productVersion.version, "5.0"));
      expect(row!.onSaleFrom).toBe(addDays(today, 5));
    }));

  it("is not certified by a certificate of the former, nor the former by its own", async () =>
    undone(async (tx) => {
      await announce(tx, "5.0", "major");
      await certify(tx, "5.0");
      await tx
        .update(certificate)
        .set({ validTo: addDays(TODAY, 60) })
        .where(and(eq(certificate.solutionId, ID), eq(certificate.source, "claim")));
      const then = await judged(tx, addDays(TODAY, 90));
      expect(then).toMatchObject({ productVersion: "5.0", outcome: "not-compliant" });
      expect(then.lines.find((line) => line.standardId === standardId)).toMatchObject({ reason: "expired" });
    }));

  it("is told once to who has a live order, a draft or a shortlist, with what of theirs it is", async () =>
    undone(async (tx) => {
      await announce(tx, "5.0", "major");
      const told = await mails(tx);
      expect(told.map(({ to }) => to)).toEqual([...new Set(told.map(({ to }) => to))]);
      expect(told).toHaveLength(3);
      const [first] = told;
      expect(first!.text).toContain("a major version after 4.2");
      expect(first!.text).toContain("so 4.2 stays on sale until it is");
      expect(told.filter(({ text }) => text.includes("S5001"))).toHaveLength(1);
      await certify(tx, "5.0");
      expect(await mails(tx)).toHaveLength(3);
    }));
});

describe("a new version is refused", () => {
  it.each([
    ["a number that is used", "4.2.0", "patch", {}, "version-number"],
    ["a number below the one on sale", "4.1", "minor", {}, "version-number"],
    ["a class smaller than its number", "5.0", "minor", {}, "version-class"],
    [
      "less notice than its class asks",
      "4.3",
      "minor",
      { releasedOn: addDays(TODAY, 27) },
      "version-release",
    ],
    ["a release in the past", "4.2.1", "patch", { releasedOn: addDays(TODAY, -1) }, "version-release"],
    ["no words", "4.2.1", "patch", { changes: "  " }, "changes-missing"],
    ["too many words", "4.2.1", "patch", { changes: "x".repeat(2_001) }, "changes-too-long"],
    ["another supplier", "4.2.1", "patch", { actor: PEOPLE.stranger }, "other-supplier"],
    ["a buyer", "4.2.1", "patch", { actor: PEOPLE.lead }, "role-missing"],
    ["another solution", "4.2.1", "patch", { solutionId: "none" }, "no-such-item"],
  ] as const)("for %s", async (_, version, changeClass, given, code) =>
    undone(async (tx) => {
      expect((await refused(announce(tx, version, changeClass, given as Given))).code).toBe(code);
    }),
  );

  it("where a framework states a longer notice", async () =>
    undone(async (tx) => {
      await tx.update(framework).set({ versionNoticeDays: 120 }).where(eq(framework.id, "F1"));
      const why = await refused(announce(tx, "5.0", "major"));
      expect(why.public.title).toContain("120 days before, as");
      await announce(tx, "5.0", "major", { releasedOn: addDays(TODAY, 120) });
    }));

  it("by an edit of a product that has several, which keeps the name of the first", async () =>
    undone(async (tx) => {
      const own = { supplierId: "20001", actor: PEOPLE.editor, at: AT };
      const changeId = await startChange(tx, { ...own, solutionId: ID });
      await write(tx, changeId, own, { fields: { productVersion: "9.9" } });
      await announce(tx, "4.2.1", "patch");
      const why = await refused(write(tx, changeId, own, { fields: { productVersion: "9.8" } }));
      expect(why.code).toBe("version-by-edit");
      const content = (await storedContent(tx, ID))!;
      await applyContent(tx, {
        solutionId: ID,
        content: { ...content, productVersion: "9.9" },
        stored: content,
        pricesFrom: TODAY,
        actor: PEOPLE.editor,
        at: AT,
      });
      expect((await storedContent(tx, ID))!.productVersion).toBe("4.2");
    }));
});

describe("a version that is withdrawn", () => {
  it("gives way to the one before it, with a last day of support, and its buyers are told once", async () =>
    undone(async (tx) => {
      await announce(tx, "4.2.1", "patch");
      await tx.delete(email);
      await withdraw(tx, "4.2.1");
      expect(await states(tx)).toEqual(["4.2.1 withdrawn", "4.2 on-sale"]);
      expect(await judged(tx, TODAY)).toMatchObject({ productVersion: "4.2", outcome: "compliant" });
      const [row] = (await list(tx)).versions;
      expect(row).toMatchObject({
        supportEndsOn: addDays(TODAY, 30),
        withdrawalReason: "A fault loses drafts.",
      });
      const told = await mails(tx);
      expect(told).toHaveLength(3);
      expect(told[0]!.text).toContain("Version 4.2 is on sale.");
    }));

  it("before its release is taken back, without a day of support, and its number is used up", async () =>
    undone(async (tx) => {
      await announce(tx, "5.0", "major");
      await withdraw(tx, "5.0", { supportEndsOn: null });
      expect(await states(tx, addDays(TODAY, 100))).toEqual(["5.0 taken-back", "4.2 on-sale"]);
      expect((await refused(announce(tx, "5.0", "major"))).code).toBe("version-number");
      await certify(tx, "4.2");
      await announce(tx, "5.0.1", "major");
      const [row] = await tx.select().from(productVersion).where(eq(productVersion.version, "5.0.1"));
      expect(row!.parentVersion).toBe("4.2");
    }));

  it.each([
    ["is the only one on sale", "4.2", {}, "only-version-on-sale"],
    ["is not there", "7.0", {}, "no-such-product-version"],
    ["has no last day of support", "4.2.1", { supportEndsOn: null }, "support-end-missing"],
    [
      "ends its support in the past",
      "4.2.1",
      { supportEndsOn: addDays(TODAY, -1) },
      "support-end-out-of-range",
    ],
    ["has no reason", "4.2.1", { reason: " " }, "reason-missing"],
    ["is an editor's to withdraw", "4.2.1", { actor: PEOPLE.editor }, "role-missing"],
    ["is another supplier's", "4.2.1", { actor: PEOPLE.stranger }, "other-supplier"],
  ] as const)("not when it %s", async (_, version, given, code) =>
    undone(async (tx) => {
      // One that waits for evidence, and one that is released.
      await announce(tx, "5.0", "major");
      if (version !== "4.2") await announce(tx, "4.2.1", "patch");
      expect((await refused(withdraw(tx, version, given))).code).toBe(code);
    }),
  );

  it("not twice", async () =>
    undone(async (tx) => {
      await announce(tx, "4.2.1", "patch");
      await withdraw(tx, "4.2.1");
      expect((await refused(withdraw(tx, "4.2.1"))).code).toBe("version-withdrawn");
    }));
});

describe("a claim for a new version", () => {
  const begin = (tx: Tx, productVersion?: string) =>
    startClaim(tx, {
      actor: PEOPLE.editor,
      at: AT,
      today: TODAY,
      supplierId: "20001",
      solutionId: ID,
      standardVersionId,
      productVersion,
    });
  const carry = (tx: Tx, claimId: string, today: Day = TODAY) =>
    carryEvidence(tx, { actor: PEOPLE.editor, at: AT, today, claimId });

  it("is about what waits for evidence unless it says another; each version has its own", async () =>
    undone(async (tx) => {
      const before = await begin(tx);
      await announce(tx, "5.0", "major");
      const stored = async (id: string) => (await tx.select().from(claim).where(eq(claim.id, id)))[0]!;
      expect((await stored(before)).productVersion).toBeNull();
      expect((await stored(await begin(tx))).productVersion).toBe("5.0");
      expect((await stored(await begin(tx, "4.2"))).productVersion).toBe("4.2");
      expect((await refused(begin(tx))).code).toBe("claim-open");
      expect((await refused(begin(tx, "6.0"))).code).toBe("no-such-product-version");
    }));

  it("takes over what was given for the former and still counts, marked, and once", async () =>
    undone(async (tx) => {
      await announce(tx, "5.0", "major");
      await certify(tx, "4.2");
      const claimId = await begin(tx);
      expect(await carry(tx, claimId)).toBe(1);
      const view = await claimView(tx, { claimId, supplierId: "20001" });
      expect(view.evidence[0]!.given).toMatchObject([{ reference: report.reference, takenFrom: "4.2" }]);
      expect((await refused(carry(tx, claimId))).code).toBe("nothing-to-take-over");
      await giveEvidence(tx, { actor: PEOPLE.editor, at: AT, today: TODAY, claimId, evidence: [report] });
      const [given] = await tx.select().from(evidence).where(eq(evidence.claimId, claimId));
      expect(given!.takenFrom).toBeNull();
    }));

  it("takes over nothing that is out of date, nor of a certificate that does not count", async () =>
    undone(async (tx) => {
      await announce(tx, "5.0", "major");
      const { number } = await certify(tx, "4.2");
      const claimId = await begin(tx);
      await tx
        .update(standardEvidenceItem)
        .set({ validityMonths: 1 })
        .where(eq(standardEvidenceItem.standardVersionId, standardVersionId));
      expect((await refused(carry(tx, claimId, addDays(TODAY, 40)))).code).toBe("nothing-to-take-over");
      await tx
        .update(certificate)
        .set({ validTo: addDays(TODAY, 1) })
        .where(eq(certificate.number, number));
      expect((await refused(carry(tx, claimId, addDays(TODAY, 2)))).code).toBe("nothing-to-take-over");
    }));
});

describe("the impact of a standard", () => {
  it("is worked out for the version on sale on each day", async () =>
    undone(async (tx) => {
      await announce(tx, "5.0", "major");
      const bindings: never[] = [];
      const { products } = await impactFacts(tx, { standardId, today: TODAY, bindings });
      const found = products.find(({ id }) => id === ID)!;
      expect(found.productVersions!.map(({ version }) => version).sort()).toEqual(["4.2", "5.0"]);
    }));
});

describe("what the database refuses of versions", () => {
  const row = {
    solutionId: ID,
    version: "4.4",
    parentVersion: "4.3",
    changeClass: "minor",
    changes: "More",
    releasedOn: TODAY,
    announcedAt: AT,
  };
  const said = (tx: Tx, given: Partial<typeof productVersion.$inferInsert>) =>
    databaseSays(tx, (inner) => inner.insert(productVersion).values({ ...row, ...given }));
  it.each([
    ["a lower number than its parent", { version: "4.2.5" }, "higher than the one before it"],
    ["one number twice", { version: "4.3.0", parentVersion: "4.2" }, "product_version_number_once"],
    ["a class smaller than its number", { changeClass: "patch" }, "no smaller than its number"],
    ["a class that is not known", { changeClass: "huge" }, "product_version_class_known"],
    ["a name that is no number", { version: "Summer" }, "product_version_says_what_changed"],
    ["no words of what changed", { changes: "" }, "product_version_says_what_changed"],
    ["no release", { releasedOn: null }, "product_version_first_or_later"],
    ["a second first", { changeClass: "first", parentVersion: null, releasedOn: null }, "one_first"],
    ["a parent that is not there", { parentVersion: "4.1" }, "product_version_parent"],
    ["a sale before its release", { onSaleFrom: addDays(TODAY, -1) }, "sold_after_release"],
    ["a withdrawal without a reason", { withdrawnOn: TODAY }, "withdrawn_with_reason"],
  ] as const)("%s", async (_, given, words) =>
    undone(async (tx) => {
      await announce(tx, "4.3", "minor");
      expect(await said(tx, given as never)).toContain(words);
    }),
  );

  it("any change of what was said, and any row that goes", async () =>
    undone(async (tx) => {
      await announce(tx, "4.3", "minor");
      const mine = eq(productVersion.version, "4.3");
      const set = (values: Partial<typeof productVersion.$inferInsert>) =>
        databaseSays(tx, (inner) => inner.update(productVersion).set(values).where(mine));
      for (const values of [{ changes: "Less" }, { releasedOn: TODAY }, { onSaleFrom: addDays(TODAY, 50) }])
        expect(await set(values)).toContain("never changed");
      expect(await databaseSays(tx, (inner) => inner.delete(productVersion).where(mine))).toContain(
        "never deleted",
      );
      await withdraw(tx, "4.3", { supportEndsOn: null });
      expect(await set({ withdrawnOn: null, withdrawalReason: null })).toContain("never changed");
    }));
});

// The last test of this file: what it writes stays.
describe("two colleagues at once", () => {
  it("bring out one number once, and the other is told that it is used", async () => {
    const both = await Promise.allSettled(
      [PEOPLE.editor, PEOPLE.signatory].map((actor) =>
        inTransaction(database.db, (tx) => announce(tx, "4.2.9", "patch", { actor })),
      ),
    );
    const lost = both.filter((one) => one.status === "rejected");
    expect(lost.map(({ reason }) => (reason as Problem).code)).toEqual(["version-number"]);
    const rows = await database.db.select().from(productVersion).where(eq(productVersion.solutionId, ID));
    expect(rows.map(({ version }) => version).sort()).toEqual(["4.2", "4.2.9"]);
    expect(await mails(database.db as unknown as Tx)).toHaveLength(3);
  });
});
