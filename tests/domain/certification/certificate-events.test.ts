// Over 300 lines: every way in which an event of a certificate is entered, refused and shown, on one order that rests on it.
import { eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { certificate, certificateEvent, claim } from "~db/schema/certification";
import { email } from "~db/schema/platform";
import {
  allCertificates,
  certificateByNumber,
  eventAuthors,
  searchCertificates,
} from "~/domain/certification/certificates/certificate-views.server";
import { breachesOfOrder } from "~/domain/orders/breach-views.server";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { addDays, dayOf } from "~/domain/shared/day";
import type { PagePlace } from "~/domain/shared/page-place";
import { mailText } from "~/domain/shared/mail";
import type { Problem } from "~/domain/shared/problem";
import { changeCertificate } from "~/domain/shortlists/change-certificate.server";
import { AT, makeCompleteOrder, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const NUMBER = "DVC-900001";
let database: TestDatabase;
let liveId: string;

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
  await database.db.delete(email);
});

type Change = Parameters<typeof changeCertificate>[1];
const undone = (work: (tx: Tx) => Promise<unknown>) => undoneIn(database.db, work);
const change = (tx: Tx, given: Partial<Change>) =>
  changeCertificate(tx, {
    action: "suspend",
    actor: PEOPLE.officer,
    at: AT,
    today: TODAY,
    number: NUMBER,
    reason: "An open weakness.",
    ...given,
  });
const own = (tx: Tx, given: Partial<Change> = {}) =>
  change(tx, { action: "withdraw", actor: PEOPLE.signatory, supplierId: "20001", reason: "Sold.", ...given });
const statusOn = async (tx: Tx, on: typeof TODAY) =>
  (await certificateByNumber(tx, { number: NUMBER, on })).status.kind;
const lastEntry = async (tx: Tx) => {
  const view = await certificateByNumber(tx, { number: NUMBER, on: TODAY });
  return view.history.find(({ eventId }) => eventId === view.events.at(-1)!.sequence)!;
};
const mailsOf = async (tx: Tx, kind: string) =>
  (await tx.select().from(email).where(like(email.kind, kind))).map((mail) => mailText(mail.body));

describe("an event of a certificate", () => {
  it("entered late counts from its own day, and says so for good", async () =>
    undone(async (tx) => {
      await change(tx, { effectiveOn: addDays(TODAY, -5) });
      expect(await statusOn(tx, addDays(TODAY, -6))).not.toBe("suspended");
      expect(await statusOn(tx, addDays(TODAY, -5))).toBe("suspended");
      expect(await lastEntry(tx)).toMatchObject({
        on: addDays(TODAY, -5),
        by: "the centre",
        entered: { when: "late", on: dayOf(AT) },
      });
      const [breach] = (await breachesOfOrder(tx, { orderId: liveId, on: TODAY })).filter(
        ({ certificateNumber }) => certificateNumber === NUMBER,
      );
      expect(breach!.since).toBe(addDays(TODAY, -5));
      const { events } = await certificateByNumber(tx, { number: NUMBER, on: TODAY });
      expect(await eventAuthors(tx, NUMBER)).toEqual({ [events[0]!.sequence]: "Nadia Rahman" });
    }));

  it("dated ahead counts from that day on, and is announced as such, with the regulator that decided it", async () =>
    undone(async (tx) => {
      const from = addDays(TODAY, 10);
      await change(tx, { effectiveOn: from, regulatorName: " the Care Quality Commission " });
      expect(await statusOn(tx, addDays(from, -1))).not.toBe("suspended");
      expect(await statusOn(tx, from)).toBe("suspended");
      expect(await lastEntry(tx)).toMatchObject({
        by: "the Care Quality Commission",
        entered: { when: "ahead", on: dayOf(AT) },
      });
      const [toSupplier] = await mailsOf(tx, "certificate-suspended");
      expect(toSupplier).toContain("will be suspended on 2 December 2026 by the Care Quality Commission");
      const [toBuyer] = await mailsOf(tx, "buyer-certificate-suspended");
      expect(toBuyer).toContain("will be suspended on 2 December 2026 by the Care Quality Commission");
      for (const mail of [toSupplier, toBuyer])
        expect(mail).toContain("From 2 December 2026 what depends on it cannot be bought");
      const { sentence, lastDay } = await certificateByNumber(tx, { number: NUMBER, on: TODAY });
      expect([sentence, lastDay]).toEqual(["Valid; suspended from 2 December 2026.", "2026-12-01"]);
      // What is entered next does not come before it.
      const early = await refused(change(tx, { action: "reinstate", effectiveOn: TODAY }));
      expect([early.kind, early.code]).toEqual(["rule-broken", "day-out-of-range"]);
      expect(early.public.title).toContain("2 December 2026, the day of the event before");
      await change(tx, { action: "reinstate", effectiveOn: from, lifting: "said" });
      expect(await statusOn(tx, from)).not.toBe("suspended");
    }));

  it.each<[string, Partial<Change>, string]>([
    ["nothing", {}, "regulator-word-missing"],
    ["the word of another regulator", { regulatorName: "The MHRA" }, "regulator-word-missing"],
    [
      "a decision without a reference",
      { lifting: { reference: " ", decidedOn: TODAY } },
      "decision-reference",
    ],
    [
      "a decision of before the suspension",
      { lifting: { reference: "ENF-77", decidedOn: addDays(TODAY, -6) } },
      "decision-day",
    ],
    [
      "a decision of after its first day",
      { effectiveOn: addDays(TODAY, -3), lifting: { reference: "ENF-77", decidedOn: addDays(TODAY, -1) } },
      "day-out-of-range",
    ],
    [
      "a decision of tomorrow",
      { lifting: { reference: "ENF-77", decidedOn: addDays(TODAY, 1) } },
      "decision-day",
    ],
  ])("that ends a regulator's suspension with %s is refused", async (_, given, code) =>
    undone(async (tx) => {
      await change(tx, { effectiveOn: addDays(TODAY, -5), regulatorName: "The Care Quality Commission" });
      const problem = await refused(change(tx, { action: "reinstate", reason: "Mended.", ...given }));
      expect(problem.code).toBe(code);
      expect(await statusOn(tx, TODAY)).toBe("suspended");
    }),
  );

  it("that ends a regulator's suspension names its decision, and whose it is", async () =>
    undone(async (tx) => {
      await change(tx, { effectiveOn: addDays(TODAY, -5), regulatorName: "The Care Quality Commission" });
      const lifting = { reference: " ENF-77 ", decidedOn: addDays(TODAY, -1) };
      await change(tx, { action: "reinstate", reason: "Mended.", lifting });
      expect(await statusOn(tx, TODAY)).not.toBe("suspended");
      expect(await lastEntry(tx)).toMatchObject({
        by: "The Care Quality Commission",
        text: "Mended. By its decision ENF-77 of 21 November 2026.",
      });
    }));

  it("that ends a suspension by the centre needs no regulator", async () =>
    undone(async (tx) => {
      await change(tx, {});
      await change(tx, { action: "reinstate", reason: "Mended." });
      expect((await lastEntry(tx)).by).toBe("the centre");
    }));

  it("is not dated before its certificate, nor by a regulator without a name", async () =>
    undone(async (tx) => {
      const [held] = await tx.select().from(certificate).where(eq(certificate.number, NUMBER));
      const early = await refused(change(tx, { effectiveOn: addDays(held!.validFrom, -1) }));
      expect(early.code).toBe("day-out-of-range");
      for (const regulatorName of ["", "  ", "x".repeat(201)])
        expect((await refused(change(tx, { regulatorName }))).code).toBe("regulator-missing");
    }));
});

describe("the list of certificates by their last day", () => {
  it("puts one that is withdrawn soon where its last day is shown, page by page and with a status asked for", async () =>
    undone(async (tx) => {
      const sort = { by: "to", descending: false } as const;
      await change(tx, { action: "withdraw", effectiveOn: addDays(TODAY, 3) });
      const all = await allCertificates(tx, { on: TODAY, sort });
      const days = all.map(({ lastDay }) => lastDay ?? "9999-12-31");
      expect(days).toEqual(days.toSorted());
      expect(all.find(({ number }) => number === NUMBER)!.lastDay).toBe(addDays(TODAY, 2));
      for (const statuses of [[], ["valid", "expiring"]] as const) {
        const numbers: string[] = [];
        for (let place: PagePlace | null = null; ;) {
          const page = await searchCertificates(tx, { on: TODAY, sort, statuses }, { place, size: 1 });
          numbers.push(...page.rows.map(({ number }) => number));
          if (page.next === null) break;
          place = page.next;
        }
        expect(numbers).toEqual(all.map(({ number }) => number));
      }
    }));
});

describe("a supplier that withdraws its certificate", () => {
  it("does it by a signatory, and those who depend on it are told by whom", async () =>
    undone(async (tx) => {
      await own(tx);
      expect(await statusOn(tx, TODAY)).toBe("withdrawn");
      expect(await lastEntry(tx)).toMatchObject({
        kind: "withdrawn",
        by: "its supplier, Alder Systems",
        entered: null,
      });
      const [toBuyer] = await mailsOf(tx, "buyer-certificate-withdrawn");
      expect(toBuyer).toContain("was withdrawn on 22 November 2026 by its supplier, Alder Systems");
      const again = await refused(own(tx));
      expect(again.public.next?.href).toBe(`/supplying/certification/certificates/${NUMBER}`);
    }));

  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ["while it is suspended", (tx) => change(tx, {})],
    [
      "while it is assessed again",
      async (tx) => {
        const [held] = await tx.select().from(certificate).where(eq(certificate.number, NUMBER));
        const { standardVersionId, supplierId, solutionId } = held!;
        await tx.insert(claim).values({
          standardVersionId,
          supplierId,
          solutionId,
          state: "submitted",
          submittedAt: AT,
          createdAt: AT,
        });
      },
    ],
  ])("%s is marked as under review", async (_, before) =>
    undone(async (tx) => {
      await before(tx);
      await own(tx);
      expect((await lastEntry(tx)).by).toBe("its supplier, Alder Systems, while it was under review");
    }),
  );

  it.each<[string, Partial<Change>, Problem["kind"], string]>([
    ["an editor", { actor: PEOPLE.editor }, "not-allowed", "role-missing"],
    ["another supplier's signatory", { actor: PEOPLE.stranger }, "not-allowed", "other-supplier"],
    [
      "a certificate of another supplier",
      { actor: PEOPLE.stranger, supplierId: "20002" },
      "not-found",
      "certificate-not-found",
    ],
  ])("is not %s", async (_, given, kind, code) =>
    undone(async (tx) => {
      const problem = await refused(own(tx, given));
      expect([problem.kind, problem.code]).toEqual([kind, code]);
      expect(await statusOn(tx, TODAY)).not.toBe("withdrawn");
    }),
  );
});

describe("the database refuses", () => {
  const row = {
    certificateNumber: NUMBER,
    kind: "suspended",
    effectiveOn: TODAY,
    reason: "x",
    recordedAt: AT,
  };
  it.each([
    ["an unknown body", { body: "somebody" }, "certificate_event_body_known"],
    ["a regulator without a name", { body: "regulator" }, "certificate_event_regulator_named"],
    ["a name without a regulator", { regulatorName: "CQC" }, "certificate_event_regulator_named"],
    ["a supplier that suspends", { body: "supplier" }, "certificate_event_supplier_withdraws"],
    ["a review that the centre ends", { underReview: true }, "certificate_event_under_review"],
    ["half a decision", { regulatorReference: "ENF-77" }, "certificate_event_decision_whole"],
    ["a suspension that lifts one", { regulatorLifted: true }, "certificate_event_regulator_lifts"],
    [
      "a reinstatement of before the decision that ends a suspension",
      {
        kind: "reinstated",
        body: "regulator",
        regulatorName: "CQC",
        regulatorReference: "ENF-77",
        regulatorDecidedOn: addDays(TODAY, 1),
      },
      "certificate_event_from_decision",
    ],
  ])("%s", async (_, given, says) =>
    undone(async (tx) => {
      expect(
        await databaseSays(tx, (inner) => inner.insert(certificateEvent).values({ ...row, ...given })),
      ).toContain(says);
    }),
  );

  it.each([
    ["by the centre", {}],
    ["by another regulator", { body: "regulator", regulatorName: "The MHRA", regulatorLifted: true }],
    ["without a word of it", { body: "regulator", regulatorName: "CQC" }],
  ])("the end of a regulator's suspension %s", async (_, given) =>
    undone(async (tx) => {
      await change(tx, { regulatorName: "CQC" });
      expect(
        await databaseSays(tx, (inner) =>
          inner.insert(certificateEvent).values({ ...row, kind: "reinstated", ...given }),
        ),
      ).toContain("was suspended by a regulator");
    }),
  );
});
