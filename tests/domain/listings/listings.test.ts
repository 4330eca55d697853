// Over 300 lines: a listing is written, sent in, returned, published and edited, on one database.
import { and, eq, like, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { catalogueItem, listingVersion, price } from "~db/schema/catalogue";
import { listingChange, listingMessage } from "~db/schema/listings";
import { email } from "~db/schema/platform";
import { catalogueEntries } from "~/domain/catalogue/catalogue-views.server";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { listingVersionView } from "~/domain/catalogue/version-views.server";
import { endedReview } from "~/domain/listings/review/ended-review-views.server";
import { answerReview } from "~/domain/listings/review/answer-review.server";
import { changeListing } from "~/domain/listings/change-listing.server";
import { changesToReview, changesWaiting, openChangesOf } from "~/domain/listings/change-list-views.server";
import { ownChange, reviewedChange, verdictOfContent } from "~/domain/listings/change-views.server";
import { listingDifferences } from "~/domain/listings/differences";
import { contentOfFrozen, namesOfFrozen } from "~/domain/listings/frozen-content";
import { previewOf } from "~/domain/listings/preview-views.server";
import { publishChange } from "~/domain/listings/review/publish-change.server";
import { returnChange } from "~/domain/listings/review/return-change.server";
import { startChange } from "~/domain/listings/start-change.server";
import { startListing } from "~/domain/listings/start-listing.server";
import { submitChange } from "~/domain/listings/submit-change.server";
import { withdrawChange } from "~/domain/listings/withdraw-change.server";
import type { MemberActor } from "~/domain/people/role";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { constraintProblem } from "~/web/forms/constraint-problems";
import { certify, makeListing, makeShop } from "../../factories/catalogue";
import { complete, PATIENT_PRICE, WHOLE, write } from "../../factories/listings";
import { actorFor, makePeople, type PersonKey } from "../../factories/people";
import { makeCertificate, makeStandard } from "../../factories/standards";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const at = new Date("2026-12-01T09:00:00Z");
const today = day("2026-12-01");
let database: TestDatabase;
const people = {} as Record<PersonKey, MemberActor>;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
  for (const key of ["daniel", "ruth", "marcus", "nadia", "victor", "owen", "isla", "priya"] as const)
    people[key] = await actorFor(database.db, key);
});

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);

const alder = (who: "daniel" | "ruth" = "daniel") => ({ supplierId: "alder", actor: people[who], at });
const begin = (tx: Tx, name = "Alder Rounds") =>
  startListing(tx, { ...alder(), name, summary: "Rounds on wards." });
const edit = (tx: Tx, solutionId = "S-100") => startChange(tx, { ...alder(), solutionId });
const view = (tx: Tx, changeId: string) => ownChange(tx, { changeId, supplierId: "alder", today });
const seenOf = async (tx: Tx, changeId: string) => (await view(tx, changeId)).revision;
const send = async (tx: Tx, changeId: string) =>
  submitChange(tx, { ...alder(), changeId, seen: await seenOf(tx, changeId), today });
const publish = async (tx: Tx, changeId: string, who: PersonKey = "nadia") =>
  publishChange(tx, { changeId, seen: await seenOf(tx, changeId), actor: people[who], at, today });
const giveBack = async (tx: Tx, changeId: string, action: "return" | "reject", message: string) =>
  returnChange(tx, { changeId, seen: await seenOf(tx, changeId), action, message, actor: people.nadia, at });
const stateOf = async (tx: Tx, id: string) =>
  (await tx.select({ state: catalogueItem.state }).from(catalogueItem).where(eq(catalogueItem.id, id)))[0]!
    .state;
const mailsOf = (tx: Tx, kind: string) =>
  tx.select({ to: email.toAddress }).from(email).where(eq(email.kind, kind)).orderBy(email.toAddress);
const certified = async (tx: Tx, changeId: string) =>
  certify(tx as unknown as TestDatabase["db"], (await view(tx, changeId)).solutionId, "alder", "2027-10-31");

/** A new listing that waits for the centre. */
async function sent(tx: Tx): Promise<string> {
  const changeId = await begin(tx);
  await complete(tx, changeId, alder());
  expect(await send(tx, changeId)).toBe("submitted");
  return changeId;
}

describe("a supplier lists a new solution", () => {
  it("as a draft with the next number, and what is missing said", async () =>
    undone(async (tx) => {
      const first = await view(tx, await begin(tx));
      expect(first).toMatchObject({ kind: "new", state: "draft", solutionId: "alder-001", before: null });
      expect(first.gaps.length).toBeGreaterThan(10);
      expect((await view(tx, await begin(tx, "Alder Beds"))).solutionId).toBe("alder-002");
      expect(await stateOf(tx, "alder-001")).toBe("draft");
      expect((await refused(begin(tx, "alder ROUNDS"))).code).toBe("name-taken");
      expect((await refused(send(tx, first.id))).code).toBe("listing-incomplete");
    }));

  it("sends it in, and the centre is e-mailed and sees it wait; nobody may write on it then", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      expect(await stateOf(tx, "alder-001")).toBe("submitted");
      const waiting = await changesWaiting(tx, 20);
      expect(waiting.rows.map(({ id }) => id)).toEqual([changeId]);
      expect(await mailsOf(tx, "listing-submitted")).toHaveLength(2);
      const again = await refused(send(tx, changeId));
      expect([again.kind, again.code]).toEqual(["conflict", "wrong-state"]);
      const late = await refused(write(tx, changeId, alder(), { fields: { name: "Other" } }));
      expect(late.code).toBe("not-being-written");
    }));

  it("is refused by the gate with what is missing until the certificate is there, then published at once", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      const { solutionId, content } = await view(tx, changeId);
      const verdict = await verdictOfContent(tx, { solutionId, content, on: today });
      expect(verdict?.outcome).toBe("not-compliant");
      const closed = await refused(tx.transaction((inner) => publish(inner, changeId)));
      expect([closed.kind, closed.code]).toEqual(["rule-broken", "not-compliant"]);
      expect(closed.message).toContain("You cannot publish this listing yet");
      expect(closed.message).toContain("Digital Technology Assessment Criteria");
      expect((await view(tx, changeId)).state).toBe("submitted");

      await certified(tx, changeId);
      await publish(tx, changeId);
      expect(await view(tx, changeId)).toMatchObject({ state: "published", publishedVersion: 1 });
      expect(await stateOf(tx, solutionId)).toBe("published");
      const shown = await solutionView(tx, solutionId, today);
      expect(shown).toMatchObject({
        name: "Alder Rounds",
        exitTerms: WHOLE.exitTerms,
        dataLocation: "England",
      });
      expect(shown.capabilities.map(({ ref, epics }) => [ref, epics.length])).toEqual([["C1", 1]]);
      expect(shown.items[0]!.prices[0]).toMatchObject({
        id: "alder-001-P1",
        validFrom: today,
        vatRate: 2000,
      });
      const { listing } = await listingVersionView(tx, { solutionId, version: 1 });
      expect(listing.name).toBe("Alder Rounds");
      expect((await catalogueEntries(tx, today)).map(({ id }) => id)).toContain(solutionId);
      expect(await mailsOf(tx, "listing-published")).toEqual([
        { to: "daniel.alder@demo.dovetail.example" },
        { to: "ruth.alder@demo.dovetail.example" },
      ]);
      const events = await tx
        .select({ action: auditEvent.action })
        .from(auditEvent)
        .where(
          and(eq(auditEvent.stream, `solution:${solutionId}`), like(auditEvent.action, "listing.change-%")),
        )
        .orderBy(auditEvent.position);
      expect(events.map(({ action }) => action)).toEqual([
        "listing.change-begun",
        "listing.change-written",
        "listing.change-written",
        "listing.change-submitted",
        "listing.change-published",
      ]);
    }));

  it("is asked nothing of a lot that it is not in; an edit of what is in a lot waits for what the lot asks", async () =>
    undone(async (tx) => {
      const bindings = [{ lotId: "F1-1", validFrom: day("2021-01-01") }];
      await makeStandard(tx, { id: "lot-security", title: "Security of the lot", bindings });
      const fresh = await sent(tx);
      const asked = async (changeId: string) => {
        const { solutionId, content } = await view(tx, changeId);
        const { lines, outcome } = await verdictOfContent(tx, { solutionId, content, on: today });
        return [outcome, ...lines.map(({ standardId }) => standardId)];
      };
      expect(await asked(fresh)).toEqual(["not-compliant", "dtac"]);
      await certified(tx, fresh);
      await publish(tx, fresh);

      const changeId = await edit(tx);
      await write(tx, changeId, alder(), { fields: WHOLE });
      expect(await asked(changeId)).toEqual(["not-compliant", "dtac", "lot-security"]);
      expect(await send(tx, changeId)).toBe("submitted");
      const closed = await refused(tx.transaction((inner) => publish(inner, changeId)));
      expect(closed.code).toBe("not-compliant");
      expect(closed.message).toContain("Security of the lot");
      await makeCertificate(tx, { standardVersionId: "lot-security@1", solutionId: "S-100" });
      expect(await asked(changeId)).toEqual(["compliant", "dtac", "lot-security"]);
      await publish(tx, changeId);
      expect((await view(tx, changeId)).state).toBe("published");
    }));

  it("gets it back with a message, answers, changes it and sends it again", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      expect((await refused(giveBack(tx, changeId, "return", " "))).code).toBe("reason-missing");
      expect((await refused(giveBack(tx, changeId, "reject", "No."))).code).toBe("new-not-rejected");
      await giveBack(tx, changeId, "return", "Say in how many days data is returned.");
      expect(await stateOf(tx, "alder-001")).toBe("draft");
      expect(await mailsOf(tx, "listing-returned")).toHaveLength(2);
      await answerReview(tx, { ...alder("ruth"), changeId, message: "It is 30 days." });
      expect(await mailsOf(tx, "listing-message")).toHaveLength(2);
      await answerReview(tx, { changeId, supplierId: null, message: "Thank you.", actor: people.victor, at });
      expect(await mailsOf(tx, "listing-message")).toHaveLength(4);
      const { thread, state } = await view(tx, changeId);
      expect(state).toBe("returned");
      expect(thread.map(({ side, author }) => [side, author])).toEqual([
        ["centre", "Nadia Rahman"],
        ["supplier", "Ruth Alder"],
        ["centre", "Victor Osei"],
      ]);
      await write(tx, changeId, alder(), { fields: { exitTerms: "Data within 30 days." } });
      // What is written again is the supplier's alone until it is sent in.
      const meanwhile = await reviewedChange(tx, { changeId, today });
      expect([meanwhile.thread.length, meanwhile.content.exitTerms]).toEqual([3, ""]);
      expect(await send(tx, changeId)).toBe("submitted");
      await certified(tx, changeId);
      await publish(tx, changeId);
      const closed = await refused(answerReview(tx, { ...alder(), changeId, message: "Late" }));
      expect(closed.code).toBe("thread-closed");
    }));

  it("takes it back, and an officer who reads the former words decides nothing", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      const seen = await seenOf(tx, changeId);
      await withdrawChange(tx, { ...alder(), changeId, action: "take_back", seen });
      expect(await stateOf(tx, "alder-001")).toBe("draft");
      expect((await refused(reviewedChange(tx, { changeId, today }))).code).toBe("no-such-change");
      await write(tx, changeId, alder(), { fields: { description: "Other words.", name: "Alder Secret" } });
      // What happened is there to read, and none of what is written meanwhile.
      const ended = await endedReview(tx, changeId);
      expect(ended).toMatchObject({ how: "taken_back", byName: "Daniel Alder", at, name: null });
      expect(JSON.stringify(ended)).not.toContain("Secret");
      expect((await changesWaiting(tx, 20)).total).toBe(0);
      const late = await refused(publishChange(tx, { changeId, seen, actor: people.nadia, at, today }));
      expect([late.kind, late.code]).toEqual(["conflict", "review-ended"]);
      expect(late.public.title).toBe(`${changeId} was taken back by Daniel Alder on 1 December 2026.`);
      const mails = await tx.select().from(email).where(eq(email.kind, "listing-review-ended"));
      expect(mails.map(({ toAddress }) => toAddress)).toHaveLength(2);
      expect(mails[0]!.subject).toBe(`Nothing to review any more in ${changeId}: Alder Rounds`);
      await send(tx, changeId);
      expect(await endedReview(tx, changeId)).toBeNull();
      const stale = await refused(publishChange(tx, { changeId, seen, actor: people.nadia, at, today }));
      expect(stale.code).toBe("stale-edit");
    }));
});

describe("a review falls away", () => {
  it.each<["draft" | "submitted" | "returned", number, boolean]>([
    ["draft", 0, false],
    ["submitted", 2, true],
    ["returned", 2, true],
  ])("when what is %s is discarded, and only who had it is told", async (from, told, known) =>
    undone(async (tx) => {
      const changeId = from === "draft" ? await begin(tx) : await sent(tx);
      if (from === "returned") await giveBack(tx, changeId, "return", "Say more.");
      const asked = async (action: "take_back" | "discard") =>
        withdrawChange(tx, { ...alder("ruth"), changeId, action, seen: await seenOf(tx, changeId) });
      if (from === "submitted") await asked("take_back");
      await asked("discard");
      expect((await view(tx, changeId)).endedHow).toBe("discarded");
      // What was taken back before it is discarded is told once.
      expect(await mailsOf(tx, "listing-review-ended")).toHaveLength(told);
      const ended = await endedReview(tx, changeId);
      expect(ended === null ? null : [ended.how, ended.byName]).toEqual(
        known ? ["discarded", "Ruth Alder"] : null,
      );
    }),
  );

  it("and of a change that was never sent in nothing is known", async () =>
    undone(async (tx) => {
      expect(await endedReview(tx, await begin(tx, "Alder Beds"))).toBeNull();
      expect(await endedReview(tx, await sent(tx))).toBeNull();
      expect(await endedReview(tx, "LC-999999")).toBeNull();
    }));

  it("never without saying how: the database refuses it", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      const one = eq(listingChange.id, changeId);
      for (const state of ["draft", "discarded"])
        expect(
          await databaseSays(tx, (inner) => inner.update(listingChange).set({ state }).where(one)),
        ).toContain("ends without saying how");
      expect(
        await databaseSays(tx, (inner) =>
          inner.update(listingChange).set({ endedHow: "discarded", endedAt: at }).where(one),
        ),
      ).toContain("listing_change_ended");
    }));
});

describe("a supplier edits what is on sale", () => {
  it("and words are published at once as a version, without a gate", async () =>
    undone(async (tx) => {
      const changeId = await edit(tx);
      expect(await edit(tx)).toBe(changeId);
      expect((await view(tx, changeId)).differences).toEqual([]);
      expect((await refused(send(tx, changeId))).code).toBe("listing-incomplete");
      const { supportEmail, supportHours, dataProcessing } = WHOLE;
      await write(tx, changeId, alder(), { fields: { supportEmail, supportHours, dataProcessing } });
      // Older listings do not say where data is kept; to say it for the first time is material.
      await write(tx, changeId, alder(), { fields: { dataLocation: "England" } });
      expect((await view(tx, changeId)).materials.map(({ kind }) => kind)).toEqual(["data-location"]);
      await send(tx, changeId);
      await publish(tx, changeId);

      const next = await edit(tx);
      await write(tx, next, alder(), { fields: { summary: "Keeps all plans of care in one place." } });
      expect((await view(tx, next)).materials).toEqual([]);
      const published = await solutionView(tx, "S-100", today);
      expect(await send(tx, next)).toBe("published");
      const shown = await solutionView(tx, "S-100", today);
      expect(shown.summary).toBe("Keeps all plans of care in one place.");
      expect(shown.versions.length).toBe(published.versions.length + 1);
      expect(shown.items[0]!.prices).toEqual(published.items[0]!.prices);
      expect((await view(tx, next)).differences.map(({ what }) => what)).toEqual(["Summary"]);
      // The versions that everybody can read differ in what the edit changed, and in nothing else.
      const kept = await Promise.all(
        [1, 0].map((back) =>
          listingVersionView(tx, { solutionId: "S-100", version: shown.listingVersion - back }),
        ),
      );
      const [former, latest] = kept.map(({ listing }) => listing);
      const differences = listingDifferences(
        contentOfFrozen(former!),
        contentOfFrozen(latest!),
        namesOfFrozen([former!, latest!]),
      );
      expect(differences.map(({ what, after }) => [what, after])).toEqual([["Summary", shown.summary]]);
    }));

  it("and what matters waits while the former version stays on sale; rejected, nothing changes", async () =>
    undone(async (tx) => {
      const changeId = await edit(tx);
      await write(tx, changeId, alder(), { fields: { ...WHOLE, pricesFrom: day("2027-01-01") } });
      await write(tx, changeId, alder(), {
        priceId: "S-100-P1",
        price: { ...PATIENT_PRICE, tiers: [{ from: "1", to: null, unitPrice: "15000" }] },
      });
      const before = await solutionView(tx, "S-100", today);
      expect(await send(tx, changeId)).toBe("submitted");
      expect(await solutionView(tx, "S-100", today)).toEqual(before);
      expect(await stateOf(tx, "S-100")).toBe("published");
      await giveBack(tx, changeId, "reject", "The notice is too short.");
      expect(await view(tx, changeId)).toMatchObject({ state: "rejected", decidedByName: "Nadia Rahman" });
      expect(await solutionView(tx, "S-100", today)).toEqual(before);
      expect(await mailsOf(tx, "listing-rejected")).toHaveLength(2);
      // The listing is free for another edit.
      expect(await edit(tx)).not.toBe(changeId);
    }));

  it("and a new price ends the old one the day before; no day has two of them, none is lost", async () =>
    undone(async (tx) => {
      const changeId = await edit(tx);
      await write(tx, changeId, alder(), { fields: { ...WHOLE, pricesFrom: day("2027-02-01") } });
      await write(tx, changeId, alder(), {
        priceId: "S-100-P1",
        price: { ...PATIENT_PRICE, tiers: [{ from: "1", to: null, unitPrice: "15000" }] },
      });
      await send(tx, changeId);
      await publish(tx, changeId);
      const rows = await tx.select().from(price).where(eq(price.itemId, "S-100")).orderBy(price.validFrom);
      expect(rows.map(({ id, validFrom, validTo }) => [id, validFrom, validTo])).toEqual([
        ["S-100-P1", "2026-04-01", "2027-01-31"],
        ["S-100-P2", "2027-02-01", null],
      ]);
      for (const [on, unitPrice] of [
        ["2027-01-31", 12_600n],
        ["2027-02-01", 15_000n],
      ] as const) {
        const [item] = (await solutionView(tx, "S-100", day(on))).items;
        expect(item!.prices.map(({ tiers }) => tiers[0]!.unitPrice)).toEqual([unitPrice]);
      }
    }));

  it("a draft that was loaded is gone on with, and a suspended or withdrawn listing is not edited", async () =>
    undone(async (tx) => {
      await tx.update(catalogueItem).set({ state: "draft" }).where(eq(catalogueItem.id, "S-300"));
      expect(await view(tx, await edit(tx, "S-300"))).toMatchObject({ kind: "new", name: "Alder Plan" });
      for (const state of ["suspended", "withdrawn"]) {
        await tx.update(catalogueItem).set({ state }).where(eq(catalogueItem.id, "S-100"));
        expect((await refused(edit(tx))).code).toBe("not-editable");
      }
    }));
});

describe("who may", () => {
  it("a supplier has no part of another's: not the listing, the draft, the thread, the preview", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      const theirs = { supplierId: "birchwood", actor: people.marcus, at };
      for (const work of [
        () => ownChange(tx, { changeId, supplierId: "birchwood", today }),
        () => changeListing(tx, { ...theirs, changeId, seen: 1, change: { fields: { name: "Mine" } } }),
        () => submitChange(tx, { ...theirs, changeId, seen: 1, today }),
        () => answerReview(tx, { ...theirs, changeId, message: "Hello" }),
        () => withdrawChange(tx, { ...theirs, changeId, action: "take_back", seen: 1 }),
        () => startChange(tx, { ...theirs, solutionId: "S-100" }),
      ])
        expect((await refused(work())).kind).toBe("not-found");
      // Nor by naming the other supplier.
      const named = await refused(
        changeListing(tx, {
          ...theirs,
          supplierId: "alder",
          changeId,
          seen: 1,
          change: { fields: { name: "Mine" } },
        }),
      );
      expect([named.kind, named.code]).toEqual(["not-allowed", "other-supplier"]);
      expect(await openChangesOf(tx, { supplierId: "birchwood" })).toEqual([]);
    }));

  it("the centre sees what was sent in and never a draft; only officers decide", async () =>
    undone(async (tx) => {
      const draft = await begin(tx, "Alder Beds");
      const changeId = await sent(tx);
      expect((await changesToReview(tx).first(10)).map(({ id }) => id)).toEqual([changeId]);
      expect(await changesToReview(tx, { states: ["draft"] }).count()).toBe(0);
      expect((await refused(reviewedChange(tx, { changeId: draft, today }))).kind).toBe("not-found");
      expect(
        (await refused(publishChange(tx, { changeId: draft, seen: 1, actor: people.nadia, at, today }))).kind,
      ).toBe("not-found");
      for (const who of ["owen", "isla", "priya", "daniel"] as const)
        expect((await refused(publish(tx, changeId, who))).kind).toBe("not-allowed");
      expect(await changesToReview(tx, { words: "rounds" }).count()).toBe(1);
      expect(await changesToReview(tx, { words: "100%" }).count()).toBe(0);
    }));
});

describe("what is refused", () => {
  it.each<[string, Parameters<typeof write>[3], string]>([
    [
      "a gap between tiers",
      {
        priceId: null,
        price: {
          ...PATIENT_PRICE,
          tiers: [
            { from: "1", to: "9", unitPrice: "2" },
            { from: "11", to: null, unitPrice: "1" },
          ],
        },
      },
      "price-contradicts-itself",
    ],
    ["a price that is not there", { priceId: "P9", price: PATIENT_PRICE }, "no-such-price"],
    ["too many features", { fields: { features: Array.from({ length: 21 }, String) } }, "too-many"],
    ["another solution's name", { fields: { name: "carenotes" } }, "name-taken"],
  ])("%s", async (_, change, code) =>
    undone(async (tx) => {
      const changeId = await begin(tx);
      expect((await refused(write(tx, changeId, alder(), change))).code).toBe(code);
    }),
  );

  it("by the database: words that change while they are read, or after, and a message that is rewritten", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      const one = eq(listingChange.id, changeId);
      expect(
        await databaseSays(tx, (inner) => inner.update(listingChange).set({ content: {} }).where(one)),
      ).toContain("is not changed any more");
      expect(await databaseSays(tx, (inner) => inner.delete(listingChange).where(one))).toContain(
        "not changed any more",
      );
      await giveBack(tx, changeId, "return", "Why?");
      expect(await databaseSays(tx, (inner) => inner.update(listingMessage).set({ text: "x" }))).toContain(
        "never changed or deleted",
      );
      const [row] = await tx.select().from(listingChange).where(one);
      const second = { ...row!, id: "LC-9999", state: "draft" };
      expect(await databaseSays(tx, (inner) => inner.insert(listingChange).values(second))).toContain(
        "listing_change_one_open",
      );
      expect(constraintProblem("listing_change_one_open")).toBeDefined();
    }));
});

describe("two at the same moment", () => {
  it("edit one listing: one is saved, the other is told", async () => {
    const changeId = await inTransaction(database.db, (tx) => begin(tx, "Alder Twice"));
    const writes = await Promise.allSettled(
      ["First", "Second"].map((description) =>
        inTransaction(database.db, (tx) =>
          changeListing(tx, { ...alder(), changeId, seen: 1, change: { fields: { description } } }),
        ),
      ),
    );
    expect(writes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = writes.find((one) => one.status === "rejected") as PromiseRejectedResult;
    expect((lost.reason as Problem).code).toBe("stale-edit");
  });

  it("begin an edit of one listing: both have the same one", async () => {
    const ids = await Promise.all([1, 2].map(() => inTransaction(database.db, (tx) => edit(tx, "S-300"))));
    expect(ids[0]).toBe(ids[1]);
  });

  it("begin a solution each, and get a number each", async () => {
    const ids = await Promise.all(
      ["Alder North", "Alder South"].map((name) => inTransaction(database.db, (tx) => begin(tx, name))),
    );
    const items = await Promise.all(
      ids.map((changeId) => inTransaction(database.db, (tx) => view(tx, changeId))),
    );
    expect(new Set(items.map(({ solutionId }) => solutionId)).size).toBe(2);
  });

  it("send it in and take it back, and publish it twice: one outcome each", async () => {
    await makeListing(database.db, { id: "S-500", name: "Alder Race", supplierId: "alder" });
    const changeId = await inTransaction(database.db, async (tx) => {
      const id = await edit(tx, "S-500");
      await write(tx, id, alder(), { fields: WHOLE });
      return id;
    });
    const twice = await Promise.allSettled(
      [1, 2].map(() => inTransaction(database.db, (tx) => send(tx, changeId))),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const seen = await inTransaction(database.db, (tx) => seenOf(tx, changeId));
    const both = await Promise.allSettled([
      inTransaction(database.db, (tx) =>
        publishChange(tx, { changeId, seen, actor: people.nadia, at, today }),
      ),
      inTransaction(database.db, (tx) =>
        publishChange(tx, { changeId, seen, actor: people.victor, at, today }),
      ),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const versions = await database.db
      .select({ version: listingVersion.version })
      .from(listingVersion)
      .where(eq(listingVersion.solutionId, "S-500"));
    expect(versions).toHaveLength(2);
  });
});

describe("a preview", () => {
  it("is what the public page says once it is published, but for the version", async () =>
    undone(async (tx) => {
      const changeId = await sent(tx);
      await certified(tx, changeId);
      const shown = await previewOf(tx, await view(tx, changeId), today);
      await publish(tx, changeId);
      const published = await solutionView(tx, shown.id, today);
      const compared = ({
        items,
        capabilities,
        name,
        summary,
        exitTerms,
        careSettings,
        supplier,
      }: typeof shown) => ({
        items: items.map((item) => ({ ...item, prices: item.prices.map((one) => ({ ...one, id: "" })) })),
        capabilities,
        name,
        summary,
        exitTerms,
        careSettings,
        supplier: supplier.name,
      });
      expect(compared(shown)).toEqual(compared(published));
    }));

  it("of a listing that was loaded before suppliers wrote them freezes no new version", async () =>
    undone(async (tx) => {
      const [row] = await tx.execute<{ snapshot: Record<string, unknown> }>(
        sql`select snapshot from listing_version where solution_id = 'S-100'`,
      );
      expect(Object.keys(row!.snapshot)).not.toContain("interfaces");
    }));
});
