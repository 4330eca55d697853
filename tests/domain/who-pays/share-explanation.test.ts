import { describe, expect, it } from "vitest";
import { invoiceLineView, invoicesList } from "~/domain/invoices/invoice-views.server";
import { decimalPence } from "~/domain/money/format";
import { pence, vatOn } from "~/domain/money/money";
import { answerAsText, explainOrderShare } from "~/domain/who-pays/share-explanation";
import { auditedShares, shareView } from "~/domain/orders/approvals/share-views.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { makeInvoices, makeLiveOrder, makeTwoYearOrder } from "../../factories/invoices";
import { makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 1_000_000n);
const { orderId, milestones } = await makeLiveOrder(db);
const numbers = await makeInvoices(db, orderId, milestones[0]!);

describe("why a share is what it is", () => {
  const onOrder = async () => {
    const { cost, signatures } = await shareView(db, {
      orderId,
      payerCode: "X24",
      actor: PEOPLE.lead,
      on: TODAY,
    });
    const share = cost.shares.find((one) => one.payerCode === "X24")!;
    return { share, text: answerAsText(explainOrderShare(share, signatures)) };
  };

  it("names rule, facts, arithmetic, version, signatories, VAT and when it is invoiced", async () => {
    expect((await onOrder()).text).toEqual([
      "Why is this £210.00?",
      "NHS England (X24) pays £210.00 and £42.00 VAT from Fund FD-1 for Alder Record (licence or subscription, revenue), 1 December 2026 to 31 March 2027.",
      "The agreement",
      "Agreement AG-FD-1 (AG-FD-1, version 1).",
      "Signed for NHS England by Nadia Rahman on 22 November 2026.",
      "The rules",
      "Rule 1: NHS England pays 50% of the cost from Fund FD-1.",
      "The facts",
      "Facts as at the order date, 22 November 2026.",
      "These rules turn on no fact beyond the cost itself.",
      "The arithmetic",
      "The cost to be shared is £420.00 and £84.00 VAT, used at Leeds Teaching Hospitals NHS Trust (RR8).",
      "1 50% of £420.00 = £210.00 £210.00",
      "VAT",
      "VAT on this share is £42.00, its part of £84.00 by what each payer pays. The payer recovers none of this VAT, so it is part of its cost.",
      "When it is invoiced",
      "It is money of 2026/27: it is invoiced by the order’s milestones, and not before 1 April 2026.",
    ]);
  });

  it("is the same text on the order, the invoice and the audit page", async () => {
    const { share, text } = await onOrder();
    const rows = await invoicesList(db, { actor: PEOPLE.officer, as: "payer" }).first(100);
    const number = rows.find((row) => numbers.includes(row.invoice.number))!.invoice.number;
    for (const actor of [PEOPLE.officer, PEOPLE.lead, PEOPLE.auditor]) {
      const line = await invoiceLineView(db, { number, position: 1, actor, on: TODAY });
      expect(line.share.id).toBe(share.id);
      expect(answerAsText(explainOrderShare(line.share, line.signatures))).toEqual(text);
    }
    const audited = await auditedShares(db, { orderId, on: TODAY });
    const same = audited.cost.shares.find((one) => one.id === share.id)!;
    expect(answerAsText(explainOrderShare(same, audited.signatures))).toEqual(text);
  });

  it("is not for the supplier, nor for strangers, and only for lines that there are", async () => {
    const ask = (actor: (typeof PEOPLE)[keyof typeof PEOPLE], position = 1) =>
      invoiceLineView(db, { number: numbers[0]!, position, actor, on: TODAY });
    for (const actor of [PEOPLE.editor, PEOPLE.stranger, PEOPLE.practice])
      await expect(ask(actor)).rejects.toMatchObject({ kind: "not-found" });
    await expect(ask(PEOPLE.lead, 99)).rejects.toMatchObject({ code: "no-such-line" });
  });
});

describe("a rule whose fund ended", async () => {
  const { orderId: twoYears } = await makeTwoYearOrder(db, { evaluated: false });
  const { shares } = await orderCost(db, { orderId: twoYears, on: TODAY });
  const textOf = (year: number) =>
    shares
      .filter((share) => share.financialYear === year)
      .map((share) => answerAsText(explainOrderShare(share, [])).join("\n"));

  it("is named in the explanation of each share of the year in which it fell away, and of no other", () => {
    const fell =
      "Rule 1 pays nothing of this cost: no fund that it names fits: Fund FD-1 (FD-1) is money of 2026/27 (revenue), and this cost falls in 2027/28 (revenue).";
    expect(textOf(2026)).toHaveLength(2);
    for (const text of textOf(2026)) expect(text).not.toContain("pays nothing of this cost");
    expect(textOf(2027)).toHaveLength(1);
    expect(textOf(2027)[0]).toContain(fell);
  });

  it("says where the odd penny of a period's VAT fell, and why, where there is one", () => {
    const [share] = shares.filter((one) => one.payerCode === "RR8" && one.financialYear === 2027);
    const { net, vat } = share!;
    // As it is, the VAT is its rate; a penny more of it on the same net is told with its place.
    const odd = {
      ...share!,
      vat: pence(vat + 1n),
      trace: { ...share!.trace, line: { ...share!.trace.line, vat: decimalPence(pence(vat + 1n)) } },
    };
    expect(vat).toBe(vatOn(net, 2_000));
    expect(answerAsText(explainOrderShare(share!, [])).join("\n")).not.toContain("penny");
    expect(answerAsText(explainOrderShare(odd, [])).join("\n")).toContain(
      `the VAT of this share is 1p more. VAT is worked out once for an item over its whole term`,
    );
  });
});
