import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import { email } from "~db/schema/platform";
import { bindAllocations } from "~/domain/funding/allocations/bind-allocations.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { changeFundDates } from "~/domain/funding/change-fund-dates.server";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { pence } from "~/domain/money/money";
import { decideProposal } from "~/domain/proposals/decide-proposal.server";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { proposalsWaiting } from "~/domain/proposals/proposal-views.server";
import { day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import type { Problem } from "~/domain/shared/problem";
import { AT, makeFund, TODAY } from "../../factories/funding";
import { actorFor, makePeople, PEOPLE, PLACES, type PersonKey } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
const SOONER = { opensOn: day("2026-04-01"), closesOn: day("2026-12-31") };
const LATER = { opensOn: day("2026-04-01"), closesOn: day("2027-03-31") };

beforeAll(async () => {
  await makePeople(db);
  // Money of the trust, of which a part is set aside for a practice.
  await makeFund(db, "HELD", 1_000n, { payerCode: PLACES.trust.code });
});

const by = async (tx: Tx, key: PersonKey) => ({
  actor: await actorFor(tx as unknown as typeof db, key),
  at: AT,
  today: TODAY,
});
const refused = async (tx: Tx, work: (inner: Tx) => Promise<unknown>): Promise<Problem> =>
  tx.transaction(work).then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const setLimit = async (tx: Tx, amount: number) => {
  const wish = { kind: "limit", amount: pence(amount) } as const;
  const asked = await requestMoney(tx, { ...(await by(tx, "nadia")), wish, reason: "So many" });
  await approveMoneyRequest(tx, { ...(await by(tx, "victor")), ...asked });
};
const closesOn = async (tx: Tx) =>
  (await tx.select({ on: fund.closesOn }).from(fund).where(eq(fund.id, "HELD")))[0]!.on;

describe("a fund that holds more than the sum for one officer", () => {
  it("is closed sooner by two, and whoever has money in it or a claim on it is told", () =>
    undoneIn(db, async (tx) => {
      const nadia = await by(tx, "nadia");
      const allocations = [
        { organisationCode: PLACES.practice.code, amount: pence(10), before: pence(0), basis: "" },
      ];
      const plan = { ...nadia, fundId: "HELD", allocations, method: "typed" as const, reason: "Agreed" };
      await setAllocations(tx, plan);
      await tx.delete(email);
      const alone = { ...nadia, fundId: "HELD", ...SOONER, reason: "Nobody asks for it", draftBuyers: [] };
      const refusal = await refused(tx, (t) => changeFundDates(t, alone));
      expect(refusal.code).toBe("needs-second-officer");
      expect(refusal.public.title).toContain("which holds £10.00");
      const wish = { kind: "close-fund" as const, fundId: "HELD", fundName: "Fund HELD", ...SOONER };
      const proposalId = await makeProposal(tx, { ...nadia, wish, reason: "Nobody asks for it" });
      expect((await proposalsWaiting(tx, { about: "fund:HELD" })).map(({ id }) => id)).toEqual([proposalId]);
      const decision = { proposalId, decision: "approve" as const, reason: "Yes" };
      expect((await refused(tx, (t) => decideProposal(t, { ...nadia, ...decision }))).code).toBe(
        "own-proposal",
      );
      expect(await closesOn(tx)).toBe(LATER.closesOn);
      await decideProposal(tx, { ...(await by(tx, "victor")), ...decision });
      expect(await closesOn(tx)).toBe(SOONER.closesOn);
      const told = await tx.select().from(email).where(eq(email.kind, "fund-closing"));
      const people = [PEOPLE.priya, PEOPLE.tom, PEOPLE.sam].map((person) => person.email);
      expect(told.map((mail) => mail.toAddress).sort()).toEqual(people.sort());
      expect(mailText(told[0]!.body)).toContain("from 31 March 2027 to 31 December 2026");
      // Longer takes nothing from anybody, and one officer does it.
      await changeFundDates(tx, {
        ...nadia,
        fundId: "HELD",
        ...LATER,
        reason: "More orders",
        draftBuyers: [],
      });
      await tx.execute(sql`set constraints all immediate`);
      expect(await tx.select().from(email).where(eq(email.kind, "fund-closing"))).toHaveLength(3);
    }));

  it("cannot be proposed what could not be done, and what it does with an invalid date is said at once", () =>
    undoneIn(db, async (tx) => {
      const past = { ...SOONER, closesOn: day("2026-05-01") };
      const wish = { kind: "close-fund" as const, fundId: "HELD", fundName: "Fund HELD", ...past };
      const nadia = await by(tx, "nadia");
      expect((await refused(tx, (t) => makeProposal(t, { ...nadia, wish, reason: "Off" }))).code).toBe(
        "fund-dates",
      );
    }));

  it("has allocations that bind when two decide it, and one below the sum", () =>
    undoneIn(db, async (tx) => {
      const nadia = await by(tx, "nadia");
      const alone = { ...nadia, fundId: "HELD", bind: true, reason: "Agreed" };
      expect((await refused(tx, (t) => bindAllocations(t, alone))).code).toBe("needs-second-officer");
      const wish = { kind: "bind-allocations" as const, fundId: "HELD", fundName: "Fund HELD", bind: true };
      const proposalId = await makeProposal(tx, { ...nadia, wish, reason: "Agreed" });
      const decision = { proposalId, decision: "approve" as const, reason: "Yes" };
      await decideProposal(tx, { ...(await by(tx, "victor")), ...decision });
      expect((await refused(tx, (t) => bindAllocations(t, alone))).code).toBe("bound-already");
      await setLimit(tx, 1_000);
      await bindAllocations(tx, { ...alone, bind: false });
      await changeFundDates(tx, {
        ...nadia,
        fundId: "HELD",
        ...SOONER,
        reason: "Nobody asks for it",
        draftBuyers: [],
      });
      expect(await closesOn(tx)).toBe(SOONER.closesOn);
    }));
});
