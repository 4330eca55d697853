import { randomUUID } from "node:crypto";
import { like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { workOffCondition } from "~db/schema/certification";
import { email } from "~db/schema/platform";
import { certificationOf } from "~/domain/certification/certification-views.server";
import { claimableVersions } from "~/domain/certification/claims/claimable-views.server";
import { decideClaim } from "~/domain/certification/claims/decide-claim.server";
import { expiryNoticesDue } from "~/domain/certification/certificates/expiry-notice-views.server";
import type { CertificateSort } from "~/domain/certification/certificates/certificate-sort";
import {
  allCertificates,
  searchCertificates,
  type CertificateSearch,
} from "~/domain/certification/certificates/certificate-views.server";
import { sendExpiryNotice } from "~/domain/certification/certificates/send-expiry-notice.server";
import { suspendCertificate } from "~/domain/certification/certificates/suspend-certificate.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import { withdrawCertificate } from "~/domain/certification/certificates/withdraw-certificate.server";
import { addDays, day, type Day } from "~/domain/shared/day";
import type { PagePlace } from "~/domain/shared/page-place";
import { mailText } from "~/domain/shared/mail";
import { makeClaim } from "../../factories/claims";
import { actorFor, makePeople } from "../../factories/people";
import { makeCertificate, makeSolution, makeStandard, officer } from "../../factories/standards";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const at = new Date("2026-11-22T09:00:00Z");
const today = day("2026-11-22");
const evidence = [{ itemPosition: 1, kind: "url" as const, reference: "https://alder.example/dtac" }];
let database: TestDatabase;

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);

const mails = (tx: Tx, kind: string) => tx.select().from(email).where(like(email.kind, kind));

async function claim(tx: Tx, given: { claimId?: string } = {}): Promise<string> {
  const actor = await actorFor(database.db, "daniel");
  const of = { standardVersionId: "dtac@1", supplierId: "alder", solutionId: "s1", evidence };
  return makeClaim(tx, { actor, at, today, ...of, ...given });
}

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await inTransaction(database.db, async (tx) => {
    await makeSolution(tx);
    await makeStandard(tx, {
      title: "DTAC",
      versions: [
        { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: 12, evidence: ["Completed form"] },
      ],
    });
    await makeStandard(tx, { id: "dspt", title: "Toolkit", appliesTo: "organisation" });
  });
});

describe("the supplier's people are e-mailed", () => {
  it("a decision with its reason, and what to do next", () =>
    undone(async (tx) => {
      const claimId = await claim(tx);
      const decide = { actor: officer("assessor"), at, today, claimId };
      await takeUpClaim(tx, decide);
      await decideClaim(tx, { ...decide, decision: "return", reason: "The form is not signed." });
      const returned = await mails(tx, "claim-returned");
      expect(returned.map((mail) => mail.toAddress).sort()).toEqual([
        "daniel.alder@demo.dovetail.example",
        "ruth.alder@demo.dovetail.example",
      ]);
      expect(mailText(returned[0]!.body)).toContain("The form is not signed.");
      expect(mailText(returned[0]!.body)).toContain(`/supplying/certification/claims/${claimId}`);
      await claim(tx, { claimId });
      await takeUpClaim(tx, decide);
      await decideClaim(tx, { ...decide, decision: "approve", reason: "" });
      expect(mailText((await mails(tx, "claim-approved"))[0]!.body)).toContain(
        "It counts until 21 November 2027.",
      );
    }));

  it("a suspension and a withdrawal", () =>
    undone(async (tx) => {
      const number = await makeCertificate(tx);
      const action = { actor: officer("assessor"), at, today, number };
      await suspendCertificate(tx, { ...action, reason: "An open weakness." });
      await withdrawCertificate(tx, { ...action, reason: "It was never mended." });
      expect(await mails(tx, "certificate-suspended")).toHaveLength(2);
      expect(mailText((await mails(tx, "certificate-withdrawn"))[0]!.body)).toContain("It was never mended.");
    }));
});

describe("notices before the end of a certificate", () => {
  const send = async (tx: Tx, on: Day) => {
    const due = await expiryNoticesDue(tx, { on });
    for (const one of due) await sendExpiryNotice(tx, { ...one, at, today: on });
    return due.map((one) => one.notice);
  };

  it("go at 90 and 30 days and on the day after, once each", () =>
    undone(async (tx) => {
      await makeCertificate(tx, { validTo: "2027-03-03" });
      const last = day("2027-03-03");
      const sent: [number, string[]][] = [];
      for (const left of [91, 90, 89, 30, 29, 0, -1, -2])
        sent.push([left, await send(tx, addDays(last, -left))]);
      expect(sent.filter(([, notices]) => notices.length > 0)).toEqual([
        [90, ["90-days"]],
        [30, ["30-days"]],
        [-1, ["ended"]],
      ]);
      expect(await mails(tx, "certificate-expiring")).toHaveLength(4);
      expect(await mails(tx, "certificate-expired")).toHaveLength(2);
    }));

  it("are made up for after days without the job, and not sent twice by two workers", () =>
    undone(async (tx) => {
      await makeCertificate(tx, { validTo: "2027-03-03" });
      const on = addDays(day("2027-03-03"), -20);
      const [due] = await expiryNoticesDue(tx, { on });
      expect(due?.notice).toBe("30-days");
      expect(await sendExpiryNotice(tx, { ...due!, at, today: on })).toBe(true);
      expect(await sendExpiryNotice(tx, { ...due!, at, today: on })).toBe(false);
      expect(await mails(tx, "certificate-expiring")).toHaveLength(2);
    }));

  it("do not go when a later certificate replaces it, or when it was withdrawn", () =>
    undone(async (tx) => {
      await makeCertificate(tx, { validTo: "2026-12-01" });
      await makeCertificate(tx, { validFrom: "2026-11-20", validTo: "2027-11-19" });
      expect(await expiryNoticesDue(tx, { on: today })).toEqual([]);
      await makeSolution(tx, { id: "s2", name: "Other" });
      const number = await makeCertificate(tx, { solutionId: "s2", validTo: "2026-12-01" });
      expect(await expiryNoticesDue(tx, { on: today })).toHaveLength(1);
      await withdrawCertificate(tx, { actor: officer("assessor"), at, today, number, reason: "Wrong." });
      expect(await expiryNoticesDue(tx, { on: today })).toEqual([]);
    }));
});

describe("what a supplier can mend", () => {
  const needs = async (tx: Tx) =>
    (await certificationOf(tx, { supplierId: "alder", on: today })).needs.map(
      ({ kind, standardId, solutionId }) => [kind, standardId, solutionId],
    );

  it("names what is missing, ended, suspended or ending, and nothing that waits for the assessors", () =>
    undone(async (tx) => {
      expect(await needs(tx)).toEqual([
        ["missing", "dtac", "s1"],
        ["missing", "dspt", null],
      ]);
      await makeCertificate(tx, { standardVersionId: "dspt@1", solutionId: null, validTo: "2026-12-22" });
      const number = await makeCertificate(tx);
      expect(await needs(tx)).toEqual([["expiring", "dspt", null]]);
      await suspendCertificate(tx, { actor: officer("assessor"), at, today, number, reason: "Weak." });
      expect(await needs(tx)).toEqual([
        ["suspended", "dtac", "s1"],
        ["expiring", "dspt", null],
      ]);
      const claimId = await claim(tx);
      expect(await needs(tx)).toEqual([["expiring", "dspt", null]]);
      await takeUpClaim(tx, { actor: officer("assessor"), at, claimId });
      await decideClaim(tx, {
        actor: officer("assessor"),
        at,
        today,
        claimId,
        decision: "return",
        reason: "No.",
      });
      expect(await needs(tx)).toEqual([
        ["returned", "dtac", "s1"],
        ["expiring", "dspt", null],
      ]);
    }));

  it("is claimed once at a time", () =>
    undone(async (tx) => {
      await claim(tx);
      await expect(claim(tx)).rejects.toMatchObject({ kind: "conflict", code: "claim-open" });
    }));

  it("is claimed by a version whose certificate would count", async () => {
    await undone(async (tx) => {
      await makeStandard(tx, {
        id: "wcag",
        bindings: [],
        versions: [
          { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: 12 },
          { version: "2", effectiveFrom: day("2026-01-01"), complyBy: day("2026-06-30"), validityMonths: 12 },
        ],
      });
      const versions = await claimableVersions(tx, { on: today });
      expect(versions.filter((one) => one.standardId === "wcag").map((one) => one.versionId)).toEqual([
        "wcag@2",
      ]);
    });
  });
});

describe("the certificates of everybody", () => {
  const SORTS = ["number", "standard", "holder", "to"] as const satisfies readonly CertificateSort[];

  it.each(SORTS.flatMap((by) => [false, true].map((descending) => [by, descending] as const)))(
    "sorted by %s (downwards: %s) are all there page by page, each once, as in the file, with a status too",
    (by, descending) =>
      undone(async (tx) => {
        for (const validTo of ["2026-12-01", "2027-06-30", "2027-06-30", "2027-09-30"]) {
          await makeCertificate(tx, { validTo });
        }
        for (const statuses of [[], ["valid"]] as const) {
          const asked = { on: today, statuses, sort: { by, descending } };
          const read: string[] = [];
          for (let place: PagePlace | null = null; ;) {
            const { rows, next } = await searchCertificates(tx, asked, { place, size: 1 });
            read.push(...rows.map((row) => row.number));
            if (next === null) break;
            place = next as PagePlace;
          }
          const file = (await allCertificates(tx, asked)).map((row) => row.number);
          expect(read).toEqual(file);
          const other = await allCertificates(tx, { ...asked, sort: { by, descending: !descending } });
          expect(other.map((row) => row.number)).toEqual(file.toReversed());
          expect(new Set(file).size).toBe(file.length);
          expect(file.length).toBeGreaterThanOrEqual(3);
        }
      }),
  );

  it("are found by words and status, and paged by number", () =>
    undone(async (tx) => {
      const ended = await makeCertificate(tx, { validTo: "2026-11-21" });
      const valid = await makeCertificate(tx);
      const search = (asked: Partial<CertificateSearch> = {}, place: PagePlace | null = null) =>
        searchCertificates(tx, { on: today, ...asked }, { place, size: 1 });
      const first = await search();
      expect([first.rows.map((row) => row.number), first.total, first.previous]).toEqual([[valid], 2, null]);
      const second = await search({}, first.next);
      expect([second.rows.map((row) => row.number), second.next]).toEqual([[ended], null]);
      const expired = await search({ statuses: ["expired"], words: "care dtac" });
      expect(expired.rows.map((row) => row.number)).toEqual([ended]);
      expect((await search({ words: "100%" })).rows).toEqual([]);
      // One with an open condition is not among the valid ones, but under the word of its own tag.
      await tx.insert(workOffCondition).values({
        id: randomUUID(),
        certificateNumber: valid,
        text: "Publish the test report.",
        dueOn: day("2027-06-30"),
      });
      const asked = async (status: "valid" | "valid-with-conditions") =>
        (await search({ statuses: [status] })).rows.map((row) => row.number);
      expect([await asked("valid"), await asked("valid-with-conditions")]).toEqual([[], [valid]]);
    }));
});
