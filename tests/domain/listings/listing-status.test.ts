// Over 300 lines: one solution goes off sale and back, seen by everybody who depends on it, on one database.
import { eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { certificate } from "~db/schema/certification";
import { listingChange } from "~db/schema/listings";
import { email } from "~db/schema/platform";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import { listingView } from "~/domain/catalogue/solution-views.server";
import { changesWaiting } from "~/domain/listings/change-list-views.server";
import { ownChange } from "~/domain/listings/change-views.server";
import { endedReview } from "~/domain/listings/review/ended-review-views.server";
import { publishChange } from "~/domain/listings/review/publish-change.server";
import { submitChange } from "~/domain/listings/submit-change.server";
import { startChange } from "~/domain/listings/start-change.server";
import {
  changeListingStatus,
  type ListingStatusChange,
} from "~/domain/listings/status/change-listing-status.server";
import { listingDependents } from "~/domain/listings/status/listing-dependents-views.server";
import { listedSolution, listedSolutions } from "~/domain/listings/status/listing-status-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { addDays, day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import type { Problem } from "~/domain/shared/problem";
import { AT, makeCompleteOrder, makeMarket, makeOrder, PEOPLE, TODAY } from "../../factories/orders";
import { complete, write } from "../../factories/listings";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const ID = "20001-001";
let database: TestDatabase;
let liveId: string;
let draftId: string;

beforeAll(async () => {
  database = await testDatabase();
  await makeMarket(database.db);
  const { orderId, editCount } = await makeCompleteOrder(database.db);
  liveId = orderId;
  await inTransaction(database.db, (tx) =>
    submitOrder(tx, {
      at: AT,
      today: TODAY,
      orderId,
      editCount,
      actor: PEOPLE.lead,
      signatoryName: PEOPLE.lead.name,
    }),
  );
  const fresh = { at: AT, today: TODAY, orderId, editCount: editCount + 1 };
  await inTransaction(database.db, (tx) => approveShare(tx, { ...fresh, actor: PEOPLE.approver }));
  await inTransaction(database.db, (tx) =>
    acceptOrder(tx, { ...fresh, actor: PEOPLE.signatory, signatoryName: PEOPLE.signatory.name }),
  );
  draftId = await makeOrder(database.db);
  await database.db.insert(shortlist).values({
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
  await database.db
    .insert(shortlistItem)
    .values({ shortlistId: "S5001", solutionId: ID, addedBy: "helen", addedAt: AT });
  await database.db.delete(email);
});

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);

const byCentre = (tx: Tx, action: ListingStatusChange["action"], given: Partial<ListingStatusChange> = {}) =>
  changeListingStatus(tx, {
    solutionId: ID,
    action,
    supplierId: null,
    reason: "Records were mixed up in two trusts.",
    supportEndsOn: null,
    actor: PEOPLE.officer,
    at: AT,
    today: TODAY,
    ...given,
  });
const bySupplier = (tx: Tx, given: Partial<ListingStatusChange> = {}) =>
  byCentre(tx, "withdraw", {
    supplierId: "20001",
    reason: "Replaced by Alder Record 2.",
    supportEndsOn: addDays(TODAY, 10),
    actor: PEOPLE.signatory,
    ...given,
  });
const stateOf = async (tx: Tx) => {
  const [row] = await tx.select().from(catalogueItem).where(eq(catalogueItem.id, ID));
  return row!;
};
const mailsOf = async (tx: Tx, kind: string) =>
  (await tx.select().from(email).where(like(email.kind, kind)))
    .map((mail) => ({ to: mail.toAddress, text: mailText(mail.body) }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));

describe("a solution that orders and shortlists rest on", () => {
  it("names them, with the last day of each contract", async () => {
    const found = await listingDependents(database.db, ID);
    expect(found.live.map(({ id, buyerCode }) => [id, buyerCode])).toEqual([[liveId, "RR8"]]);
    expect(found.live[0]!.endsOn).not.toBeNull();
    expect(found.drafts.map(({ id }) => id)).toEqual([draftId]);
    expect(found.shortlists.map(({ id }) => id)).toEqual(["S5001"]);
    expect(await listingDependents(database.db, "none")).toEqual({ live: [], drafts: [], shortlists: [] });
  });

  it("suspended by the centre says why, and everybody who depends on it is told what of theirs", async () =>
    undone(async (tx) => {
      await byCentre(tx, "suspend");
      expect(await stateOf(tx)).toMatchObject({
        state: "suspended",
        stateReason: "Records were mixed up in two trusts.",
      });
      const view = await listingView(tx, ID, TODAY);
      expect([view.state, view.stateReason]).toEqual(["suspended", "Records were mixed up in two trusts."]);
      const buyers = await mailsOf(tx, "buyer-listing-suspended");
      expect(buyers.map(({ to }) => to)).toEqual(["helen@example.org", "priya@example.org"]);
      expect(buyers[0]!.text).toContain("Records for practices (S5001)");
      expect(buyers[0]!.text).not.toContain(liveId);
      expect(buyers[1]!.text).toContain(liveId);
      expect(buyers[1]!.text).toContain("cannot be placed now");
      expect(buyers[1]!.text).not.toContain("S5001");
      expect((await mailsOf(tx, "listing-suspended")).map(({ to }) => to)).toEqual([
        "daniel@example.org",
        "ruth@example.org",
      ]);
      const again = await refused(byCentre(tx, "suspend"));
      expect([again.kind, again.code]).toEqual(["conflict", "wrong-state"]);
    }));

  it("reinstated is on sale again, and only when it meets its standards", async () =>
    undone(async (tx) => {
      await byCentre(tx, "suspend");
      await undoneIn(tx as unknown as TestDatabase["db"], async (inner) => {
        await inner.update(certificate).set({ validTo: addDays(TODAY, -1) });
        const problem = await refused(byCentre(inner, "reinstate"));
        expect([problem.kind, problem.code]).toEqual(["rule-broken", "not-compliant"]);
        expect(problem.public.title).toContain("You cannot reinstate this listing yet");
        expect((await stateOf(inner)).state).toBe("suspended");
      });
      await byCentre(tx, "reinstate", { reason: "Version 4.3 mends it." });
      expect(await stateOf(tx)).toMatchObject({ state: "published", stateReason: "Version 4.3 mends it." });
      const told = await mailsOf(tx, "buyer-listing-reinstated");
      expect(told[1]!.text).toContain("These orders can be placed again");
    }));

  it("withdrawn by its supplier says until when it is supported, and to whom that is too short", async () =>
    undone(async (tx) => {
      const changeId = await startChange(tx, {
        solutionId: ID,
        supplierId: "20001",
        actor: PEOPLE.editor,
        at: AT,
      });
      await bySupplier(tx);
      expect(await stateOf(tx)).toMatchObject({ state: "withdrawn", supportEndsOn: addDays(TODAY, 10) });
      const gone = await refused(listingView(tx, ID, TODAY));
      expect(gone.kind).toBe("gone");
      expect(gone.public.detail).toMatch(/^It was withdrawn by Alder Systems on .* It is supported until /);
      const [mine, theirs] = await mailsOf(tx, "buyer-listing-withdrawn");
      expect(mine!.text).not.toContain("run longer");
      expect(theirs!.text).toContain("run longer than it is supported");
      expect((await mailsOf(tx, "listing-withdrawn")).map(({ to }) => to)).toEqual([
        "daniel@example.org",
        "nadia@example.org",
        "ruth@example.org",
        "victor@example.org",
      ]);
      const [change] = await tx.select().from(listingChange).where(eq(listingChange.id, changeId));
      expect(change).toMatchObject({ state: "discarded", endedHow: "listing_withdrawn" });
      const closed = await mailsOf(tx, "listing-withdrawn");
      expect(closed.find(({ to }) => to === "ruth@example.org")!.text).toContain(`The edit ${changeId}`);
      // The centre never had it.
      expect(closed.find(({ to }) => to === "nadia@example.org")!.text).not.toContain(changeId);
      expect(await endedReview(tx, changeId)).toBeNull();
      const back = await refused(byCentre(tx, "reinstate"));
      expect(back.public.title).toContain("does not come back");
      const forced = await databaseSays(tx, (inner) =>
        inner.update(catalogueItem).set({ state: "published" }).where(eq(catalogueItem.id, ID)),
      );
      expect(forced).toContain("was withdrawn from the catalogue and does not come back");
    }));
});

describe("an edit that waits for the centre", () => {
  const waiting = async (tx: Tx) => {
    const own = { supplierId: "20001", actor: PEOPLE.editor, at: AT };
    const changeId = await startChange(tx, { ...own, solutionId: ID });
    await complete(tx, changeId, own);
    await write(tx, changeId, own, { fields: { summary: "Records of patients." } });
    const { revision: seen } = await ownChange(tx, { changeId, supplierId: "20001", today: TODAY });
    expect(await submitChange(tx, { ...own, changeId, seen, today: TODAY })).toBe("submitted");
    return changeId;
  };

  it("falls away when its supplier withdraws the solution: the officers' mail says so, and what happened is there to read", async () =>
    undone(async (tx) => {
      const changeId = await waiting(tx);
      await bySupplier(tx);
      expect((await changesWaiting(tx, 20)).total).toBe(0);
      const told = await mailsOf(tx, "listing-withdrawn");
      const officer = told.find(({ to }) => to === "nadia@example.org")!;
      expect(officer.text).toContain(`The review of its edit ${changeId} falls away`);
      expect(officer.text).toContain(`/commercial/listings/${changeId}/ended`);
      expect(await endedReview(tx, changeId)).toMatchObject({
        how: "listing_withdrawn",
        byName: PEOPLE.signatory.name,
        at: AT,
        name: "Alder Record",
      });
      const late = await refused(
        publishChange(tx, { changeId, seen: 1, actor: PEOPLE.officer, at: AT, today: TODAY }),
      );
      expect([late.kind, late.code]).toEqual(["conflict", "review-ended"]);
      expect(late.public.title).toContain("because its solution was withdrawn from the catalogue");
    }));

  it("falls away when the centre withdraws it: the other officers are told", async () =>
    undone(async (tx) => {
      const changeId = await waiting(tx);
      await byCentre(tx, "withdraw");
      const told = await mailsOf(tx, "listing-review-ended");
      expect(told.map(({ to }) => to)).toEqual(["victor@example.org"]);
      expect(told[0]!.text).toContain(`${changeId}, Alder Record, was closed`);
    }));
});

describe("an order on its way", () => {
  const sent = async (tx: Tx) => {
    const { orderId, editCount } = await makeCompleteOrder(tx as unknown as TestDatabase["db"]);
    const sending = { at: AT, today: TODAY, orderId, editCount, actor: PEOPLE.lead };
    await submitOrder(tx, { ...sending, signatoryName: PEOPLE.lead.name });
    return { at: AT, today: TODAY, orderId, editCount: editCount + 1 };
  };

  it.each<["suspend" | "withdraw", string]>([
    ["suspend", "Alder Record is suspended from the catalogue. Records were mixed up in two trusts."],
    ["withdraw", "Alder Record was withdrawn from the catalogue. Records were mixed up in two trusts."],
  ])("is neither sent, approved nor signed once its solution is off sale: %s", async (action, title) =>
    undone(async (tx) => {
      const approving = await sent(tx);
      const signing = await sent(tx);
      await approveShare(tx, { ...signing, actor: PEOPLE.approver });
      const draft = await makeCompleteOrder(tx as unknown as TestDatabase["db"]);
      await byCentre(tx, action);
      const signatoryName = PEOPLE.signatory.name;
      for (const attempt of [
        () =>
          submitOrder(tx, {
            at: AT,
            today: TODAY,
            ...draft,
            actor: PEOPLE.lead,
            signatoryName: PEOPLE.lead.name,
          }),
        () => approveShare(tx, { ...approving, actor: PEOPLE.approver }),
        () => acceptOrder(tx, { ...signing, actor: PEOPLE.signatory, signatoryName }),
      ]) {
        const problem = await refused(attempt());
        expect([problem.kind, problem.code, problem.public.title]).toEqual([
          "rule-broken",
          "not-on-sale",
          title,
        ]);
        expect(problem.public.detail).toBeTruthy();
      }
      const live = await orderView(tx, { id: liveId, actor: PEOPLE.lead, on: TODAY });
      expect(live.solutionState).toBe(action === "suspend" ? "suspended" : "withdrawn");
      if (action === "withdraw") return;
      await byCentre(tx, "reinstate");
      await acceptOrder(tx, { ...signing, actor: PEOPLE.signatory, signatoryName });
    }),
  );
});

describe("who may, and what must be said", () => {
  it.each<[string, (tx: Tx) => Promise<void>, Problem["kind"], string]>([
    [
      "an assessor suspends",
      (tx) => byCentre(tx, "suspend", { actor: PEOPLE.auditor }),
      "not-allowed",
      "role-missing",
    ],
    ["an editor withdraws", (tx) => bySupplier(tx, { actor: PEOPLE.editor }), "not-allowed", "role-missing"],
    [
      "another supplier's signatory",
      (tx) => bySupplier(tx, { actor: PEOPLE.stranger }),
      "not-allowed",
      "other-supplier",
    ],
    [
      "another supplier's solution",
      (tx) => bySupplier(tx, { supplierId: "20001", solutionId: "20002-001" }),
      "not-found",
      "no-such-item",
    ],
    ["no reason", (tx) => byCentre(tx, "suspend", { reason: "  " }), "bad-request", "reason-missing"],
    [
      "no last day of support",
      (tx) => bySupplier(tx, { supportEndsOn: null }),
      "rule-broken",
      "support-end-missing",
    ],
    [
      "a last day in the past",
      (tx) => bySupplier(tx, { supportEndsOn: addDays(TODAY, -1) }),
      "rule-broken",
      "support-end-out-of-range",
    ],
  ])("%s", async (_, act, kind, code) =>
    undone(async (tx) => {
      const problem = await refused(act(tx));
      expect([problem.kind, problem.code]).toEqual([kind, code]);
      expect((await stateOf(tx)).state).toBe("published");
      expect(await mailsOf(tx, "%listing%")).toEqual([]);
    }),
  );

  it("the centre withdraws without knowing until when it is supported", async () =>
    undone(async (tx) => {
      await byCentre(tx, "withdraw");
      expect(await stateOf(tx)).toMatchObject({ state: "withdrawn", supportEndsOn: null });
    }));

  it("a last day of support belongs to what is withdrawn alone", async () =>
    undone(async (tx) => {
      const said = await databaseSays(tx, (inner) =>
        inner.update(catalogueItem).set({ supportEndsOn: TODAY }).where(eq(catalogueItem.id, ID)),
      );
      expect(said).toContain("catalogue_item_support_ends_when_withdrawn");
    }));
});

describe("the centre's list", () => {
  it("holds what is or was on sale, by state, words and sorting", async () =>
    undone(async (tx) => {
      const names = async (filter: Parameters<typeof listedSolutions>[1]) =>
        (await listedSolutions(tx, filter).first(50)).map(({ id }) => id);
      expect(await names({})).toContain(ID);
      expect(await names({ states: ["suspended"] })).toEqual([]);
      await byCentre(tx, "suspend");
      expect(await names({ states: ["suspended"] })).toEqual([ID]);
      expect(await names({ words: "alder" })).toContain(ID);
      expect(await names({ words: "100%" })).toEqual([]);
      const view = await listedSolution(tx, ID);
      expect(view.history[0]).toMatchObject({
        what: "Suspended",
        person: PEOPLE.officer.name,
        by: "NHS England",
      });
      expect(view.history[0]!.reason).not.toBeNull();
      expect(await names({ sort: { by: "since", descending: true } })).toEqual([
        ID,
        ...(await names({})).filter((id) => id !== ID),
      ]);
      const none = await refused(listedSolution(tx, "none"));
      expect([none.kind, none.code]).toEqual(["not-found", "no-such-solution"]);
    }));

  it("two who withdraw it at once do it once", async () => {
    const results = await Promise.allSettled([
      inTransaction(database.db, (tx) => bySupplier(tx)),
      inTransaction(database.db, (tx) => byCentre(tx, "withdraw")),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const failed = results.find((one) => one.status === "rejected") as PromiseRejectedResult;
    expect((failed.reason as Problem).code).toBe("wrong-state");
    expect(await inTransaction(database.db, (tx) => mailsOf(tx, "buyer-listing-withdrawn"))).toHaveLength(2);
  });
});
