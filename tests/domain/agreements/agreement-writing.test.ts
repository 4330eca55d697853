// Over 300 lines: every verb on a draft, with its refusals, among the same three parties.
import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { databaseErrorCode, inTransaction, type Tx } from "~db";
import { agreement, agreementParty, agreementVersion } from "~db/schema/agreements";
import { auditEvent } from "~db/schema/audit";
import { membership, user } from "~db/schema/people";
import { email } from "~db/schema/platform";
import { agreementView } from "~/domain/agreements/agreement-views.server";
import { changeDraft } from "~/domain/agreements/draft/change-draft.server";
import { clashesOf, overlapsFrom, versionWithNames } from "~/domain/agreements/checks/check-views.server";
import { differencesView } from "~/domain/agreements/draft/difference-views.server";
import { discardDraft } from "~/domain/agreements/draft/discard-draft.server";
import { draftAgreement, type NewAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import type { DraftChange } from "~/domain/agreements/draft/draft-change";
import { draftNextVersion } from "~/domain/agreements/draft/draft-next-version.server";
import { withdrawAgreement } from "~/domain/agreements/withdraw-agreement.server";
import { proposeAgreement } from "~/domain/agreements/propose-agreement.server";
import { BUYER, type Rule } from "~/domain/agreements/rules/rule";
import { agreementsToSign } from "~/domain/agreements/signature-views.server";
import { signAgreement } from "~/domain/agreements/sign-agreement.server";
import type { Actor } from "~/domain/audit/event";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { mailText } from "~/domain/shared/mail";
import { AT, makeFund, makeOrganisations, TODAY } from "../../factories/funding";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeOrganisations(db, [
  { code: "X24", name: "NHS England", kind: "national" },
  { code: "QWO", name: "NHS West Yorkshire ICB", kind: "icb", regionCode: "Y63", icbCode: "QWO" },
  { code: "RR8", name: "Leeds Teaching Hospitals", regionCode: "Y63", icbCode: "QWO" },
]);
await makeFund(db, "FD-2026", 10_000_000n);
const people = ["nadia", "victor", "helen", "tom", "priya"];
await db.insert(user).values(people.map((id) => ({ id, name: id, email: `${id}@demo.dovetail.example` })));
await db.insert(membership).values([
  { userId: "nadia", organisationCode: "X24", role: "commercial_officer" },
  { userId: "victor", organisationCode: "X24", role: "commercial_officer" },
  { userId: "helen", organisationCode: "QWO", role: "approver" },
  { userId: "tom", organisationCode: "RR8", role: "approver" },
  { userId: "priya", organisationCode: "RR8", role: "procurement_lead" },
]);
const person = (userId: string, organisationCode: string, role: string): Actor => ({
  userId,
  name: userId,
  organisationCode,
  roles: [role],
  requestId: null,
});
const nadia = person("nadia", "X24", "commercial_officer");
const victor = person("victor", "X24", "commercial_officer");
const helen = person("helen", "QWO", "approver");
const tom = person("tom", "RR8", "approver");

const rules: Rule[] = [
  { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000, fundIds: ["FD-2026"] },
  { shape: "residual", ruleNumber: 2, payer: BUYER },
];
const fixed: Rule = { shape: "fixed", ruleNumber: 1, payer: "QWO", amount: pence(500_000) };
const run = <T>(action: (tx: Tx) => Promise<T>) => inTransaction(db, action);
const draft = (overrides: Partial<NewAgreement> = {}) =>
  run((tx) =>
    draftAgreement(tx, {
      actor: nadia,
      at: AT,
      agreement: {
        title: "Digital care",
        ownerCode: "X24",
        summary: "NHS England pays half.",
        parties: ["X24", "QWO", "RR8"],
        effectiveFrom: day("2026-12-01"),
        effectiveTo: day("2027-03-31"),
        scope: { buyerKinds: ["trust"] },
        rules,
        ...overrides,
      },
    }),
  );
type Id = { agreementId: string; version: number };
const change = (id: Id, seen: number, change: DraftChange, actor = nadia) =>
  run((tx) => changeDraft(tx, { ...id, seen, change, actor, at: AT }));
const propose = (id: Id, seen?: number) =>
  run((tx) => proposeAgreement(tx, { ...id, seen, breadthAccepted: true, actor: nadia, at: AT }));
const sign = (id: Id, organisationCode: string, actor: Actor) =>
  run((tx) => signAgreement(tx, { ...id, organisationCode, actor, at: AT }));
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const stored = async (id: Id) => (await versionWithNames(db, id.agreementId, id.version))!;
const inbox = async (kind: string) => {
  const rows = await db.select().from(email).where(eq(email.kind, kind));
  return rows.map((row) => `${row.toAddress.split("@")[0]}: ${mailText(row.body).split(" ").at(-1)}`).sort();
};
beforeEach(() => db.delete(email));

describe("a draft", () => {
  it("is changed part by part, each change one event with before and after", async () => {
    const id = await draft();
    await change(id, 0, { part: "words", title: "Digital care 2", summary: "Half." });
    await change(id, 1, { part: "remove-party", organisationCode: "RR8" });
    await change(id, 2, { part: "scope", scope: { organisations: ["RR8"] } });
    await change(id, 3, { part: "dates", effectiveFrom: day("2027-01-01"), effectiveTo: null });
    const added = await change(id, 4, { part: "add-rule", rule: fixed });
    expect(added).toEqual({ editCount: 5, ruleNumber: 3 });
    await change(id, 5, { part: "move-rule", ruleNumber: 3, by: -1 });
    await change(id, 6, { part: "change-rule", rule: { ...fixed, ruleNumber: 3, amount: pence(1) } });
    await change(id, 7, { part: "remove-rule", ruleNumber: 1 });
    const { version, row } = await stored(id);
    expect(version).toMatchObject({
      title: "Digital care 2",
      parties: ["QWO", "X24"],
      scope: { organisations: ["RR8"] },
      effectiveFrom: "2027-01-01",
      rules: [{ ruleNumber: 3, amount: 1n }, rules[1]],
    });
    expect(row.editCount).toBe(8);
    const events = await db
      .select()
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.stream, `agreement:${id.agreementId}`),
          eq(auditEvent.action, "agreement.draft_changed"),
        ),
      )
      .orderBy(auditEvent.id);
    expect(events.map((event) => event.summary.split(" in Digital")[0])).toEqual([
      "Changed the title and summary",
      "Removed Leeds Teaching Hospitals (RR8) from the parties",
      "Changed what it covers",
      "Changed its dates",
      "Added rule 3",
      "Moved rule 3 up",
      "Changed rule 3",
      "Removed rule 1",
    ]);
    expect(events[2]).toMatchObject({ before: { buyerKinds: ["trust"] }, after: { organisations: ["RR8"] } });
  });

  it("gives no rule number twice, not even one that only an earlier version had", async () => {
    const id = await draft();
    for (const [code, actor] of [
      ["X24", nadia],
      ["QWO", helen],
      ["RR8", tom],
    ] as const) {
      if (code === "X24") await propose(id);
      await sign(id, code, actor);
    }
    const next = await run((tx) =>
      draftNextVersion(tx, { agreementId: id.agreementId, actor: nadia, at: AT, today: TODAY }),
    );
    expect(next.version).toBe(2);
    expect((await stored(next)).version).toMatchObject({
      rules,
      parties: ["QWO", "RR8", "X24"],
      effectiveFrom: "2026-12-02",
    });
    await change(next, 0, { part: "remove-rule", ruleNumber: 2 });
    const { ruleNumber } = await change(next, 1, { part: "add-rule", rule: rules[1]! });
    expect(ruleNumber).toBe(3);
    const title = await refused(change(next, 2, { part: "words", title: "Another", summary: "x" }));
    expect(title.code).toBe("title-signed");
    const { parts, rules: compared } = await differencesView(db, {
      agreementId: id.agreementId,
      from: 1,
      to: 2,
    });
    expect(parts.map((part) => part.part)).toEqual(["First day"]);
    expect(compared.map((each) => [each.ruleNumber, each.kind])).toEqual([
      [1, "same"],
      [3, "added"],
      [2, "removed"],
    ]);
    expect(await run((tx) => discardDraft(tx, { ...next, seen: 2, actor: nadia, at: AT }))).toEqual({
      agreementLeft: true,
    });
  });

  it("is discarded with its agreement, and the trail keeps what it said", async () => {
    const id = await draft();
    await run((tx) => discardDraft(tx, { ...id, seen: 0, actor: nadia, at: AT }));
    expect(await db.select().from(agreement).where(eq(agreement.id, id.agreementId))).toEqual([]);
    const [event] = await db
      .select()
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.stream, `agreement:${id.agreementId}`),
          eq(auditEvent.action, "agreement.draft_discarded"),
        ),
      );
    expect(event!.before).toMatchObject({
      summary: "NHS England pays half.",
      parties: ["QWO", "RR8", "X24"],
    });
  });
});

describe("a change is refused", () => {
  it("to anybody but a commercial officer", async () => {
    const id = await draft();
    const error = await refused(change(id, 0, { part: "remove-rule", ruleNumber: 1 }, tom));
    expect([error.kind, error.code]).toEqual(["not-allowed", "agreement-writer-only"]);
  });

  it("on an older picture of the draft, and only one of two at once is made", async () => {
    const id = await draft();
    const both = await Promise.allSettled([
      change(id, 0, { part: "add-rule", rule: fixed }),
      change(id, 0, { part: "remove-rule", ruleNumber: 1 }, victor),
    ]);
    const failed = both.filter((each) => each.status === "rejected");
    expect(failed).toHaveLength(1);
    expect((failed[0]!.reason as Problem).code).toBe("stale-edit");
    expect((await stored(id)).row.editCount).toBe(1);
  });

  it("where it does not fit: unknown organisations, parties and rules, dates in the wrong order", async () => {
    const id = await draft();
    const codes = [
      { part: "add-party", organisationCode: "ZZZ" },
      { part: "add-party", organisationCode: "RR8" },
      { part: "remove-party", organisationCode: "R0A" },
      { part: "scope", scope: { organisations: ["RR8", "ZZZ"] } },
      { part: "dates", effectiveFrom: day("2027-01-02"), effectiveTo: day("2027-01-01") },
      { part: "remove-rule", ruleNumber: 9 },
    ] satisfies DraftChange[];
    const found = [];
    for (const each of codes) found.push((await refused(change(id, 0, each))).code);
    expect(found).toEqual([
      "organisation-unknown",
      "party-already",
      "party-not-there",
      "organisation-unknown",
      "dates-not-in-order",
      "no-such-rule",
    ]);
  });

  it("once it is proposed, by the verb and by the database", async () => {
    const id = await draft();
    await propose(id, 0);
    const error = await refused(change(id, 0, { part: "remove-rule", ruleNumber: 1 }));
    expect([error.kind, error.code]).toEqual(["conflict", "not-a-draft"]);
    expect(
      (await refused(run((tx) => discardDraft(tx, { ...id, seen: 0, actor: nadia, at: AT })))).code,
    ).toBe("not-a-draft");
    const ofVersion = and(eq(agreementParty.agreementId, id.agreementId), eq(agreementParty.version, 1));
    const byDatabase = async (work: Promise<unknown>) =>
      databaseErrorCode(await work.then(() => null).catch((thrown: unknown) => thrown));
    const rows = db.update(agreementVersion).set({ rules: [] });
    expect(await byDatabase(rows.where(eq(agreementVersion.agreementId, id.agreementId)))).toBe("DV001");
    expect(await byDatabase(db.delete(agreementParty).where(ofVersion))).toBe("DV001");
    const another = { ...id, organisationCode: "R0A" };
    expect(await byDatabase(db.insert(agreementParty).values(another))).toBe("DV001");
    await sign(id, "QWO", helen);
    const forged = db.update(agreementParty).set({ signatoryName: "Somebody else" });
    const signed = and(ofVersion, eq(agreementParty.organisationCode, "QWO"));
    expect(await byDatabase(forged.where(signed))).toBe("DV001");
  });
});

describe("proposing", () => {
  it("with a clash is refused naming the rules, and mended it goes to those who may sign", async () => {
    const id = await draft();
    await change(id, 0, {
      part: "add-rule",
      rule: { shape: "percentage", ruleNumber: 1, payer: "QWO", portion: 6_000 },
    });
    const error = await refused(propose(id));
    expect(error.code).toBe("agreement-contradicts-itself");
    expect(error.public.detail).toMatch(/Rules 1 and 3/);
    const [clash] = await clashesOf(db, (await stored(id)).version, "Half.");
    expect(clash!.ruleNumbers).toEqual([1, 3]);
    expect(await inbox("agreement-to-sign")).toEqual([]);
    await change(id, 1, { part: "change-rule", rule: { ...fixed, ruleNumber: 3 } });
    expect((await refused(propose(id, 1))).code).toBe("stale-edit");
    await propose(id, 2);
    // The rule that was added goes before the last, so the parties read 1, 2, 3; the draft said 1, 3, 2.
    expect((await stored(id)).version.rules.map(({ ruleNumber, shape }) => [ruleNumber, shape])).toEqual([
      [1, "percentage"],
      [2, fixed.shape],
      [3, "residual"],
    ]);
    const centre = `/commercial/agreements/${id.agreementId}`;
    const buying = `/buying/agreements/${id.agreementId}`;
    // Not to nadia, who proposed it.
    expect(await inbox("agreement-to-sign")).toEqual([
      `helen: ${buying}`,
      `tom: ${buying}`,
      `victor: ${centre}`,
    ]);
    const waiting = async (actor: Actor) =>
      (await agreementsToSign(db, actor)).filter((each) => each.agreementId === id.agreementId).length;
    expect(await waiting(victor)).toBe(1);
    expect(await waiting({ ...tom, roles: ["procurement_lead"] })).toBe(0);
    await sign(id, "X24", victor);
    expect([await waiting(nadia), await waiting(tom)]).toEqual([0, 1]);
    await sign(id, "RR8", tom);
    expect(await inbox("agreement-in-force")).toEqual([]);
    expect(await sign(id, "QWO", helen)).toEqual({ inForce: true });
    expect(await inbox("agreement-in-force")).toHaveLength(4);
  });

  it("names payers and funds in the words of its clashes", async () => {
    const id = await draft({
      parties: ["X24"],
      rules: [{ ...rules[0]!, payer: "QWO", fundIds: ["NONE"] } as Rule, rules[1]!],
    });
    const texts = (await clashesOf(db, (await stored(id)).version, "")).map((clash) => clash.text);
    expect(texts).toEqual([
      "Rule 1 pays from NONE, an unknown fund.",
      "Rule 1 makes NHS West Yorkshire ICB pay, and NHS West Yorkshire ICB is not a party to the agreement.",
      "It has no summary. Say in a sentence or two who pays what, for those who sign it.",
    ]);
  });

  it("shows which other agreements in force cover the same orders, and which would apply", async () => {
    const wide = await draft({ title: "Everybody", scope: {}, parties: ["X24"] });
    await propose(wide);
    await sign(wide, "X24", victor);
    const id = await draft({ scope: { organisations: ["RR8"] } });
    const overlaps = await overlapsFrom(db, (await stored(id)).version, TODAY);
    expect(overlaps.find((each) => each.agreementId === wide.agreementId)).toMatchObject({
      title: "Everybody",
      wins: true,
      reason: `${id.agreementId} is more specific: it names the organisation`,
    });
  });
});

describe("withdrawing what was proposed", () => {
  it("tells those who may sign why, and the version keeps the reason", async () => {
    const id = await draft();
    await propose(id);
    await db.delete(email);
    await run((tx) => withdrawAgreement(tx, { ...id, reason: "No money.", actor: nadia, at: AT }));
    const mails = await db
      .select()
      .from(email)
      .where(inArray(email.kind, ["agreement-ended"]));
    expect(mails).toHaveLength(4);
    expect(mails[0]!.subject).toBe("Digital care was withdrawn");
    expect(mailText(mails[0]!.body)).toContain("Reason: No money.");
    const view = await agreementView(db, { agreementId: id.agreementId, on: TODAY });
    expect(view.versions[0]).toMatchObject({ state: "withdrawn", endReason: "No money." });
  });
});
