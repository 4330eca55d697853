import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { fundTransfer } from "~db/schema/fund-changes";
import { email } from "~db/schema/platform";
import { approveTransfer } from "~/domain/funding/transfers/approve-transfer.server";
import { declineTransfer } from "~/domain/funding/transfers/decline-transfer.server";
import type { TransferPurpose } from "~/domain/funding/transfers/fund-transfer";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { ledgerLines, trialBalance } from "~/domain/ledger/ledger-views.server";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import {
  transfersList,
  transfersWaiting,
  transferView,
} from "~/domain/funding/transfers/transfer-views.server";
import { withdrawTransfer } from "~/domain/funding/transfers/withdraw-transfer.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { AT, commitShare, makeFund, makeOrganisations, TODAY } from "../../factories/funding";
import { actorFor, makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const by = async (key: PersonKey) => ({ actor: await actorFor(db, key), at: AT, today: TODAY });
const ask = async (
  fromFundId: string,
  toFundId: string,
  amount: number,
  options: { as?: PersonKey; kind?: TransferPurpose; reason?: string } = {},
) => {
  const { as = "nadia", kind = "transfer", reason = "More demand there" } = options;
  const who = await by(as);
  const { transferId } = await inTransaction(db, (tx) =>
    requestTransfer(tx, { ...who, kind, fromFundId, toFundId, amount: pence(amount), reason }),
  );
  return transferId;
};
const approve = async (transferId: string, as: PersonKey = "victor") => {
  const who = await by(as);
  return inTransaction(db, (tx) => approveTransfer(tx, { ...who, transferId }));
};
const freeOf = async (id: string) => (await fundBalances(db, [id]))[0]!.free;

beforeAll(async () => {
  await makePeople(db);
  await makeOrganisations(db, [{ code: "QOP", kind: "icb" }]);
  await makeFund(db, "A", 10_000n);
  await makeFund(db, "B", 1_000n);
  await makeFund(db, "CAP", 1_000n, { nature: "capital" });
  await makeFund(db, "NEXT", 1_000n, {
    financialYear: 2027,
    opensOn: day("2027-04-01"),
    closesOn: day("2028-03-31"),
  });
  await makeFund(db, "CARRY", 1_000n, { carriesOver: true });
  await makeFund(db, "OTHER", 1_000n, { payerCode: "QOP" });
});

describe("a transfer between funds", () => {
  it("moves the money when another officer approves, and tells both", async () => {
    const id = await ask("A", "B", 2_500);
    expect(id).toMatch(/^FT-\d{4}$/);
    expect(await freeOf("A")).toBe(10_000n);
    const asked = await db.select().from(email).where(eq(email.kind, "fund-transfer-requested"));
    expect(asked.map((mail) => mail.toAddress)).toEqual([PEOPLE.victor.email]);
    const [nadia, victor] = [await by("nadia"), await by("victor")];
    expect(await transfersWaiting(db, nadia.actor.userId!).count()).toBe(0);
    expect((await transfersWaiting(db, victor.actor.userId!).first(10)).map((row) => row.id)).toEqual([id]);
    await approve(id);
    const [a, b] = await fundBalances(db, ["A", "B"]);
    expect(a).toMatchObject({ allocated: 7_500n, free: 7_500n, drawn: 0n });
    expect(b).toMatchObject({ allocated: 3_500n, free: 3_500n, drawn: 0n });
    expect(await transferView(db, id)).toMatchObject({ state: "approved", decidedByName: "Victor Osei" });
    const [line] = await ledgerLines(db, { accountKey: "fund:A", limit: 1 });
    expect(line).toMatchObject({
      entry: "transfer",
      kind: "move",
      debit: "fund:A",
      credit: "fund:B",
      amount: 2_500n,
    });
    const decided = await db.select().from(email).where(eq(email.kind, "fund-transfer-decided"));
    expect(decided.map((mail) => mail.toAddress)).toEqual([PEOPLE.nadia.email]);
    expect((await trialBalance(db)).totals.postedDifference).toBe(0n);
  });

  it("needs two people: in the action, and in the database", async () => {
    const id = await ask("A", "B", 1);
    expect((await refused(approve(id, "nadia"))).code).toBe("own-request");
    expect((await refused(approve(id, "owen"))).code).toBe("funding-officer-only");
    const nadia = await by("nadia");
    const decline = inTransaction(db, (tx) =>
      declineTransfer(tx, { ...nadia, transferId: id, reason: "No" }),
    );
    expect((await refused(decline)).code).toBe("own-request");
    const self = db.execute(
      sql`update fund_transfer set state = 'declined', decided_by = requested_by, decided_at = now() where id = ${id}`,
    );
    await expect(self).rejects.toMatchObject({ cause: { constraint_name: "fund_transfer_two_people" } });
    const unmoved = db.execute(
      sql`update fund_transfer set state = 'approved', decided_at = now(), decided_by = (select id from "user" where email = ${PEOPLE.victor.email}) where id = ${id}`,
    );
    await expect(unmoved).rejects.toMatchObject({ cause: { code: "DV001" } });
    expect(await freeOf("A")).toBe(7_500n);
    const victor = await by("victor");
    const foreign = inTransaction(db, (tx) => withdrawTransfer(tx, { ...victor, transferId: id }));
    expect((await refused(foreign)).code).toBe("not-yours");
    await inTransaction(db, (tx) => withdrawTransfer(tx, { ...nadia, transferId: id }));
    expect((await refused(approve(id))).public.title).toBe(`${id} was withdrawn already.`);
  });

  it("is decided once, also by two at once", async () => {
    const id = await ask("A", "B", 100);
    const results = await Promise.allSettled([approve(id), approve(id), approve(id)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await freeOf("B")).toBe(3_600n);
    const rejected = results.flatMap((one) =>
      one.status === "rejected" ? [(one.reason as Problem).code] : [],
    );
    expect(rejected).toEqual(["transfer-decided", "transfer-decided"]);
    await expect(db.delete(fundTransfer).where(eq(fundTransfer.id, id))).rejects.toMatchObject({
      cause: { code: "DV001" },
    });
  });

  it("is declined with a reason that goes to whoever asked", async () => {
    const id = await ask("A", "B", 7, { as: "victor" });
    const who = await by("nadia");
    const decline = (reason: string) =>
      inTransaction(db, (tx) => declineTransfer(tx, { ...who, transferId: id, reason }));
    expect((await refused(decline(" "))).code).toBe("reason-missing");
    await decline("Demand is here too");
    expect(await transferView(db, id)).toMatchObject({
      state: "declined",
      decisionReason: "Demand is here too",
    });
    expect((await transfersList(db, { states: ["declined"] }).first(10)).map((row) => row.id)).toEqual([id]);
    const both = await transfersList(db, { states: ["declined", "approved"] }).first(50);
    expect(new Set(both.map((row) => row.state))).toEqual(new Set(["declined", "approved"]));
    expect((await refused(transferView(db, "FT-9999"))).kind).toBe("not-found");
  });
});

describe("a transfer is refused", () => {
  it.each([
    ["CAP", "A", "transfer", "capital cannot be spent as revenue"],
    ["A", "NEXT", "transfer", "only by carrying over"],
    ["A", "OTHER", "transfer", "one payer's money does not become another's"],
    ["A", "A", "transfer", "two different funds"],
    ["A", "NEXT", "carry-over", "does not carry over"],
    ["CARRY", "B", "carry-over", "Money carries over to the year after"],
  ] as const)("from %s to %s as a %s", async (from, to, kind, words) => {
    const problem = await refused(ask(from, to, 1, { kind }));
    expect(problem.code).toBe("transfer-refused");
    expect(problem.public.detail).toContain(words);
  });

  it("when more is asked for than is free, saying by how much; and when its officer is none", async () => {
    expect((await refused(ask("B", "A", 3_601))).public.detail).toContain("Fund B is £0.01 short");
    expect((await refused(ask("A", "B", 0))).public.detail).toContain("above zero");
    expect((await refused(ask("A", "NONE", 1))).kind).toBe("not-found");
    expect((await refused(ask("A", "B", 1, { as: "owen" }))).code).toBe("funding-officer-only");
    expect((await refused(ask("A", "B", 1, { reason: " " }))).code).toBe("reason-missing");
  });

  it("when an order took the money before the approval", async () => {
    const id = await ask("B", "A", 3_000);
    await commitShare(db, { orderId: "C900001-01", fundId: "B", cost: 1_000n });
    const late = await refused(approve(id));
    expect(late.public.detail).toContain("Fund B is £4.00 short");
    expect((await transferView(db, id)).state).toBe("requested");
    expect(await freeOf("B")).toBe(2_600n);
  });

  it("when the money is set aside for organisations", async () => {
    const who = await by("nadia");
    await makeFund(db, "PLAN", 1_000n);
    await inTransaction(db, (tx) =>
      setAllocations(tx, {
        ...who,
        fundId: "PLAN",
        method: "typed",
        reason: "Agreed",
        allocations: [{ organisationCode: "QOP", amount: pence(800), before: pence(0), basis: "" }],
      }),
    );
    expect((await refused(ask("PLAN", "A", 201))).public.detail).toContain(
      "£2.00 can leave. £10.00 is free to commit and £8.00 is set aside for organisations and not used yet",
    );
    await approve(await ask("PLAN", "A", 200));
    expect((await fundBalances(db, ["PLAN"]))[0]).toMatchObject({ allocated: 800n, setAside: 800n });
  });

  it("when other orders took what the allocations need, or another request waits for it", async () => {
    const who = await by("nadia");
    await makeFund(db, "BUSY", 1_000n);
    await inTransaction(db, (tx) =>
      setAllocations(tx, {
        ...who,
        fundId: "BUSY",
        method: "typed",
        reason: "Agreed",
        allocations: [{ organisationCode: "QOP", amount: pence(500), before: pence(0), basis: "" }],
      }),
    );
    // 10.00 in the fund: 5.00 for QOP, 3.00 reserved by an order that is not QOP's, so 2.00 can leave.
    await commitShare(db, { orderId: "C900002-01", fundId: "BUSY", cost: 300n });
    expect((await refused(ask("BUSY", "A", 201))).public.detail).toContain("Fund BUSY is £0.01 short");
    const first = await ask("BUSY", "A", 150);
    const second = await refused(ask("BUSY", "A", 51));
    expect(second.public.detail).toContain("£0.50 can leave");
    expect(second.public.detail).toContain("requests that wait take £1.50");
    await approve(first);
    expect((await fundBalances(db, ["BUSY"]))[0]).toMatchObject({ free: 550n, setAside: 500n });
  });

  it("never, when what carries over goes to the year after", async () => {
    await approve(await ask("CARRY", "NEXT", 1_000, { kind: "carry-over" }));
    expect([await freeOf("CARRY"), await freeOf("NEXT")]).toEqual([0n, 2_000n]);
  });

  it("of two approvals and orders that race for the same money, only what fits goes", async () => {
    await makeFund(db, "RACE", 1_000n);
    const ids = [await ask("RACE", "A", 600), await ask("RACE", "B", 400, { as: "victor" })];
    const results = await Promise.allSettled([
      approve(ids[0]!, "victor"),
      approve(ids[1]!, "nadia"),
      ...Array.from({ length: 6 }, (_, index) =>
        commitShare(db, { orderId: `C91000${index}-01`, fundId: "RACE", cost: 100n }),
      ),
    ]);
    expect(results.some(({ status }) => status === "rejected")).toBe(true);
    const [race] = await fundBalances(db, ["RACE"]);
    expect(race!.free).toBeGreaterThanOrEqual(0n);
    expect(race!.allocated - race!.committed).toBe(race!.free);
    expect((await trialBalance(db)).totals.pendingDifference).toBe(0n);
  });
});
