// Over 300 lines: one story from a profile to two officers who award at once, on one database.
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import {
  application,
  applicationDecider,
  applicationSubmission,
  grantAward,
  grantSignature,
  grantAwardCost,
} from "~db/schema/applications";
import { email } from "~db/schema/platform";
import { applicationRows, fundsToApplyTo } from "~/domain/applications/application-list-views.server";
import { applicationToAssess, ownApplication } from "~/domain/applications/application-views.server";
import { awardGrant } from "~/domain/applications/awards/award-grant.server";
import { declineApplication } from "~/domain/applications/decline-application.server";
import { giveBackGrant } from "~/domain/applications/awards/give-back-grant.server";
import { grantView } from "~/domain/applications/awards/grant-views.server";
import { profileOf } from "~/domain/applications/profile/profile-views.server";
import { removeNeed } from "~/domain/applications/profile/remove-need.server";
import { returnApplication } from "~/domain/applications/return-application.server";
import { saveNeed } from "~/domain/applications/profile/save-need.server";
import { saveReadiness } from "~/domain/applications/profile/save-readiness.server";
import { setTerms } from "~/domain/applications/set-terms.server";
import { signMemorandum } from "~/domain/applications/awards/sign-memorandum.server";
import { startApplication } from "~/domain/applications/start-application.server";
import { USUAL_CRITERIA } from "~/domain/applications/scoring";
import { takeDecision } from "~/domain/applications/take-decision.server";
import { withdrawApplication } from "~/domain/applications/withdraw-application.server";
import { withdrawGrant } from "~/domain/applications/awards/withdraw-grant.server";
import { allocationHistory } from "~/domain/funding/allocations/allocation-views.server";
import { allocateFund } from "~/domain/funding/allocations/allocate-fund.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { pence } from "~/domain/money/money";
import type { MemberActor } from "~/domain/people/role";
import { decideProposal } from "~/domain/proposals/decide-proposal.server";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { constraintProblem } from "~/web/forms/constraint-problems";
import { mailText } from "~/domain/shared/mail";
import {
  fillApplication,
  fillPart,
  makeProfile,
  NEED,
  scoreAll,
  sendApplication,
  READINESS,
} from "../../factories/applications";
import { AT, asSystem, makeFund, TODAY } from "../../factories/funding";
import { actorFor, makePeople, PLACES } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const actors: Record<string, MemberActor> = {};
const who = (key: string) => actors[key]!;
const base = (key: string) => ({ actor: who(key), at: AT, today: TODAY });
const CARE = PLACES.careHome.code;

const refused = (work: PromiseLike<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => (constraintProblem(error) ?? error) as Problem,
  );
const award = (applicationId: string, amount: bigint, key = "nadia") =>
  inTransaction(db, (tx) =>
    awardGrant(tx, {
      ...base(key),
      applicationId,
      amount: pence(amount),
      reason: "It fits",
      conditions: ["Report in a year"],
    }),
  );

/** Grace's application for all of a need's revenue costs, scored by Owen. */
async function assessed(fundId: string, needId: string, from?: string): Promise<string> {
  const id = await fillApplication(db, { actor: who("grace"), fundId, needId, from });
  await sendApplication(db, who("grace"), id);
  await scoreAll(db, who("owen"), id, 4);
  return id;
}

let needId: string;
beforeAll(async () => {
  await makePeople(db);
  for (const key of ["grace", "sam", "priya", "tom", "nadia", "victor", "owen", "isla"] as const)
    actors[key] = await actorFor(db, key);
  await makeFund(db, "SC", 10_000_000n, { eligibleBuyerKinds: ["care_provider"] });
  await makeFund(db, "SC-B", 10_000_000n);
  await makeFund(db, "SC-C", 10_000_000n);
  await makeFund(db, "CAP", 10_000_000n, { nature: "capital" });
  needId = await makeProfile(db, who("grace"));
});

describe("the profile", () => {
  it("is saved in parts, each a version; a page that is out of date is told, and one of two at once", async () => {
    expect(await profileOf(db, CARE)).toMatchObject({
      version: 2,
      readiness: READINESS,
      needs: [{ id: needId }],
    });
    const save = (version: number) =>
      inTransaction(db, (tx) => saveReadiness(tx, { ...base("grace"), version, readiness: READINESS }));
    expect((await refused(save(1))).code).toBe("changed-meanwhile");
    const both = await Promise.allSettled([save(2), save(2)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      (
        await refused(
          db.execute(sql`update profile_version set change = 'x' where organisation_code = ${CARE}`),
        )
      ).code,
    ).toBe("never-changed");
  });

  it("says for every fund at once whether one can apply, and why not", async () => {
    const { open } = await fundsToApplyTo(db, { organisationCode: PLACES.practice.code, on: TODAY });
    const answers = new Map(open.map((one) => [one.fund.fundId, one.eligibility]));
    expect(answers.get("SC-B")!.eligible).toBe(true);
    expect(answers.get("SC")!.eligible).toBe(false);
    expect(answers.get("SC")!.conditions.find(({ met }) => met === false)!.whatToDo).toContain("GP practice");
    const start = inTransaction(db, (tx) => startApplication(tx, { ...base("sam"), fundId: "SC" }));
    expect((await refused(start)).code).toBe("not-eligible");
  });
});

describe("an application", () => {
  it("is its organisation's alone, and the centre sees it once it was sent", async () => {
    const id = await fillApplication(db, { actor: who("grace"), fundId: "SC", needId });
    expect((await refused(ownApplication(db, { id, actor: who("sam"), on: TODAY }))).kind).toBe("not-found");
    expect((await refused(applicationToAssess(db, { id, actor: who("nadia") }))).kind).toBe("not-found");
    expect((await refused(fillPart(db, who("sam"), id, { part: "match", match: [] }))).kind).toBe(
      "not-found",
    );
    const again = inTransaction(db, (tx) =>
      startApplication(tx, { ...base("grace"), fundId: "SC", copy: undefined }),
    );
    const empty = await again;
    expect((await refused(fillPart(db, who("grace"), empty, { part: "need", needId }))).code).toBe(
      "application_once_per_need_and_fund",
    );
    const tooMuch = NEED.costs.slice(0, 1).map((cost) => ({ ...cost, amount: pence(1_000_001) }));
    const change = { part: "amount" as const, asked: tooMuch };
    expect((await refused(fillPart(db, who("grace"), id, change))).code).toBe("asked-too-much");
    const removed = inTransaction(db, async (tx) => {
      const { version } = await profileOf(tx, CARE);
      await removeNeed(tx, { ...base("grace"), version, needId });
    });
    expect((await refused(removed)).code).toBe("need-in-use");
    for (const one of [id, empty])
      await inTransaction(db, (tx) => withdrawApplication(tx, { ...base("grace"), applicationId: one }));
  });

  it("is refused late and incomplete, sent once, and frozen then by the database too", async () => {
    const id = await fillApplication(db, { actor: who("grace"), fundId: "SC", needId });
    const late = await refused(sendApplication(db, who("grace"), id, day("2027-04-01")));
    expect(late.public.detail).toContain("31 March 2027");
    const { editCount } = await ownApplication(db, { id, actor: who("grace"), on: TODAY });
    await sendApplication(db, who("grace"), id);
    expect((await refused(sendApplication(db, who("grace"), id))).code).toBe("wrong-state");
    expect((await refused(fillPart(db, who("grace"), id, { part: "match", match: [] }))).code).toBe(
      "wrong-state",
    );
    expect(editCount).toBe(4);
    expect(
      (await refused(db.update(application).set({ content: {} }).where(eq(application.id, id)))).code,
    ).toBe("never-changed");
    expect(
      (
        await refused(
          db
            .update(applicationSubmission)
            .set({ asked: pence(1) })
            .where(eq(applicationSubmission.applicationId, id)),
        )
      ).code,
    ).toBe("never-changed");
    expect((await refused(db.delete(application).where(eq(application.id, id)))).code).toBe("never-changed");

    const back = { ...base("owen"), applicationId: id, reason: "Say how many homes." };
    await inTransaction(db, (tx) => returnApplication(tx, back));
    // Returned on 22 November, so after the fund's last day it is late however it came back.
    expect((await refused(sendApplication(db, who("grace"), id, day("2027-04-01")))).code).toBe(
      "not-sendable",
    );
    await sendApplication(db, who("grace"), id);
    expect((await applicationToAssess(db, { id, actor: who("owen") })).sent.number).toBe(2);
    await inTransaction(db, (tx) => withdrawApplication(tx, { ...base("grace"), applicationId: id }));
  });

  it("for capital needs its five years of running costs", async () => {
    const years = [2026, 2027, 2028, 2029, 2030];
    const revenuePlan = years.map((financialYear) => ({
      financialYear,
      amount: pence(100_000),
      payer: "The provider",
    }));
    const id = await fillApplication(db, { actor: who("grace"), fundId: "CAP", needId });
    expect((await refused(sendApplication(db, who("grace"), id))).public.detail).toContain("five years");
    await fillPart(db, who("grace"), id, { part: "revenue", revenuePlan });
    await sendApplication(db, who("grace"), id);
    const row = (await applicationRows(db, { words: id }))[0]!;
    expect(row).toMatchObject({ asked: 2_000_000n, state: "submitted", needTitle: NEED.title });
    await inTransaction(db, (tx) => withdrawApplication(tx, { ...base("grace"), applicationId: id }));
  });

  it("is asked for the match that its fund wants", async () => {
    await inTransaction(db, (tx) =>
      setTerms(tx, {
        ...base("nadia"),
        fundId: "SC-B",
        conditions: [{ kind: "match", ratio: 10_000 }],
        criteria: USUAL_CRITERIA,
      }),
    );
    const id = await fillApplication(db, { actor: who("grace"), fundId: "SC-B", needId });
    const short = await refused(sendApplication(db, who("grace"), id));
    expect(short.public.detail).toContain("£15,000.00 more is needed");
    await inTransaction(db, (tx) =>
      setTerms(tx, { ...base("nadia"), fundId: "SC-B", conditions: [], criteria: USUAL_CRITERIA }),
    );
    await inTransaction(db, (tx) => withdrawApplication(tx, { ...base("grace"), applicationId: id }));
  });
});

describe("assessment", () => {
  it("is independent, once for each, and whoever decides is not the only one who looked", async () => {
    const id = await fillApplication(db, { actor: who("grace"), fundId: "SC", needId });
    await sendApplication(db, who("grace"), id);
    await scoreAll(db, who("nadia"), id, 5);
    expect((await refused(award(id, 1_000n))).code).toBe("two-people");
    expect((await applicationToAssess(db, { id, actor: who("owen") })).assessments).toBeNull();
    await scoreAll(db, who("owen"), id, 2);
    expect((await refused(scoreAll(db, who("owen"), id, 3))).code).toBe("scored-already");
    const seen = await applicationToAssess(db, { id, actor: who("owen") });
    expect(seen.assessments).toHaveLength(2);
    expect(seen.mean).toBe(350);
    expect((await refused(award(id, 1_000n, "owen"))).kind).toBe("not-allowed");
    // Nadia scored it, so she does not decide even now that another has.
    expect((await refused(award(id, 1_000n))).code).toBe("two-people");
    expect((await refused(award(id, 1_500_001n, "victor"))).code).toBe("award-beyond-asked");

    await inTransaction(db, (tx) =>
      declineApplication(tx, { ...base("victor"), applicationId: id, reason: "Others came first." }),
    );
    const [letter] = await db
      .select()
      .from(email)
      .where(and(eq(email.kind, "application-declined"), eq(email.toAddress, who("grace").email)));
    expect(mailText(letter!.body)).toContain("Others came first.");
    expect(mailText(letter!.body)).toContain("Assessor 2 gave 2 of 5: Because of value");
    const own = await ownApplication(db, { id, actor: who("grace"), on: TODAY });
    expect(own.feedback).toHaveLength(2);
    expect(
      (await refused(db.update(application).set({ state: "draft" }).where(eq(application.id, id)))).code,
    ).toBe("never-changed");
  });
});

describe("whoever decides", () => {
  const take = (key: string, applicationId: string) =>
    inTransaction(db, (tx) => takeDecision(tx, { ...base(key), applicationId }));
  const seenBy = async (key: string, id: string) => applicationToAssess(db, { id, actor: who(key) });

  it("sees the scores once the decision is taken on, and scores no more; who may score sees none before", async () => {
    const id = await assessed("SC", needId);
    expect((await seenBy("victor", id)).assessments).toBeNull();
    expect((await seenBy("victor", id)).may.score).toBe(true);
    await take("victor", id);
    await take("victor", id);
    const seen = await seenBy("victor", id);
    expect(seen.assessments).toHaveLength(1);
    expect(seen.may).toMatchObject({ score: false, decide: true });
    expect((await refused(scoreAll(db, who("victor"), id, 5))).code).toBe("two-people");
    expect((await refused(take("owen", id))).kind).toBe("not-allowed");
    expect((await seenBy("nadia", id)).assessments).toBeNull();
    await scoreAll(db, who("nadia"), id, 5);
    expect((await refused(take("nadia", id))).code).toBe("two-people");
    await inTransaction(db, (tx) =>
      returnApplication(tx, { ...base("victor"), applicationId: id, reason: "More" }),
    );
    await inTransaction(db, (tx) => withdrawApplication(tx, { ...base("grace"), applicationId: id }));
  });

  it("is somebody else by the database too", async () => {
    const id = await assessed("SC", needId);
    const row = { applicationId: id, submission: 1, takenAt: AT };
    const scored = refused(db.insert(applicationDecider).values({ ...row, userId: who("owen").userId }));
    expect(String(((await scored) as unknown as Error).cause ?? (await scored))).toContain(
      "does not decide about it",
    );
    const alone = refused(
      db
        .update(application)
        .set({ state: "declined", decidedAt: AT, decidedBy: who("nadia").userId, decisionReason: "No" })
        .where(eq(application.id, id)),
    );
    expect(String(((await alone) as unknown as Error).cause ?? (await alone))).toContain(
      "decided by one person",
    );
    await inTransaction(db, (tx) => withdrawApplication(tx, { ...base("grace"), applicationId: id }));
  });
});

describe("an award", () => {
  it("sets part of the fund aside, takes effect when both have signed, and gives back", async () => {
    const id = await assessed("SC", needId);
    const awardId = await award(id, 900_000n);
    const [fund] = await fundBalances(db, ["SC"]);
    expect(fund!.setAside).toBe(900_000n);
    expect((await refused(grantView(db, { awardId, organisationCode: "RR8" }))).kind).toBe("not-found");
    const sign = (key: string, side: "provider" | "centre") => signAs(key, side, who(key).name);
    const signAs = (key: string, side: "provider" | "centre", signatoryName: string) =>
      inTransaction(db, (tx) => signMemorandum(tx, { ...base(key), awardId, side, signatoryName }));
    expect((await refused(sign("tom", "provider"))).kind).toBe("not-found");
    expect((await refused(signAs("grace", "provider", "Somebody Else"))).code).toBe("not-your-name");
    expect(await sign("grace", "provider")).toEqual({ inForce: false });
    expect((await refused(sign("grace", "provider"))).code).toBe("signed-already");
    // Set aside and not theirs to use: the statement says what the fund's page says.
    const offer = (await statementFacts(db, { organisationCode: CARE })).grants;
    expect(offer.map(({ kind, amount, used }) => [kind, amount, used])).toEqual([["offer", 900_000n, 0n]]);
    const mails = await db.select().from(email).where(eq(email.kind, "memorandum-to-sign"));
    expect(mails.map((mail) => mail.toAddress)).toEqual([who("victor").email]);
    expect((await refused(sign("nadia", "centre"))).code).toBe("own-award");
    const alone = db.insert(grantSignature).values({
      awardId,
      side: "centre",
      organisationCode: who("nadia").organisationCode!,
      signatoryName: "Nadia Rahman",
      signedBy: who("nadia").userId,
      signedAt: AT,
    });
    expect((await refused(alone)).code).toBe("grant_signed_by_another");
    expect(await sign("victor", "centre")).toEqual({ inForce: true });
    // The award is part of the allocation, and stands in the statement once.
    const { grants } = await statementFacts(db, { organisationCode: CARE });
    expect(grants.map(({ kind, amount }) => [kind, amount])).toEqual([["award", 900_000n]]);

    await inTransaction(db, (tx) =>
      giveBackGrant(tx, { ...base("grace"), awardId, amount: pence(100_000), reason: "Cheaper" }),
    );
    expect((await fundBalances(db, ["SC"]))[0]!.setAside).toBe(800_000n);
    const lower = setAllocationsOf("SC", 800_000n, 799_999n);
    expect((await refused(lower)).code).toBe("allocation_covers_awards");
    expect(
      (
        await refused(
          db
            .update(grantAward)
            .set({ amount: pence(1) })
            .where(eq(grantAward.id, awardId)),
        )
      ).code,
    ).toBe("never-changed");

    // 9,000.00 of 15,000.00 asked: 6,000.00 of 10,000.00 and 3,000.00 of 5,000.00
    const { costs } = await grantView(db, { awardId, organisationCode: CARE });
    expect(costs.map(({ amount }) => amount)).toEqual([600_000n, 300_000n]);
    await withdrawnByTwo(awardId);
    expect((await fundBalances(db, ["SC"]))[0]!.setAside).toBe(0n);
    const history = await allocationHistory(db, { fundId: "SC", organisationCode: CARE }).page(null, 5);
    expect(history.rows.map(({ basis, reason }) => [basis, reason])).toEqual([
      [`What stays after award ${awardId} was withdrawn`, `Withdrew award ${awardId} of £9,000.00: Ended`],
      [`Award ${awardId}, less what was given back`, expect.stringContaining("Gave back £1,000.00")],
      [`Award ${awardId}`, expect.stringContaining("Awarded on application")],
    ]);
  });

  it("never pays for a cost that another one pays, from whatever fund: the other is named", async () => {
    const first = await assessed("SC", needId);
    const second = await assessed("SC-B", needId, first);
    const awardId = await award(first, 1_500_000n);
    const twice = await refused(award(second, 1_500_000n));
    expect(twice.code).toBe("cost-paid-already");
    // Every cost is named, not only the first.
    expect(twice.public.title).toBe(
      `Award ${awardId} from Fund SC pays already: £10,000.00 for licence or subscription, revenue, 2026/27 and £5,000.00 for training and change, revenue, 2026/27.`,
    );
    // The page that checks an application says so before anybody signs it, in the words of the refusal.
    const draft = await fillApplication(db, { actor: who("grace"), fundId: "SC-C", needId });
    const { whyNot } = await ownApplication(db, { id: draft, actor: who("grace"), on: TODAY });
    const sending = await refused(sendApplication(db, who("grace"), draft));
    expect([sending.code, whyNot]).toEqual(["cost-paid-already", [sending.public.title]]);
    const again = await makeNeed({ ...NEED, title: "The same by another name" });
    const third = await assessed("SC-B", again);
    const { clashes, lookalikes } = await applicationToAssess(db, { id: third, actor: who("owen") });
    expect([clashes.length, lookalikes.map((one) => one.awardId)]).toEqual([0, [awardId, awardId]]);
    // A penny goes to the licence alone, so this award has no row for training yet, and the database refuses one.
    const penny = await award(third, 1n);
    const training = and(eq(grantAwardCost.awardId, awardId), eq(grantAwardCost.category, "training-change"));
    const [held] = await db.select().from(grantAwardCost).where(training);
    const slipped = await refused(db.insert(grantAwardCost).values({ ...held!, awardId: penny }));
    expect(slipped.code).toBe("grant_award_cost_paid_once");

    await inTransaction(db, (tx) =>
      withdrawGrant(tx, { ...base("grace"), awardId, side: "provider", reason: "The other is better" }),
    );
    const other = await award(second, 1_500_000n);
    await inTransaction(db, (tx) =>
      withdrawGrant(tx, { ...base("nadia"), awardId: other, side: "centre", reason: "For the next test" }),
    );
  });

  it("that was given back whole pays for nothing any more", async () => {
    const need = await makeNeed({ ...NEED, title: "Given back" });
    const first = await assessed("SC", need);
    const second = await assessed("SC-B", need, first);
    const awardId = await award(first, 1_500_000n);
    for (const [key, side] of [
      ["grace", "provider"],
      ["victor", "centre"],
    ] as const)
      await inTransaction(db, (tx) =>
        signMemorandum(tx, { ...base(key), awardId, side, signatoryName: who(key).name }),
      );
    const giveBack = (amount: bigint) =>
      inTransaction(db, (tx) =>
        giveBackGrant(tx, { ...base("grace"), awardId, amount: pence(amount), reason: "Not needed" }),
      );
    await giveBack(1_499_999n);
    expect((await refused(award(second, 1_500_000n))).code).toBe("cost-paid-already");
    await giveBack(1n);
    const view = await applicationToAssess(db, { id: second, actor: who("owen") });
    expect(view.clashes).toEqual([]);
    const other = await award(second, 1_500_000n);
    await inTransaction(db, (tx) =>
      withdrawGrant(tx, { ...base("grace"), awardId: other, side: "provider", reason: "For the next test" }),
    );
  });

  it("goes to one of two officers who award one cost from two funds at the same moment", async () => {
    for (let round = 0; round < 3; round += 1) {
      const first = await assessed("SC", needId);
      const second = await assessed("SC-B", needId);
      const both = await Promise.allSettled([award(first, 1_000n, "nadia"), award(second, 1_000n, "victor")]);
      const [won] = both.filter((one) => one.status === "fulfilled");
      const [lost] = both.filter((one) => one.status === "rejected");
      expect((lost!.reason as Problem).code).toBe("cost-paid-already");
      expect((lost!.reason as Problem).public.title).toContain(won!.value);
      await inTransaction(db, async (tx) => {
        await withdrawGrant(tx, { ...base("nadia"), awardId: won!.value, side: "centre", reason: "Next" });
        const left = both[0]!.status === "rejected" ? first : second;
        await withdrawApplication(tx, { ...base("grace"), applicationId: left });
      });
    }
  }, 120_000);

  it("together with allocations never exceeds its fund, awarded at once with others", async () => {
    await makeFund(db, "TINY", 1_000n);
    await inTransaction(db, (tx) =>
      allocateFund(tx, { ...asSystem, fundId: "TINY", organisationCode: "QWO", amount: pence(400) }),
    );
    const other = await makeProfile(db, who("sam"), { ...NEED, title: "Online access" });
    const mine = await assessed("TINY", needId);
    const theirs = await fillApplication(db, { actor: who("sam"), fundId: "TINY", needId: other });
    await sendApplication(db, who("sam"), theirs);
    await scoreAll(db, who("owen"), theirs, 4);
    expect((await refused(award(mine, 601n))).public.title).toMatch(/^£6\.00 of .+ is free to allocate/);
    const both = await Promise.allSettled([award(mine, 400n, "nadia"), award(theirs, 400n, "victor")]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await fundBalances(db, ["TINY"]))[0]!.setAside).toBe(800n);
  });
});

/** Nadia proposes to withdraw an award in force, which she cannot do alone, and Victor approves. */
async function withdrawnByTwo(awardId: string): Promise<void> {
  const state = async () => (await grantView(db, { awardId, organisationCode: null })).state;
  const alone = inTransaction(db, (tx) =>
    withdrawGrant(tx, { ...base("nadia"), awardId, side: "centre", reason: "Ended" }),
  );
  await expect(alone).rejects.toMatchObject({
    cause: { constraint_name: "grant_award_withdrawn_by_two" },
  });
  const wish = { kind: "withdraw-award" as const, awardId, organisationName: "Care", fundName: "SC" };
  const propose = (key: string, withdraw = wish) =>
    inTransaction(db, (tx) => makeProposal(tx, { wish: withdraw, reason: "Ended", ...base(key) }));
  expect((await refused(propose("owen"))).code).toBe("commercial-officer-only");
  expect((await refused(propose("nadia", { ...wish, awardId: "GA-9999" }))).kind).toBe("not-found");
  const proposalId = await propose("nadia");
  expect((await refused(propose("victor"))).code).toBe("proposal-waits");
  expect(await state()).toBe("in_force");
  const approve = (key: string) =>
    inTransaction(db, (tx) =>
      decideProposal(tx, { proposalId, decision: "approve", reason: "I agree", ...base(key) }),
    );
  expect((await refused(approve("nadia"))).code).toBe("own-proposal");
  await approve("victor");
  expect(await state()).toBe("withdrawn");
  expect((await refused(propose("nadia"))).code).toBe("wrong-state");
}

async function makeNeed(need: typeof NEED): Promise<string> {
  return inTransaction(db, async (tx) => {
    const { version } = await profileOf(tx, CARE);
    return saveNeed(tx, { ...base("grace"), version, needId: null, need });
  });
}

async function setAllocationsOf(fundId: string, before: bigint, amount: bigint) {
  await inTransaction(db, (tx) =>
    setAllocations(tx, {
      ...asSystem,
      fundId,
      method: "typed",
      reason: "Less",
      allocations: [{ organisationCode: CARE, before: pence(before), amount: pence(amount), basis: "" }],
    }),
  );
}
