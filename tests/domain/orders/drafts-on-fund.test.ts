import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { email } from "~db/schema/platform";
import type { Rule } from "~/domain/agreements/rules/rule";
import { decideProposal } from "~/domain/proposals/decide-proposal.server";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import { draftsOnFund } from "~/domain/who-pays/drafts-on-fund-views.server";
import { makeFund } from "../../factories/funding";
import { AT, makeAgreement, makeCompleteOrder, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

describe("orders that are being written and count on a fund", async () => {
  const { db } = await testDatabase();
  await makeMarket(db);
  await makeFund(db, "FD-1", 1_000_000n);
  await makeFund(db, "FD-2", 1_000_000n);
  const rules = [
    { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000, fundIds: ["FD-1"] },
    { shape: "residual", ruleNumber: 2, payer: "@buyer" },
  ] as unknown as Rule[];
  const on = (fundId: string) => draftsOnFund(db, { fundId, on: TODAY });

  it("are those that would be paid by it today: none of another fund, none that is sent already", async () => {
    const [first] = [await makeCompleteOrder(db), await makeCompleteOrder(db)];
    expect(await on("FD-1")).toEqual({ orders: 0, buyerCodes: [] });
    await makeAgreement(db, { id: "AG-1", parties: ["X24"], rules });
    expect(await on("FD-1")).toEqual({ orders: 2, buyerCodes: ["RR8"] });
    expect(await on("FD-2")).toEqual({ orders: 0, buyerCodes: [] });
    expect(await draftsOnFund(db, { fundId: "FD-1", on: day("2027-04-01") })).toEqual({
      orders: 0,
      buyerCodes: [],
    });
    await inTransaction(db, (tx) => submitOrder(tx, { actor: PEOPLE.lead, at: AT, today: TODAY, ...first }));
    expect(await on("FD-1")).toEqual({ orders: 1, buyerCodes: ["RR8"] });
  });

  it("are told of when the fund is closed sooner: their buyers' people once each, with what becomes of its money", async () => {
    // A buyer who has nothing to do with the fund but a draft.
    await makeCompleteOrder(db, PEOPLE.practice);
    const dates = { opensOn: day("2026-04-01"), closesOn: day("2026-12-31") };
    const wish = { kind: "close-fund" as const, fundId: "FD-1", fundName: "Fund FD-1", ...dates };
    const reason = "Nobody asks for it";
    await inTransaction(db, async (tx) => {
      const proposalId = await makeProposal(tx, { wish, reason, actor: PEOPLE.officer, at: AT });
      const decision = { proposalId, decision: "approve" as const, reason: "", at: AT, today: TODAY };
      await decideProposal(tx, { ...decision, actor: PEOPLE.secondOfficer });
    });
    const told = await db.select().from(email).where(eq(email.kind, "fund-closing"));
    const addresses = told.map((mail) => mail.toAddress);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const name of ["priya", "sam"])
      expect(addresses.filter((address) => address.startsWith(name))).toHaveLength(1);
    const text = mailText(told[0]!.body);
    expect(text).toContain("£0.00 that orders have committed stays committed");
    expect(text).toContain("£10,000.00 is not committed");
    expect(text).toContain("goes back to the organisation that pays when the books of 2026/27");
    expect(text).toContain("is still being written");
  });
});
