import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { membership, user } from "~db/schema/people";
import { agreementFor, agreementView, agreementsList } from "~/domain/cost-sharing/agreement-views.server";
import { draftAgreement, type NewAgreement } from "~/domain/cost-sharing/draft-agreement.server";
import { endAgreement } from "~/domain/cost-sharing/end-agreement.server";
import { proposeAgreement } from "~/domain/cost-sharing/propose-agreement.server";
import { BUYER, type Rule } from "~/domain/cost-sharing/rule";
import { signAgreement } from "~/domain/cost-sharing/sign-agreement.server";
import { SYSTEM, type Actor } from "~/domain/events/event";
import { pence } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { AT, makeFund, makeOrganisations } from "../factories/funding";
import { testDatabase } from "../setup/test-database";

const { db, sql } = await testDatabase();
await makeOrganisations(db, [
  { code: "X24", name: "NHS England", kind: "national" },
  { code: "QWO", name: "NHS West Yorkshire ICB", kind: "icb", regionCode: "Y63", icbCode: "QWO" },
  { code: "RR8", name: "Leeds Teaching Hospitals", regionCode: "Y63", icbCode: "QWO" },
]);
await makeFund(db, "DC-2026", 10_000_000n);
await db.insert(user).values([
  { id: "nadia", name: "Nadia Rahman", email: "nadia@demo.dovetail.example" },
  { id: "helen", name: "Helen Marsh", email: "helen@demo.dovetail.example" },
]);
await db.insert(membership).values([{ userId: "helen", organisationCode: "QWO", role: "approver" }]);
const person = (userId: string, name: string, organisationCode: string, role: string): Actor => ({
  userId,
  name,
  organisationCode,
  roles: [role],
  requestId: null,
});
const nadia = person("nadia", "Nadia Rahman", "X24", "commercial_officer");
const helen = person("helen", "Helen Marsh", "QWO", "approver");

const half: Rule[] = [
  { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000, fundIds: ["DC-2026"] },
  { shape: "cap", ruleNumber: 2, appliesTo: { rule: 1 }, amount: pence(25_000_000), scope: "order" },
  { shape: "residual", ruleNumber: 3, payer: BUYER },
];
const given = (overrides: Partial<NewAgreement> = {}): NewAgreement => ({
  title: "Digital care match funding",
  ownerCode: "X24",
  summary: "NHS England pays half.",
  parties: ["X24", "QWO"],
  effectiveFrom: day("2026-04-01"),
  effectiveTo: null,
  scope: { buyerKinds: ["trust"] },
  rules: half,
  ...overrides,
});
const run = <T>(deed: (tx: Tx) => Promise<T>) => inTransaction(db, deed);
const draft = (overrides?: Partial<NewAgreement>) =>
  run((tx) => draftAgreement(tx, { agreement: given(overrides), actor: nadia, at: AT }));
const propose = (id: { agreementId: string; version: number }) =>
  run((tx) => proposeAgreement(tx, { ...id, actor: nadia, at: AT }));
const sign = (id: { agreementId: string; version: number }, organisationCode: string, actor: Actor) =>
  run((tx) => signAgreement(tx, { ...id, organisationCode, actor, at: AT }));
const applies = (buyerCode: string, on: Day, more: { buyerKind?: string; lotId?: string } = {}) =>
  agreementFor(db, { buyerCode, buyerKind: "trust", regionCode: "Y63", on, ...more });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const ON = day("2026-11-22");

describe("an agreement", () => {
  it("binds nobody until its last party has signed, and then applies from its date", async () => {
    const id = await draft();
    expect(id.agreementId).toMatch(/^AG-\d{4}$/);
    await propose(id);
    expect(await sign(id, "X24", nadia)).toEqual({ inForce: false });
    expect(await applies("RR8", ON)).toBeNull();
    expect(await sign(id, "QWO", helen)).toEqual({ inForce: true });
    const applied = await applies("RR8", ON);
    // Money came through JSON and back as the same bigint.
    expect(applied).toMatchObject({ agreementId: id.agreementId, version: 1, rules: half });
    expect(await applies("RR8", day("2026-03-31"))).toBeNull();
    expect(await applies("QWO", ON, { buyerKind: "icb" })).toBeNull();
    const view = await agreementView(db, { agreementId: id.agreementId });
    expect(view.versions[0]!.rules.map((rule) => rule.sentence)).toEqual([
      "NHS England pays 50% of the cost from Fund DC-2026.",
      "No more than £250,000.00 per order of what rule 1 pays.",
      "The buyer pays the rest, rounding pennies included.",
    ]);
    expect(view.versions[0]!.parties.map((party) => party.signatoryName)).toEqual([
      "Nadia Rahman",
      "Helen Marsh",
    ]);
  });

  it("is superseded by its next version from that version's date, and history keeps the first", async () => {
    const [first] = await agreementsList(db, { states: ["in_force"] });
    const next = await draft({ agreementId: first!.agreementId, effectiveFrom: day("2027-01-01") });
    expect(next.version).toBe(2);
    expect((await refused(draft({ agreementId: first!.agreementId }))).code).toBe("version-open");
    await propose(next);
    await sign(next, "QWO", helen);
    await sign(next, "X24", nadia);
    expect(await applies("RR8", day("2026-12-31"))).toMatchObject({ version: 1 });
    expect(await applies("RR8", day("2027-01-01"))).toMatchObject({ version: 2 });
    const view = await agreementView(db, { agreementId: first!.agreementId });
    expect(view.versions.map((version) => [version.version, version.state, version.effectiveTo])).toEqual([
      [2, "in_force", null],
      [1, "superseded", "2026-12-31"],
    ]);
  });

  it("with the more specific scope goes before the wider one, until it ends", async () => {
    const id = await draft({ title: "Leeds only", scope: { organisations: ["RR8"] }, parties: ["X24"] });
    await propose(id);
    await sign(id, "X24", nadia);
    expect(await applies("RR8", ON)).toMatchObject({ title: "Leeds only" });
    await run((tx) =>
      endAgreement(tx, { ...id, lastDay: day("2026-11-30"), reason: "pilot over", actor: nadia, at: AT }),
    );
    expect(await applies("RR8", day("2026-11-30"))).toMatchObject({ title: "Leeds only" });
    expect(await applies("RR8", day("2026-12-01"))).toMatchObject({ title: "Digital care match funding" });
  });
});

describe("the deeds refuse", () => {
  it("to propose what contradicts itself, naming the rules", async () => {
    const id = await draft({ rules: half.slice(0, 2) });
    const problem = await refused(propose(id));
    expect(problem.code).toBe("agreement-contradicts-itself");
    expect(problem.public.detail).toContain("No rule says who pays what is left");
    const beyond = await draft({
      rules: [half[0]!, { shape: "percentage", ruleNumber: 7, payer: "QWO", portion: 6_000 }, half[2]!],
    });
    const clashing = await refused(propose(beyond));
    expect((clashing.details.contradictions as { ruleNumbers: number[] }[])[0]!.ruleNumbers).toEqual([1, 7]);
  });

  it("to sign for another organisation, without the role, twice, or a draft", async () => {
    const id = await draft();
    expect((await refused(sign(id, "X24", nadia))).public.detail).toContain("not been proposed yet");
    await propose(id);
    expect((await refused(sign(id, "QWO", nadia))).public.detail).toContain("another organisation");
    expect((await refused(sign(id, "QWO", { ...helen, roles: ["procurement_lead"] }))).kind).toBe(
      "not-allowed",
    );
    expect((await refused(sign(id, "RR8", helen))).public.detail).toContain("not a party");
    await sign(id, "QWO", helen);
    expect((await refused(sign(id, "QWO", helen))).kind).toBe("conflict");
  });

  it("to show a party what it is no party to, or a draft", async () => {
    const id = await draft({ scope: { organisations: ["RR8"] } });
    const seenBy = (party: string) => agreementView(db, { agreementId: id.agreementId, party });
    expect((await refused(seenBy("QWO"))).kind).toBe("not-found");
    await propose(id);
    expect((await seenBy("QWO")).versions).toHaveLength(1);
    expect((await refused(seenBy("RR8"))).kind).toBe("not-found");
  });

  it("to let a buyer write one, or the system's own words be changed once proposed", async () => {
    const byHelen = run((tx) => draftAgreement(tx, { agreement: given(), actor: helen, at: AT }));
    expect((await refused(byHelen)).kind).toBe("not-allowed");
    const change = sql`update agreement_version set rules = '[]' where state = 'in_force'`;
    expect((await refused(change as unknown as Promise<unknown>)).code).toBe("DV001");
  });

  it("two last signatures at once: one of them brings it into force", async () => {
    const id = await draft({ scope: { organisations: ["QWO"] } });
    await propose(id);
    const answers = await Promise.all([
      sign(id, "X24", nadia),
      sign(id, "QWO", { ...SYSTEM, name: "Signed on paper" }),
    ]);
    expect(answers.filter((answer) => answer.inForce)).toHaveLength(1);
    expect(await applies("QWO", ON)).toMatchObject({ agreementId: id.agreementId });
  });
});
