import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import type { OrderCost } from "~/domain/orders/cost-views.server";
import type { Comparison } from "~/domain/shortlists/comparison";
import { bestOffer } from "~/domain/pricing/best-offer";
import { unitPrice } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { PayerYear } from "~/domain/simulator/simulate";
import { AudienceHome } from "~/ui/home/audience-home";
import { invoiceSums } from "~/web/home/home-data.server";
import { PayersTable, YearsTable } from "~/ui/orders/order-document";
import { DifferencesTable, PayersByYear } from "~/ui/simulator/scenario-result";
import { shortlistRows } from "~/ui/shortlists/shortlist-rows";

/*
 * A price and what somebody pays of it stand on one basis wherever they stand together: "excluding VAT £183,280.00"
 * beside "your own net cost £109,968.04" reads as 60% where the agreement says half.
 */
const VAT = /VAT/;
const headings = (html: string) =>
  [...html.matchAll(/<th[^>]*scope="col"[^>]*>([\s\S]*?)<\/th>/g)].map(([, text]) =>
    text!.replaceAll(/<[^>]*>/g, "").trim(),
  );

const price = {
  id: "P1",
  itemId: "S-1",
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year" as const,
  calculation: "volume" as const,
  tiers: [{ from: 1n, to: null, unitPrice: unitPrice(10_000) }],
  vatRate: 2_000,
  costCategory: "licence-subscription",
  validFrom: day("2026-04-01"),
  validTo: null,
};
/** Two solutions; half of the first is paid by NHS England, and a third of the VAT comes back. */
function comparison(): Comparison {
  const offer = bestOffer("A", [price], { patient: 183_280n }, 12);
  const half = { net: pence(9_164_000), vat: pence(1_832_800), gross: pence(10_996_800) };
  const solution = {
    name: "A",
    verdict: { outcome: "compliant", lines: [] },
    offer,
    needed: { services: [], missing: null },
    payers: [
      { payerCode: "RR8", ...half, recoverableVat: pence(0), cost: pence(10_996_800) },
      { payerCode: "X24", ...half, recoverableVat: pence(0), cost: pence(10_996_800) },
    ],
    years: [],
    total: {
      net: offer.quote!.net,
      vat: offer.quote!.vat,
      gross: offer.quote!.gross,
      ownCost: pence(10_996_800),
      perFinancialYear: [{ financialYear: 2026, ownCost: pence(10_996_800) }],
    },
    agreementTitle: "Half",
    capabilities: [],
    inLot: true,
    integrations: [],
    hosting: null,
    implementation: "",
    serviceLevels: "",
    exitTerms: "",
  };
  return { solutions: [solution], lotId: "F1-1", termMonths: 12 } as unknown as Comparison;
}

describe("price and own cost in a comparison", () => {
  const rows = shortlistRows(comparison(), { X24: "NHS England" }, "RR8").filter(({ numeric }) => numeric);
  const text = (key: string) => rows.find((row) => row.key === key)!.cells[0]!.text;

  it("say their VAT in every row", () => {
    expect(rows.length).toBeGreaterThanOrEqual(8);
    for (const { label } of rows) expect(label).toMatch(VAT);
  });

  it("have the own share on the price's basis: half reads as half", () => {
    expect([text("net"), text("own-share"), text("payer-X24")]).toEqual([
      "£183,280.00",
      "£91,640.00",
      "£91,640.00",
    ]);
    const label = (key: string) => rows.find((row) => row.key === key)!.label;
    for (const key of ["net", "own-share", "payer-X24"]) expect(label(key)).toMatch(/excluding VAT$/);
    // What is left in the end is another figure and says so.
    expect([text("own"), label("own")]).toEqual([
      "£109,968.00",
      "Your own cost, with the VAT that does not come back",
    ]);
  });
});

describe("the tables of an order and of a scenario", () => {
  const totals = {
    net: pence(1_000),
    vat: pence(200),
    gross: pence(1_200),
    recoverableVat: pence(0),
    cost: pence(1_200),
  };
  const payer = { payerCode: "RR8", payerName: "Leeds", ...totals };
  const cost = {
    items: [],
    shares: [],
    payers: [payer],
    years: [{ ...payer, costCategory: "licence-subscription", nature: "revenue", financialYear: 2026 }],
    totals,
    agreement: null,
    frozen: false,
    reason: null,
    warnings: [],
  } as unknown as OrderCost;

  it("head each sum with its VAT", () => {
    expect(headings(renderToStaticMarkup(<PayersTable cost={cost} />))).toEqual([
      "Payer",
      "Excluding VAT",
      "VAT",
      "To be invoiced",
      "VAT recovered",
      "Cost after VAT recovered",
    ]);
    expect(headings(renderToStaticMarkup(<YearsTable cost={cost} />)).slice(-4)).toEqual([
      "Excluding VAT",
      "VAT",
      "VAT recovered",
      "Cost after VAT recovered",
    ]);
  });

  it("say in the simulator that what somebody bears is with the VAT that does not come back", () => {
    const borne = { net: pence(1_000), cost: pence(1_200) };
    const row = { payerCode: "RR8", payerName: "Leeds", before: borne, after: borne, difference: pence(0) };
    const table = renderToStaticMarkup(
      <DifferencesTable
        rows={[row as never]}
        total={{ before: borne, after: borne, difference: pence(0) }}
        compared
        explainHref={() => "/x"}
        downloads={[]}
      />,
    );
    const year = { ...row, financialYear: 2026 } as unknown as PayerYear & { payerName: string };
    const bars = renderToStaticMarkup(<PayersByYear title="Leeds pays all" rows={[year]} compared={false} />);
    for (const html of [table, bars])
      expect(/<caption[^>]*>([\s\S]*?)<\/caption>/.exec(html)![1]).toContain(
        "with the VAT that does not come back",
      );
  });
});

describe("what waits for somebody on their first page", () => {
  it("says of each sum that VAT is in it", () => {
    const html = renderToStaticMarkup(
      <AudienceHome
        title="Buying"
        organisationName="Leeds Teaching Hospitals NHS Trust"
        todos={[
          {
            key: "approval-C010001-01",
            label: "Approve your share of Beds",
            href: "/buying/approvals/C010001-01",
            about: "Leeds orders from Alder",
            dateLabel: "Asked",
            day: day("2026-11-22"),
            amount: pence(10_996_800),
          },
        ]}
        sums={invoiceSums({ count: 2, gross: pence(24_000) }, { count: 1, gross: pence(12_000) }, "to pay")}
        nothing={null}
        running={{ rows: [], total: 0 }}
        ordersBase="/buying/orders"
        published={[]}
        links={[]}
      />,
    );
    const text = html.replaceAll(/<[^>]*>/g, "");
    const sums = [...text.matchAll(/£[\d,.]+\d( including VAT)?/g)];
    expect(sums).toHaveLength(3);
    expect(sums.filter(([, vat]) => !vat)).toEqual([]);
  });
});
