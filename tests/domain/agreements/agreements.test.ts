// Over 300 lines: the life of an agreement from its draft to its end, each action with what it refuses.
import { eq, sql as query } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { membership, user } from "~db/schema/people";
import { email } from "~db/schema/platform";
import { neverInForce } from "~/domain/agreements/agreement";
import { agreementFor, agreementView, agreementsList } from "~/domain/agreements/agreement-views.server";
import { draftAgreement, type NewAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import { endAgreement } from "~/domain/agreements/end-agreement.server";
import { proposeAgreement } from "~/domain/agreements/propose-agreement.server";
import { BUYER, BUYERS_ICB, type Rule } from "~/domain/agreements/rules/rule";
import { signAgreement } from "~/domain/agreements/sign-agreement.server";
import { decideProposal } from "~/domain/proposals/decide-proposal.server";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { proposalsWaiting } from "~/domain/proposals/proposal-views.server";
import { withdrawProposal } from "~/domain/proposals/withdraw-proposal.server";
import { agreementsToSign } from "~/domain/agreements/signature-views.server";
import { withdrawAgreement } from "~/domain/agreements/withdraw-agreement.server";
import { SYSTEM, type Actor } from "~/domain/audit/event";
import { pence } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { AT, makeFund, makeOrganisations } from "../../factories/funding";
import { testDatabase } from "../../setup/test-database";

const { db, sql } = await testDatabase();
await makeOrganisations(db, [
  { code: "X24", name: "NHS England", kind: "national" },
  { code: "QWO", name: "NHS West Yorkshire ICB", kind: "icb", regionCode: "Y63", icbCode: "QWO" },
  { code: "RR8", name: "Leeds Teaching Hospitals", regionCode: "Y63", icbCode: "QWO" },
]);
await makeFund(db, "DC-2026", 10_000_000n);
await db.insert(user).values([
  { id: "nadia", name: "Nadia Rahman", email: "nadia@demo.dovetail.example" },
  { id: "victor", name: "Victor Osei", email: "victor@demo.dovetail.example" },
  { id: "helen", name: "Helen Marsh", email: "helen@demo.dovetail.example" },
  { id: "tom", name: "Tom Okafor", email: "tom@demo.dovetail.example" },
]);
await db.insert(membership).values([
  { userId: "helen", organisationCode: "QWO", role: "approver" },
  { userId: "tom", organisationCode: "RR8", role: "approver" },
]);
const person = (userId: string, name: string, organisationCode: string, role: string): Actor => ({
  userId,
  name,
  organisationCode,
  roles: [role],
  requestId: null,
});
const nadia = person("nadia", "Nadia Rahman", "X24", "commercial_officer");
const victor = person("victor", "Victor Osei", "X24", "commercial_officer");
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
  // Its fund is money of 2026/27.
  effectiveTo: day("2027-03-31"),
  scope: { buyerKinds: ["trust"] },
  rules: half,
  ...overrides,
});
const run = <T>(action: (tx: Tx) => Promise<T>) => inTransaction(db, action);
const draft = (overrides?: Partial<NewAgreement>) =>
  run((tx) => draftAgreement(tx, { agreement: given(overrides), actor: nadia, at: AT }));
const propose = (
  id: { agreementId: string; version: number },
  breadthAccepted?: boolean,
  pastAccepted = true,
) => run((tx) => proposeAgreement(tx, { ...id, breadthAccepted, pastAccepted, actor: nadia, at: AT }));
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
    const view = await agreementView(db, { agreementId: id.agreementId, on: ON });
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
    const [first] = await agreementsList(db, { inForce: true, today: ON });
    const next = await draft({ agreementId: first!.agreementId, effectiveFrom: day("2027-01-01") });
    expect(next.version).toBe(2);
    expect((await refused(draft({ agreementId: first!.agreementId }))).code).toBe("version-open");
    await propose(next);
    await sign(next, "QWO", helen);
    await sign(next, "X24", nadia);
    expect(await applies("RR8", day("2026-12-31"))).toMatchObject({ version: 1 });
    expect(await applies("RR8", day("2027-01-01"))).toMatchObject({ version: 2 });
    const view = await agreementView(db, { agreementId: first!.agreementId, on: ON });
    expect(view.versions.map((version) => [version.version, version.state, version.effectiveTo])).toEqual([
      [2, "in_force", "2027-03-31"],
      [1, "superseded", "2026-12-31"],
    ]);
  });

  it("with the more specific scope goes before the wider one, until it ends", async () => {
    const id = await draft({ title: "Leeds only", scope: { organisations: ["RR8"] }, parties: ["X24"] });
    await propose(id);
    await sign(id, "X24", victor);
    expect(await applies("RR8", ON)).toMatchObject({ title: "Leeds only" });
    const end = await proposeEnd(id, "2026-11-30");
    expect(await applies("RR8", day("2026-12-01"))).toMatchObject({ title: "Leeds only" });
    await approveEnd(end);
    expect(await applies("RR8", day("2026-11-30"))).toMatchObject({ title: "Leeds only" });
    expect(await applies("RR8", day("2026-12-01"))).toMatchObject({ title: "Digital care match funding" });
  });
});

/** One officer proposes the end of a version, as its page does. */
const proposeEnd = (id: { agreementId: string; version: number }, lastDay: string, actor = nadia) =>
  run((tx) => {
    const wish = { kind: "end-agreement" as const, ...id, title: "An agreement", lastDay: day(lastDay) };
    return makeProposal(tx, { wish, reason: "Off", actor, at: AT });
  });
const decideEnd = (
  proposalId: string,
  decision: "approve" | "decline",
  actor: Actor,
  reason = decision === "approve" ? "" : "Not now",
) => run((tx) => decideProposal(tx, { proposalId, decision, reason, actor, at: AT, today: ON }));
const approveEnd = (proposalId: string) => decideEnd(proposalId, "approve", victor);

describe("two people end a signed version", () => {
  const from = (id: { agreementId: string }) =>
    agreementView(db, { agreementId: id.agreementId, on: ON }).then((view) => view.versions[0]!);

  it("one proposes, which changes nothing, and another approves; who proposed is told", async () => {
    const id = await draft({ parties: ["X24"], scope: { lots: ["TWO-END"] } });
    await propose(id);
    await sign(id, "X24", victor);
    const proposalId = await proposeEnd(id, "2026-12-31");
    expect(await from(id)).toMatchObject({ state: "in_force", effectiveTo: "2027-03-31" });
    expect((await refused(proposeEnd(id, "2026-12-30", victor))).code).toBe("proposal-waits");
    expect((await refused(decideEnd(proposalId, "approve", nadia))).code).toBe("own-proposal");
    expect(await from(id)).toMatchObject({ state: "in_force", effectiveTo: "2027-03-31" });
    await approveEnd(proposalId);
    expect(await from(id)).toMatchObject({ state: "ended", effectiveTo: "2026-12-31", endReason: "Off" });
    expect((await refused(approveEnd(proposalId))).code).toBe("proposal-decided");
    const mails = await db.select().from(email).where(eq(email.kind, "officer-proposal-decided"));
    expect(mails.map(({ subject }) => subject)).toContain("OP-0001, which you proposed, was approved");
  });

  it("or declines, or who proposed withdraws, and it stays in force", async () => {
    const id = await draft({ parties: ["X24"], scope: { lots: ["NO-END"] } });
    await propose(id);
    await sign(id, "X24", victor);
    const proposalId = await proposeEnd(id, "2026-12-31");
    // As with every other decision: a reason for declining, none needed for approving.
    expect((await refused(decideEnd(proposalId, "decline", victor, " "))).code).toBe("reason-missing");
    const unreasoned = db.execute(query`update officer_proposal set state = 'declined', decided_by = 'victor',
      decided_at = proposed_at where id = ${proposalId}`);
    await expect(unreasoned).rejects.toMatchObject({
      cause: { constraint_name: "officer_proposal_reasoned" },
    });
    await decideEnd(proposalId, "decline", victor);
    const withdrawn = await proposeEnd(id, "2026-12-31");
    const withdraw = (actor: Actor) =>
      run((tx) => withdrawProposal(tx, { proposalId: withdrawn, actor, at: AT }));
    expect((await refused(withdraw(victor))).code).toBe("not-yours");
    await withdraw(nadia);
    expect(await from(id)).toMatchObject({ state: "in_force", effectiveTo: "2027-03-31" });
    expect(await proposalsWaiting(db, { about: `agreement:${id.agreementId}` })).toEqual([]);
  });

  it("and the database refuses an end that nobody approved, and a proposal that is changed", async () => {
    const id = await draft({ parties: ["X24"], scope: { lots: ["DB-END"] } });
    await propose(id);
    await sign(id, "X24", victor);
    const proposalId = await proposeEnd(id, "2026-12-31");
    const alone = run((tx) =>
      endAgreement(tx, { ...id, lastDay: day("2026-12-31"), reason: "Off", actor: nadia, at: AT }),
    );
    await expect(alone).rejects.toMatchObject({
      cause: { constraint_name: "agreement_ended_by_two" },
    });
    const own = db.execute(query`update officer_proposal set state = 'approved', decided_by = proposed_by,
      decided_at = proposed_at, decision_reason = 'Me too' where id = ${proposalId}`);
    await expect(own).rejects.toMatchObject({ cause: { constraint_name: "officer_proposal_two_people" } });
    const changed = db.execute(
      query`update officer_proposal set terms = terms || '{"lastDay": "2026-11-30"}' where id = ${proposalId}`,
    );
    await expect(changed).rejects.toMatchObject({ cause: { code: "DV001" } });
  });
});

describe("two people stand behind a version", () => {
  it("so that who proposed it does not sign it alone, not even past the verb", async () => {
    const id = await draft({ parties: ["X24"], scope: { lots: ["ALONE"] } });
    await propose(id);
    const alone = await refused(sign(id, "X24", nadia));
    expect([alone.code, alone.public.detail]).toEqual([
      "cannot-sign",
      "You proposed it, so somebody else signs: two people stand behind every agreement. Ask a colleague who may sign.",
    ]);
    const past = sql`
      with signed as (update agreement_party set signed_by = 'nadia', signatory_name = 'Nadia Rahman', signed_at = now()
        where agreement_id = ${id.agreementId} and version = 1)
      update agreement_version set state = 'in_force', in_force_at = now() where agreement_id = ${id.agreementId}`;
    const problem = await refused(past as unknown as Promise<unknown>);
    expect((problem as unknown as { constraint_name: string }).constraint_name).toBe("agreement_by_two");
    expect(await agreementsToSign(db, nadia)).toEqual([]);
    expect((await agreementsToSign(db, victor)).map((row) => row.agreementId)).toEqual([id.agreementId]);
    expect(await sign(id, "X24", victor)).toEqual({ inForce: true });
  });

  it("so that who proposed it may sign where another party's signatory stands beside them", async () => {
    const id = await draft({ scope: { lots: ["BESIDE"] } });
    await propose(id);
    await sign(id, "QWO", helen);
    expect(await sign(id, "X24", nadia)).toEqual({ inForce: true });
  });
});

describe("whoever pays", () => {
  it("without being a party is told the rules when it is proposed, before it is in force, and may read it", async () => {
    await db.delete(email);
    const rules: Rule[] = [
      { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000 },
      { shape: "percentage", ruleNumber: 2, payer: BUYERS_ICB, portion: 2_500 },
      { shape: "residual", ruleNumber: 3, payer: BUYER },
    ];
    const id = await draft({ parties: ["X24"], rules, scope: { regions: ["Y63"], lots: ["TOLD"] } });
    const read = (party: string) => agreementView(db, { agreementId: id.agreementId, on: ON, party });
    expect((await refused(read("RR8"))).kind).toBe("not-found");
    await propose(id);
    const told = await db.select().from(email).where(eq(email.kind, "agreement-to-accept"));
    expect(told.map((mail) => mail.toAddress).sort()).toEqual([
      "helen@demo.dovetail.example",
      "tom@demo.dovetail.example",
    ]);
    expect(JSON.stringify(told[0]!.body)).toContain("The buyer’s integrated care board pays 25% of the cost");
    expect((await read("RR8")).versions[0]).toMatchObject({ state: "proposed", payersTold: 2 });
    expect((await read("QWO")).versions).toHaveLength(1);
    const rows = await agreementsList(db, { party: "RR8", today: ON });
    expect(rows.map((row) => row.agreementId)).toContain(id.agreementId);
  });

  it("outside of the scope is not told", async () => {
    await db.delete(email);
    const id = await draft({ parties: ["X24"], scope: { regions: ["Y56"], lots: ["ELSEWHERE"] } });
    await propose(id);
    expect(await db.select().from(email).where(eq(email.kind, "agreement-to-accept"))).toEqual([]);
  });

  it("every order of every buyer is proposed only by a person who says that it is meant", async () => {
    const id = await draft({ scope: {} });
    expect((await refused(propose(id))).code).toBe("breadth-not-accepted");
    await propose(id, true);
    await run((tx) => withdrawAgreement(tx, { ...id, reason: "A test", actor: nadia, at: AT }));
    const kinds = await draft({ scope: { categories: ["support-maintenance"] } });
    expect((await refused(propose(kinds))).code).toBe("breadth-not-accepted");
  });

  it("with a first day in the past is proposed only by a person who says that it is meant", async () => {
    const past = await draft({ scope: { lots: ["PAST"] }, effectiveFrom: day("2026-11-21") });
    expect((await refused(propose(past, false, false))).code).toBe("past-not-accepted");
    await propose(past, false, true);
    const today = await draft({ scope: { lots: ["PAST"] }, effectiveFrom: day("2026-11-22") });
    await propose(today, false, false);
  });
});

describe("the days of an agreement", () => {
  it("are those that were typed: ended before its first day, it is never in force", async () => {
    const first = day("2027-02-01");
    const id = await draft({ scope: { lots: ["LATER"] }, effectiveFrom: first });
    await propose(id);
    await sign(id, "QWO", helen);
    await sign(id, "X24", nadia);
    const inLot = (on: Day) => applies("QWX", on, { lotId: "LATER" });
    expect(await inLot(first)).toMatchObject({ agreementId: id.agreementId });
    const row = async () =>
      (await agreementsList(db, { today: ON })).find((each) => each.agreementId === id.agreementId)!;
    expect((await row()).status).toBe("signed, not begun");
    // Its own page says the same as the list.
    const page = async (on: Day) => (await agreementView(db, { ...id, on })).versions[0]!.status;
    expect([await page(ON), await page(first)]).toEqual(["signed, not begun", "in force"]);
    const inForceNow = await agreementsList(db, { inForce: true, today: ON });
    expect(inForceNow.map((each) => each.agreementId)).not.toContain(id.agreementId);
    const late = await refused(proposeEnd(id, "2028-01-01"));
    expect([late.code, late.public.title, late.public.detail]).toEqual([
      "ends-already",
      "Digital care match funding, version 1, ends on 31 March 2027 already.",
      "Nothing was changed. Enter a day from 1 February 2027 to 30 March 2027 as its last day, or leave it as it is.",
    ]);
    await approveEnd(await proposeEnd(id, "2027-01-31"));
    const ended = await row();
    expect(ended).toMatchObject({
      effectiveFrom: "2027-02-01",
      effectiveTo: "2027-01-31",
      status: "ended",
    });
    expect(neverInForce(ended)).toBe(true);
    expect(await inLot(first)).not.toMatchObject({ agreementId: id.agreementId });
  });

  it("are none for one that was withdrawn before every party had signed", async () => {
    const id = await draft({ scope: { lots: ["BACK"] } });
    await propose(id);
    await sign(id, "QWO", helen);
    expect((await refused(proposeEnd(id, ON))).kind).toBe("conflict");
    await run((tx) => withdrawAgreement(tx, { ...id, reason: "Words to change", actor: nadia, at: AT }));
    const [version] = (await agreementView(db, { agreementId: id.agreementId, on: ON })).versions;
    expect(version).toMatchObject({ state: "withdrawn", inForceAt: null, endReason: "Words to change" });
    expect(neverInForce(version!)).toBe(true);
    expect((await draft({ agreementId: id.agreementId })).version).toBe(2);
  });
});

describe("the actions refuse", () => {
  it("to propose a rule that outlives its fund, naming the rule and the year", async () => {
    const openEnded = await refused(propose(await draft({ effectiveTo: null, scope: { lots: ["YEARS"] } })));
    expect(openEnded.public.detail).toContain(
      "Rule 1 makes NHS England pay from money that is for 2026/27 at the latest, and the agreement has no last day",
    );
    const longer = await refused(
      propose(await draft({ effectiveTo: day("2028-03-31"), scope: { lots: ["YEARS"] } })),
    );
    expect(longer.public.detail).toContain("it goes on in 2027/28");
    const kept = [{ ...half[0]!, when: { financialYears: [2026] } } as Rule, ...half.slice(1)];
    await propose(await draft({ effectiveTo: null, rules: kept, scope: { lots: ["YEARS"] } }));
  });

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

  it("to show an organisation what it is no party to and does not pay by, or a draft", async () => {
    const id = await draft({ scope: { organisations: ["QWO"], buyerKinds: ["icb"] } });
    const seenBy = (party: string) => agreementView(db, { agreementId: id.agreementId, on: ON, party });
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
