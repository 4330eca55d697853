// Over 300 lines: one standard is drafted, published and followed to its day, on one database.
import { eq, like, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { claim as claimTable, standard, standardVersion } from "~db/schema/certification";
import { order } from "~db/schema/orders";
import { email } from "~db/schema/platform";
import { standardDraft, standardNotice } from "~db/schema/standards";
import { SYSTEM } from "~/domain/audit/event";
import { publishStandard } from "~/domain/certification/publish-standard.server";
import { verdictFor } from "~/domain/certification/verdict-views.server";
import { addDays, day, type Day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import type { Problem } from "~/domain/shared/problem";
import { changeDraft } from "~/domain/standards/change-draft.server";
import { discardDraft } from "~/domain/standards/discard-draft.server";
import type { DraftContent } from "~/domain/standards/draft";
import { draftsList, draftsWaiting, draftView, standardHistory } from "~/domain/standards/draft-views.server";
import { endText } from "~/domain/certification/standard-text";
import { standardView } from "~/domain/certification/standard-views.server";
import { impactCounts } from "~/domain/standards/impact";
import { impactReport } from "~/domain/standards/impact-views.server";
import { standardNoticesDue } from "~/domain/standards/notice-views.server";
import { proposeDraft } from "~/domain/standards/propose-draft.server";
import { publishDraft } from "~/domain/standards/publish-draft.server";
import { sendBackDraft } from "~/domain/standards/send-back-draft.server";
import { sendStandardNotice } from "~/domain/standards/send-standard-notice.server";
import { startDraft } from "~/domain/standards/start-draft.server";
import { continueClaim } from "~/domain/certification/claims/continue-claim.server";
import { submitClaim } from "~/domain/certification/claims/submit-claim.server";
import { openClaim } from "~/web/certification/open-claim.server";
import { constraintProblem } from "~/web/forms/constraint-problems";
import { claimSubject } from "~/web/certification/claim-subject.server";
import { makeClaim } from "../../factories/claims";
import { makeMarket, makeOrder, PEOPLE } from "../../factories/orders";
import { makeCertificate, makeSolution } from "../../factories/standards";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const at = new Date("2026-12-01T09:00:00Z");
const today = day("2026-12-01");
const ALL = { capabilityRef: null, lotId: null, careSetting: null, buyerKind: null };
const nadia = PEOPLE.officer;
const victor = PEOPLE.secondOfficer;
let database: TestDatabase;
let orderId: string;

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);

const NEW: Partial<Omit<DraftContent, "items">> = {
  effectiveFrom: day("2027-01-04"),
  complyBy: day("2027-06-30"),
  whatChanged: "A new form, and a test by somebody else.",
};

async function fill(
  tx: Tx,
  draftId: string,
  fields: Partial<Omit<DraftContent, "items">> = NEW,
): Promise<void> {
  const { revision } = await draftView(tx, { id: draftId, today });
  await changeDraft(tx, { draftId, seen: revision, change: { fields }, actor: nadia, at });
}

const seenOf = async (tx: Tx, id: string) => (await draftView(tx, { id, today })).revision;

/** A new version of DTAC, ready to be proposed. */
async function ready(tx: Tx, fields = NEW): Promise<{ draftId: string; seen: number }> {
  const of = { kind: "version", standardId: "safety" } as const;
  const draftId = await startDraft(tx, { actor: nadia, at, today, of });
  await fill(tx, draftId, fields);
  return { draftId, seen: await seenOf(tx, draftId) };
}

async function publishedByTwo(tx: Tx, fields = NEW): Promise<string> {
  const { draftId, seen } = await ready(tx, fields);
  await proposeDraft(tx, { draftId, seen, actor: nadia, at, today });
  await publishDraft(tx, { draftId, seen, actor: victor, at, today });
  return draftId;
}

beforeAll(async () => {
  database = await testDatabase();
  await makeMarket(database.db);
  orderId = await makeOrder(database.db);
  await inTransaction(database.db, async (tx) => {
    await publishStandard(tx, {
      actor: SYSTEM,
      at,
      standard: {
        id: "safety",
        title: "Safety case",
        summary: "What a safety case holds.",
        ownerName: "NHS England",
        category: "assurance-baseline",
        appliesTo: "product",
        source: "test",
      },
      versions: [
        { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: null, evidence: ["Safety case"] },
      ],
      bindings: [{ validFrom: day("2021-01-01") }],
    });
    await tx.update(standard).set({ needsSecondOfficer: true }).where(eq(standard.id, "safety"));
    const of = { standardVersionId: "safety@1", supplierId: "20001", validTo: null };
    await makeCertificate(tx, { ...of, solutionId: "20001-001" });
    await makeSolution(tx, { id: "b1", name: "Birch Book", supplierId: "20002" });
    await makeCertificate(tx, { ...of, supplierId: "20002", solutionId: "b1", validTo: "2027-03-03" });
    await tx
      .update(order)
      .set({ state: "live", startsOn: day("2026-12-01"), termMonths: 24 })
      .where(eq(order.id, orderId));
  });
});

describe("a draft of a standard", () => {
  it("begins with what the standard says, changes part by part, and keeps each change on record", () =>
    undone(async (tx) => {
      const { draftId } = await ready(tx);
      const view = await draftView(tx, { id: draftId, today });
      expect(view.content).toMatchObject({ title: "Safety case", version: "2", scopes: [ALL] });
      expect(view.content.items.map((item) => item.title)).toEqual(["Safety case"]);
      expect(view.gaps).toEqual([]);
      expect(view.whyTwo).toBe("mandatory");
      const events = await tx.select().from(auditEvent).where(eq(auditEvent.stream, "standard:safety"));
      expect(events.map((event) => event.action)).toEqual([
        "standard.published",
        "standard.drafted",
        "standard.draft-changed",
      ]);
      expect(events[2]!.before).toEqual({ complyBy: null, effectiveFrom: null, whatChanged: "" });
    }));

  it("is not overwritten by a page that shows an older picture of it", () =>
    undone(async (tx) => {
      const { draftId, seen } = await ready(tx);
      const change = { fields: { summary: "Another." } };
      await changeDraft(tx, { draftId, seen, change, actor: victor, at });
      expect((await refused(changeDraft(tx, { draftId, seen, change, actor: nadia, at }))).code).toBe(
        "stale-edit",
      );
    }));

  it("asks for each item of evidence once, and changes and takes out one", () =>
    undone(async (tx) => {
      const { draftId } = await ready(tx);
      const item = { title: "Test report", kinds: ["file" as const], validityMonths: 6, form: "Form 2" };
      const put = async (change: Parameters<typeof changeDraft>[1]["change"]) =>
        changeDraft(tx, { draftId, seen: await seenOf(tx, draftId), change, actor: nadia, at });
      await put({ item, index: null });
      expect((await refused(put({ item, index: null }))).code).toBe("item-twice");
      await put({ item: { ...item, validityMonths: 12 }, index: 1 });
      await put({ item: null, index: 0 });
      expect((await draftView(tx, { id: draftId, today })).content.items).toEqual([
        { ...item, validityMonths: 12 },
      ]);
      expect((await refused(put({ item: null, index: 5 }))).code).toBe("no-such-item");
    }));

  it("is the only open one of its standard, in the command and in the database", () =>
    undone(async (tx) => {
      const { draftId, seen } = await ready(tx);
      const of = { kind: "retirement", standardId: "safety" } as const;
      const again = await refused(startDraft(tx, { actor: victor, at, today, of }));
      expect(again.public.next?.href).toBe(`/commercial/standards/${draftId}`);
      const row = { kind: "version", standardId: "safety", title: "x", content: {}, state: "draft" };
      const by = { createdBy: "nadia", createdAt: at, changedAt: at };
      expect(
        await databaseSays(tx, (inner) =>
          inner.insert(standardDraft).values({ id: "SD-9999", ...row, ...by }),
        ),
      ).toContain("standard_draft_one_open");
      await discardDraft(tx, { draftId, seen, actor: nadia, at });
      expect(await startDraft(tx, { actor: victor, at, today, of })).toMatch(/^SD-\d{4}$/);
      const list = await draftsList(tx).first(10);
      expect(list.map((one) => [one.kind, one.state])).toEqual([
        ["retirement", "draft"],
        ["version", "discarded"],
      ]);
      expect(await draftsList(tx, { states: ["discarded"], words: "SAFETY" }).count()).toBe(1);
    }));

  it("is a person's with the role, and nobody else's", () =>
    undone(async (tx) => {
      const of = { kind: "standard", title: "Another" } as const;
      for (const actor of [PEOPLE.auditor, PEOPLE.lead, PEOPLE.editor, SYSTEM]) {
        expect((await refused(startDraft(tx, { actor, at, today, of }))).kind).toBe("not-allowed");
      }
    }));
});

describe("publishing", () => {
  it("takes two officers where the standard is marked, also in the database", () =>
    undone(async (tx) => {
      const { draftId, seen } = await ready(tx);
      const by = { draftId, seen, at, today };
      expect((await refused(publishDraft(tx, { ...by, actor: nadia }))).code).toBe("second-officer");
      await proposeDraft(tx, { ...by, actor: nadia });
      const mails = await tx.select().from(email).where(eq(email.kind, "standard-proposed"));
      expect(mails.map((mail) => mail.toAddress)).toEqual(["victor@example.org"]);
      expect((await draftsWaiting(tx, "victor")).map((one) => one.id)).toEqual([draftId]);
      expect(await draftsWaiting(tx, "nadia")).toEqual([]);
      expect((await refused(publishDraft(tx, { ...by, actor: nadia }))).code).toBe("own-proposal");
      const publish = { state: "published", decidedBy: "nadia", decidedAt: at };
      const alone = (inner: Tx) =>
        inner.update(standardDraft).set(publish).where(eq(standardDraft.id, draftId));
      expect(await databaseSays(tx, alone)).toContain("one officer behind it");
      const other = { summary: "Words that nobody read." };
      const change = { seen, draftId, actor: victor, at, change: { fields: other } };
      expect((await refused(changeDraft(tx, change))).code).toBe("not-a-draft");
      expect(
        await databaseSays(tx, (inner) =>
          inner
            .update(standardDraft)
            .set({ content: sql`content || '{"summary":"x"}'` })
            .where(eq(standardDraft.id, draftId)),
        ),
      ).toContain("not changed any more");
      await publishDraft(tx, { ...by, actor: victor });
      expect((await refused(publishDraft(tx, { ...by, actor: victor }))).code).toBe("wrong-state");
      const [row] = await tx.select().from(standardVersion).where(eq(standardVersion.id, "safety@2"));
      expect(row).toMatchObject({ effectiveFrom: "2027-01-04", complyBy: "2027-06-30" });
    }));

  it("goes back with a reason to whoever proposed it, or is taken back without one", () =>
    undone(async (tx) => {
      const { draftId, seen } = await ready(tx);
      await proposeDraft(tx, { draftId, seen, actor: nadia, at, today });
      const back = { draftId, at, actor: victor };
      expect((await refused(sendBackDraft(tx, { ...back, reason: " " }))).code).toBe("reason-missing");
      await sendBackDraft(tx, { ...back, reason: "The day is too soon." });
      const view = await draftView(tx, { id: draftId, today });
      expect(view).toMatchObject({ state: "draft", decisionReason: "The day is too soon." });
      const [mail] = await tx.select().from(email).where(eq(email.kind, "standard-sent-back"));
      expect(mail!.toAddress).toBe("nadia@example.org");
      await proposeDraft(tx, { draftId, seen: view.revision, actor: nadia, at, today });
      await sendBackDraft(tx, { draftId, at, actor: nadia, reason: "" });
      expect((await draftView(tx, { id: draftId, today })).decisionReason).toBe("");
    }));

  it("is one officer's where the standard is not marked, and says what is missing first", () =>
    undone(async (tx) => {
      const of = { kind: "standard", title: "Plain English" } as const;
      const draftId = await startDraft(tx, { actor: nadia, at, today, of });
      await fill(tx, draftId, { needsSecondOfficer: false, effectiveFrom: today });
      const incomplete = { draftId, seen: await seenOf(tx, draftId), actor: nadia, at, today };
      expect((await refused(publishDraft(tx, incomplete))).public.detail).toContain(
        "Say who owns the standard.",
      );
      await fill(tx, draftId, { summary: "s", ownerName: "o", category: "content", appliesTo: "framework" });
      await publishDraft(tx, { ...incomplete, seen: await seenOf(tx, draftId) });
      const history = await standardHistory(tx, "plain-english");
      expect(history.map((one) => [one.kind, one.version])).toEqual([["standard", "1"]]);
      const taken = await refused(startDraft(tx, { actor: nadia, at, today, of }));
      expect(taken.code).toBe("standard-exists");
    }));

  it("takes two to end what is mandatory although nothing is marked, also in the database", () =>
    undone(async (tx) => {
      await tx.update(standard).set({ needsSecondOfficer: false }).where(eq(standard.id, "safety"));
      const of = { kind: "retirement", standardId: "safety" } as const;
      const draftId = await startDraft(tx, { actor: nadia, at, today, of });
      await fill(tx, draftId, { retiredOn: addDays(today, 1), whatChanged: "DTAC asks for it." });
      // A draft that was begun when nothing said that a mandatory standard takes two.
      await tx
        .update(standardDraft)
        .set({ content: sql`content || '{"needsSecondOfficer":false,"scopes":[]}'` })
        .where(eq(standardDraft.id, draftId));
      expect((await draftView(tx, { id: draftId, today })).whyTwo).toBe("mandatory");
      const by = { draftId, seen: await seenOf(tx, draftId), at, today };
      expect((await refused(publishDraft(tx, { ...by, actor: nadia }))).code).toBe("second-officer");
      const publish = { state: "published", decidedBy: "nadia", decidedAt: at };
      expect(
        await databaseSays(tx, (inner) =>
          inner.update(standardDraft).set(publish).where(eq(standardDraft.id, draftId)),
        ),
      ).toContain("one officer behind it");
      await proposeDraft(tx, { ...by, actor: nadia });
      await publishDraft(tx, { ...by, actor: victor });
      // Nobody else would hear of it: the end of a standard has no notices before its day.
      const mails = await tx.select().from(email).where(eq(email.kind, "standard-ends"));
      expect(mails.map((mail) => mail.subject)).toContain("Safety case ends on 2 December 2026");
      const priya = mails.find((mail) => mail.toAddress.startsWith("priya"))!;
      expect(mailText(priya.body)).toContain(orderId);
      expect(mails.some((mail) => mail.toAddress.startsWith("daniel"))).toBe(true);
    }));

  it("asks for two of what is mandatory, and is not talked down to one after it was taken back", () =>
    undone(async (tx) => {
      await tx.update(standard).set({ needsSecondOfficer: false }).where(eq(standard.id, "safety"));
      const { draftId, seen } = await ready(tx);
      expect((await draftView(tx, { id: draftId, today })).content.needsSecondOfficer).toBe(true);
      await proposeDraft(tx, { draftId, seen, actor: nadia, at, today });
      await sendBackDraft(tx, { draftId, at, actor: nadia, reason: "" });
      const one = fill(tx, draftId, { needsSecondOfficer: false });
      expect((await refused(one)).code).toBe("mandatory-by-two");
      const none = { scopes: [], needsSecondOfficer: false };
      await fill(tx, draftId, none);
      // Mandatory for nobody from now on is a change of what is mandatory today.
      const alone = { draftId, seen: await seenOf(tx, draftId), actor: nadia, at, today };
      expect((await refused(publishDraft(tx, alone))).code).toBe("second-officer");
      await fill(tx, draftId, { scopes: [ALL] });
      expect((await draftView(tx, { id: draftId, today })).content.needsSecondOfficer).toBe(true);
    }));

  it("keeps what was published for good, with its difference in words", () =>
    undone(async (tx) => {
      const draftId = await publishedByTwo(tx);
      for (const work of [
        (inner: Tx) => inner.delete(standardDraft).where(eq(standardDraft.id, draftId)),
        (inner: Tx) => inner.update(standardDraft).set({ title: "x" }).where(eq(standardDraft.id, draftId)),
      ]) {
        expect(await databaseSays(tx, work)).toContain("not changed any more");
      }
      const [last] = await standardHistory(tx, "safety");
      expect(last).toMatchObject({ version: "2", whatChanged: NEW.whatChanged });
      expect(last!.differences).toEqual([
        { what: "In force from", before: "1 January 2021", after: "4 January 2027" },
        { what: "To be met by", before: null, after: "30 June 2027" },
      ]);
    }));

  it("ends a standard on its last day, and lets go of whom it bound", () =>
    undone(async (tx) => {
      const of = { kind: "retirement", standardId: "safety" } as const;
      const draftId = await startDraft(tx, { actor: nadia, at, today, of });
      await fill(tx, draftId, { retiredOn: day("2027-03-31"), whatChanged: "DTAC asks for it." });
      const seen = await seenOf(tx, draftId);
      await proposeDraft(tx, { draftId, seen, actor: nadia, at, today });
      await publishDraft(tx, { draftId, seen, actor: victor, at, today });
      const binds = async (on: Day) =>
        (await verdictFor(tx, { solutionId: "b1", lotId: null, buyerKind: null, on })).lines.some(
          (line) => line.standardId === "safety",
        );
      expect(await binds(day("2027-03-31"))).toBe(true);
      expect(await binds(day("2027-04-01"))).toBe(false);
      // Its public page says of the end what the officer was told when it was published, until the day and after it.
      const told = async (on: Day) => endText((await standardView(tx, { id: "safety", on })).lastDay, on);
      expect(await told(day("2027-03-31"))).toBe(
        "Its last day is 31 March 2027. Until then it has to be met as before, and from the day after by nobody.",
      );
      expect(await told(day("2027-04-01"))).toBe(
        "It ended on 31 March 2027. Nobody has to meet it any more.",
      );
    }));
});

describe("before publishing", () => {
  it("the report names product, supplier and contract, and the day on which each falls out", () =>
    undone(async (tx) => {
      const { draftId } = await ready(tx);
      const report = await impactReport(tx, { draftId, today });
      expect(
        report.products.map(({ name, effect, outOn, contracts }) => [name, effect, outOn, contracts]),
      ).toEqual([
        ["Alder Record", "change", "2027-07-01", 1],
        ["Birch Book", "anyway", "2027-03-04", 0],
      ]);
      expect(report.contracts).toMatchObject([
        { orderId, buyerName: "Leeds Teaching Hospitals NHS Trust", effect: "change", outOn: "2027-07-01" },
      ]);
      expect(impactCounts(report)).toMatchObject({
        change: 1,
        anyway: 1,
        suppliers: 1,
        contracts: 1,
        buyers: 1,
      });
    }));

  it("says nothing without dates, and nothing after", () =>
    undone(async (tx) => {
      const { draftId } = await ready(tx, { ...NEW, effectiveFrom: null });
      expect((await refused(impactReport(tx, { draftId, today }))).public.next?.href).toContain("/dates");
      await fill(tx, draftId);
      const seen = await seenOf(tx, draftId);
      await proposeDraft(tx, { draftId, seen, actor: nadia, at, today });
      await publishDraft(tx, { draftId, seen, actor: victor, at, today });
      expect((await refused(impactReport(tx, { draftId, today }))).kind).toBe("gone");
    }));
});

describe("the day itself", () => {
  it("decides without a job and without a write: bought until the last day to comply, not on the day after", () =>
    undone(async (tx) => {
      await publishedByTwo(tx);
      const of = { solutionId: "20001-001", lotId: null, buyerKind: null };
      const lineOn = async (on: Day) =>
        (await verdictFor(tx, { ...of, on })).lines.find((line) => line.standardId === "safety")!;
      // From here on the database itself refuses every write.
      await tx.execute(sql`set transaction read only`);
      expect((await lineOn(day("2027-06-30"))).outcome).toBe("met");
      const after = await lineOn(day("2027-07-01"));
      expect(after).toMatchObject({ outcome: "not-met", reason: "superseded", since: "2027-07-01" });
    }));
});

describe("a claim of a superseded version", () => {
  const evidence = [{ itemPosition: 1, kind: "url" as const, reference: "https://alder.example/case" }];
  const claim = { actor: PEOPLE.editor, supplierId: "20001", solutionId: "20001-001", evidence };
  const later = { at: new Date("2027-07-01T09:00:00Z"), today: day("2027-07-01") };

  it("is refused once its certificates would not count, and led to the newer one", () =>
    undone(async (tx) => {
      await publishedByTwo(tx);
      const sooner = { at, today: day("2027-06-30"), standardVersionId: "safety@1" };
      const first = await makeClaim(tx, { ...claim, ...sooner });
      await tx.update(claimTable).set({ state: "returned" }).where(eq(claimTable.id, first));
      const no = await refused(submitClaim(tx, { actor: claim.actor, ...later, claimId: first }));
      expect(no.code).toBe("version-superseded");
      expect(no.public.detail).toContain("Claim version 2 instead.");
      expect(no.public.next?.href).toBe("/supplying/certification/claim?standard=safety@2");
    }));

  it("that was returned goes on with the newer one, and keeps what was given for the same item", () =>
    undone(async (tx) => {
      const { draftId } = await ready(tx);
      const item = { title: "Letter of the board", kinds: ["url" as const], validityMonths: 6, form: null };
      const put = async (index: number | null) =>
        changeDraft(tx, {
          draftId,
          seen: await seenOf(tx, draftId),
          change: { item, index },
          actor: nadia,
          at,
        });
      await put(null);
      const seen = await seenOf(tx, draftId);
      await proposeDraft(tx, { draftId, seen, actor: nadia, at, today });
      await publishDraft(tx, { draftId, seen, actor: victor, at, today });
      const first = await makeClaim(tx, { ...claim, at, today, standardVersionId: "safety@1" });
      await tx.update(claimTable).set({ state: "returned" }).where(eq(claimTable.id, first));
      const linked = { standard: "safety@1", solution: "20001-001", asked: undefined };
      const sooner = await claimSubject(tx, { supplierId: "20001", query: linked, today });
      expect([sooner.chosen!.version.version, sooner.former]).toEqual(["1", null]);
      const mapped = await claimSubject(tx, { supplierId: "20001", query: linked, today: later.today });
      expect([mapped.chosen!.version.version, mapped.former]).toEqual(["2", "1"]);
      const asks = { claimId: first, supplierId: "20001", today: later.today };
      const open = await openClaim(tx, asks);
      expect([open.version, open.goesOnWith?.version, open.complete]).toEqual(["1", "2", false]);
      const onWith = { actor: claim.actor, ...later, claimId: first };
      expect(await continueClaim(tx, { ...onWith, standardVersionId: "safety@2" })).toBe(1);
      const moved = await openClaim(tx, asks);
      expect([moved.version, moved.goesOnWith]).toEqual(["2", null]);
      expect(moved.evidence.map((item) => item.given.map((given) => given.reference))).toEqual([
        ["https://alder.example/case"],
        [],
      ]);
      const letter = { itemPosition: 2, kind: "url" as const, reference: "https://alder.example/letter" };
      const send = (issuedOn: Day, kind: "url" | "declaration" = "url") =>
        makeClaim(tx, {
          ...claim,
          ...later,
          claimId: first,
          standardVersionId: "safety@2",
          evidence: [...evidence, { ...letter, kind, issuedOn }],
        });
      expect((await refused(send(day("2026-12-31")))).public.detail).toContain("within the last 6 months");
      expect((await refused(send(later.today, "declaration"))).code).toBe("evidence-incomplete");
      expect(await send(day("2027-01-01"))).toBe(first);
    }));
});

describe("after publishing", () => {
  const run = async (tx: Tx, on: Day) => {
    const due = await standardNoticesDue(tx, { on });
    const sent: string[] = [];
    for (const one of due) {
      if (await sendStandardNotice(tx, { ...one, at, on }))
        sent.push(`${one.due.daysBefore} ${one.role} ${one.organisationCode}${one.due.late ? " late" : ""}`);
    }
    return sent.sort();
  };
  const complyBy = day("2027-06-30");

  it("suppliers and buyers with live orders are written to at 180, 90 and 30 days, once each", () =>
    undone(async (tx) => {
      await publishedByTwo(tx);
      const both = (days: number) => [`${days} buyer RR8`, `${days} supplier S20001`];
      expect(await run(tx, addDays(complyBy, -181))).toEqual([]);
      expect(await run(tx, addDays(complyBy, -180))).toEqual(both(180));
      expect(await run(tx, addDays(complyBy, -179))).toEqual([]);
      expect(await run(tx, addDays(complyBy, -90))).toEqual(both(90));
      expect(await run(tx, addDays(complyBy, -30))).toEqual(both(30));
      expect(await run(tx, complyBy)).toEqual([]);
      expect(await run(tx, addDays(complyBy, 1))).toEqual([]);
      const mails = await tx.select().from(email).where(like(email.kind, "standard-notice"));
      // Daniel and Ruth at Alder, and Priya in Leeds, three times each.
      expect(mails).toHaveLength(9);
      const first = mails.find((mail) => mail.toAddress.startsWith("daniel"))!;
      expect(first.subject).toBe("Safety case, version 2: to be met by 30 June 2027");
      expect(mailText(first.body)).toContain("Alder Record");
      expect(mailText(mails.find((mail) => mail.toAddress.startsWith("priya"))!.body)).toContain(orderId);
    }));

  it("after days without the job only the latest one goes, and it says that it is late", () =>
    undone(async (tx) => {
      await publishedByTwo(tx);
      expect(await run(tx, addDays(complyBy, -85))).toEqual(["90 buyer RR8 late", "90 supplier S20001 late"]);
      const [mail] = await tx.select().from(email).where(eq(email.kind, "standard-notice"));
      expect(mailText(mail!.body)).toContain("This notice was due on 1 April 2027 and comes late.");
      expect(await tx.select().from(standardNotice)).toHaveLength(2);
    }));

  it("goes on the day of publication where no day for one is left, and the job does not repeat it", () =>
    undone(async (tx) => {
      await publishedByTwo(tx, { ...NEW, effectiveFrom: today, complyBy: today });
      const rows = await tx.select().from(standardNotice);
      expect(rows.map((row) => `${row.daysBefore} ${row.role} ${row.organisationCode}`).sort()).toEqual([
        "30 buyer RR8",
        "30 supplier S20001",
        "30 supplier S20002",
      ]);
      const [mail] = await tx.select().from(email).where(eq(email.kind, "standard-notice"));
      expect(mailText(mail!.body)).toContain("That is today.");
      expect(mailText(mail!.body)).not.toContain("comes late");
      expect(await run(tx, today)).toEqual([]);
    }));

  it("goes once to whom a version without a last day to comply stops", () =>
    undone(async (tx) => {
      const scopes = [{ ...ALL, buyerKind: "trust" }];
      await publishedByTwo(tx, { ...NEW, complyBy: null, scopes });
      expect(await tx.select().from(email).where(eq(email.kind, "standard-stops"))).toEqual([]);
      const of = { kind: "standard", title: "Watching what learns" } as const;
      const draftId = await startDraft(tx, { actor: nadia, at, today, of });
      await fill(tx, draftId, {
        summary: "s",
        ownerName: "o",
        category: "content",
        effectiveFrom: addDays(today, 1),
        scopes: [ALL],
      });
      const item = { title: "Report", kinds: [], validityMonths: null, form: null };
      const change = { item, index: null };
      await changeDraft(tx, { draftId, seen: await seenOf(tx, draftId), change, actor: nadia, at });
      const by = { draftId, seen: await seenOf(tx, draftId), at, today };
      await proposeDraft(tx, { ...by, actor: nadia });
      await publishDraft(tx, { ...by, actor: victor });
      const mails = await tx.select().from(email).where(eq(email.kind, "standard-stops"));
      const daniel = mails.find((mail) => mail.toAddress.startsWith("daniel"))!;
      expect(daniel.subject).toContain("what cannot be bought from 2 December 2026");
      expect(mailText(daniel.body)).toContain("Alder Record");
      expect(mailText(mails.find((mail) => mail.toAddress.startsWith("priya"))!.body)).toContain(orderId);
    }));

  it("two workers at once send one, and a sent notice stays", () =>
    undone(async (tx) => {
      await publishedByTwo(tx);
      const on = addDays(complyBy, -30);
      const [due] = await standardNoticesDue(tx, { on });
      expect(await sendStandardNotice(tx, { ...due!, at, on })).toBe(true);
      expect(await sendStandardNotice(tx, { ...due!, at, on })).toBe(false);
      expect(await databaseSays(tx, (inner) => inner.delete(standardNotice))).toContain(
        "never changed or deleted",
      );
    }));

  it("whoever has the new version is not written to, nor whoever is out before", () =>
    undone(async (tx) => {
      await publishedByTwo(tx);
      const of = { supplierId: "20001", solutionId: "20001-001", validTo: null };
      await makeCertificate(tx, { ...of, standardVersionId: "safety@2", validFrom: "2027-01-10" });
      expect(await run(tx, addDays(complyBy, -90))).toEqual([]);
    }));
});

describe("two officers at the same moment", () => {
  const both = <T>(one: Promise<T>, other: Promise<T>) => Promise.allSettled([one, other]);
  const outcomes = (settled: PromiseSettledResult<unknown>[]) =>
    settled
      .map((each) =>
        each.status === "fulfilled"
          ? "done"
          : (constraintProblem(each.reason) ?? (each.reason as Problem)).code,
      )
      .sort();

  it("begin one draft of a standard, and the other is led to it; publish it once", async () => {
    const { db } = database;
    const of = { kind: "version", standardId: "safety" } as const;
    const begin = (actor: typeof nadia | typeof victor) =>
      inTransaction(db, (tx) => startDraft(tx, { actor, at, today, of }));
    const begun = await both(begin(nadia), begin(victor));
    const [refusal] = outcomes(begun).filter((one) => one !== "done");
    expect(outcomes(begun)).toHaveLength(2);
    expect(["draft-open", "standard_draft_one_open"]).toContain(refusal);
    const draftId = begun.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))[0]!;
    const change = (actor: typeof nadia | typeof victor, fields: Partial<DraftContent>) =>
      inTransaction(db, (tx) => changeDraft(tx, { draftId, seen: 1, change: { fields }, actor, at }));
    expect(outcomes(await both(change(nadia, NEW), change(victor, NEW)))).toEqual(["done", "stale-edit"]);
    await inTransaction(db, (tx) => proposeDraft(tx, { draftId, seen: 2, actor: nadia, at, today }));
    const publish = () =>
      inTransaction(db, (tx) => publishDraft(tx, { draftId, seen: 2, actor: victor, at, today }));
    const back = () =>
      inTransaction(db, (tx) => sendBackDraft(tx, { draftId, actor: nadia, at, reason: "" }));
    const settled = outcomes(await both<void>(publish(), publish()));
    expect(settled).toEqual(["done", "wrong-state"]);
    await expect(back()).rejects.toMatchObject({ code: "wrong-state" });
    const versions = await db.select().from(standardVersion).where(eq(standardVersion.standardId, "safety"));
    expect(versions.map((one) => one.version).sort()).toEqual(["1", "2"]);
  });
});
