import { withCode } from "~/domain/shared/organisation-words";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { quantityOf } from "~/domain/who-pays/cost";
import { behindApprover } from "~/domain/orders/approvals/two-signatures";
import type { OrderCost } from "~/domain/orders/cost-views.server";
import { stateWords } from "~/domain/orders/order";
import type { OrderView } from "~/domain/orders/order-views.server";
import {
  answerAsText,
  explainOrderShare,
  type AgreementSignature,
} from "~/domain/who-pays/share-explanation";
import { roleList } from "~/domain/people/role";
import { priceTerms, ROUNDING } from "~/domain/pricing/price-terms";
import { lastDayOf } from "~/domain/pricing/quote-by-period";
import { dayOf, formatDay } from "~/domain/shared/day";
import { drawPdf, type PdfBlock } from "~/gateways/pdf.server";
import { printedState } from "./printed-state";

/** An order as a PDF file, as it stands; the words are those of its page. */
export async function orderPdf(
  order: OrderView,
  cost: OrderCost,
  now: Date,
  /** Who signed the agreements; with them comes an annex that explains each share. Not for the supplier. */
  agreementSignatures: readonly AgreementSignature[] | null = null,
): Promise<Buffer> {
  return drawPdf({
    title: `Order ${order.id}`,
    subtitle: `${order.title}. ${printedState(stateWords(order.state), dayOf(now))}`,
    createdAt: now,
    blocks: [...orderPaper(order, cost), ...(agreementSignatures ? annex(cost, agreementSignatures) : [])],
  });
}

/** What both sides sign, block by block. */
export function orderPaper(order: OrderView, cost: OrderCost): PdfBlock[] {
  return [
    ...parties(order),
    ...items(order, cost),
    ...payers(cost),
    ...milestones(order),
    ...kpis(order),
    { kind: "heading", text: "Data processing" },
    { kind: "text", text: order.dataProcessing ?? "Not filled in yet." },
    ...signatures(order),
    ...recipients(order),
  ];
}

/** An order with more shares than this is explained on its pages, where one looks for one figure. */
const MOST_EXPLAINED = 60;

function annex(cost: OrderCost, signatures: readonly AgreementSignature[]): PdfBlock[] {
  const explained = cost.shares.slice(0, MOST_EXPLAINED);
  const more = cost.shares.length - explained.length;
  if (explained.length === 0) return [];
  return [
    { kind: "heading", text: "Annex: why each payer pays what it pays" },
    ...explained.flatMap((share): PdfBlock[] => {
      const [question, ...lines] = answerAsText(explainOrderShare(share, signatures));
      return [
        { kind: "heading", text: question! },
        { kind: "text", text: lines.join("\n") },
      ];
    }),
    ...(more > 0
      ? [{ kind: "text", text: `${more} more shares are explained on the order’s pages.` } as PdfBlock]
      : []),
  ];
}

/** The answer that a browser saves. */
export function pdfResponse(orderId: string, pdf: Buffer): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="order-${orderId}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}

function parties(order: OrderView): PdfBlock[] {
  const contact = (side: string) => {
    const found = order.contacts.find((one) => one.side === side);
    return found ? [found.name, found.email, found.phone].filter(Boolean).join(", ") : "None given";
  };
  const { startsOn, termMonths } = order;
  const dates =
    startsOn && termMonths
      ? `${formatDay(startsOn)} to ${formatDay(lastDayOf(startsOn, termMonths))} (${termMonths} months)`
      : "Not set";
  return [
    {
      kind: "facts",
      rows: [
        ["Solution", order.solutionName],
        ["Framework", `${order.frameworkName}, lot ${order.lotNumber} (${order.lotName})`],
        ["Buyer", withCode(order.buyer.name, order.buyer.code)],
        ["Buyer’s contact", contact("buyer")],
        ["Supplier", order.supplier.legalName],
        ["Supplier’s contact", contact("supplier")],
        ["Purchase order number", order.purchaseOrderNumber ?? "None given"],
        ["Dates", dates],
      ],
    },
  ];
}

function items(order: OrderView, cost: OrderCost): PdfBlock[] {
  const money = (amount: Pence | null) => (amount === null ? "" : formatPence(amount));
  const gross = ({ net, vat }: { net: Pence | null; vat: Pence | null }) =>
    net === null || vat === null ? null : ((net + vat) as Pence);
  const row = (name: string, quantity: string, sums: { net: Pence | null; vat: Pence | null }) => [
    name,
    quantity,
    money(sums.net),
    money(sums.vat),
    money(gross(sums)),
  ];
  const workingOf = (id: string) => cost.items.find((item) => item.id === id)?.cost.quote.working ?? [];
  return [
    { kind: "heading", text: "Items" },
    {
      kind: "table",
      columns: [
        { header: "Item", width: 4 },
        { header: "Quantity", width: 2, numeric: true },
        { header: "Excluding VAT", width: 2, numeric: true },
        { header: "VAT", width: 2, numeric: true },
        { header: "Including VAT", width: 2, numeric: true },
      ],
      rows: [
        ...order.items.map((item) => row(item.name, quantityOf(item).toLocaleString("en-GB"), item)),
        ...(order.net === null ? [] : [row("Total", "", order)]),
      ],
    },
    { kind: "heading", text: "Prices, and how each sum comes about" },
    ...order.items.flatMap((item): PdfBlock[] => [
      {
        kind: "text",
        text: [
          `${item.name}, ${quantityOf(item).toLocaleString("en-GB")} ${item.price.quantityNoun}`,
          ...priceTerms(item.price, item.agreed).map((term) => `•  ${term}`),
          ...workingOf(item.id).map((line) => `=  ${line}`),
        ].join("\n"),
      },
    ]),
    { kind: "text", text: ROUNDING },
  ];
}

function payers(cost: OrderCost): PdfBlock[] {
  const { agreement, totals } = cost;
  const row = (name: string, sums: { net: bigint; vat: bigint; gross: bigint }) => [
    name,
    ...[sums.net, sums.vat, sums.gross].map((amount) => formatPence(amount as typeof totals.net)),
  ];
  return [
    { kind: "heading", text: "Who pays what" },
    {
      kind: "text",
      text: agreement
        ? `Under ${agreement.title} (${agreement.agreementId}, version ${agreement.version}).`
        : (cost.reason ?? "No agreement covers this order: the buyer pays all of it."),
    },
    {
      kind: "table",
      columns: [
        { header: "Payer", width: 5 },
        { header: "Excluding VAT", width: 2, numeric: true },
        { header: "VAT", width: 2, numeric: true },
        { header: "To be invoiced", width: 2, numeric: true },
      ],
      rows: [
        ...cost.payers.map((payer) => row(withCode(payer.payerName, payer.payerCode), payer)),
        row("Total", totals),
      ],
    },
  ];
}

function kpis(order: OrderView): PdfBlock[] {
  if (order.kpis.length === 0 && !order.noKpisReason) return [];
  return [
    { kind: "heading", text: "Key performance indicators" },
    order.kpis.length > 0
      ? { kind: "facts", rows: order.kpis.map(({ title, target }): [string, string] => [title, target]) }
      : { kind: "text", text: `None: ${order.noKpisReason}` },
  ];
}

function milestones(order: OrderView): PdfBlock[] {
  return [
    { kind: "heading", text: "Milestones" },
    {
      kind: "table",
      columns: [
        { header: "Milestone", width: 5 },
        { header: "Due", width: 2 },
        { header: "Part", width: 1, numeric: true },
        { header: "Confirmed", width: 2 },
      ],
      rows: order.milestones.map((one) => [
        one.title,
        formatDay(one.dueOn),
        `${one.paymentBasisPoints / 100}%`,
        one.confirmedAt ? formatDay(dayOf(one.confirmedAt)) : "Not yet",
      ]),
    },
  ];
}

function signatures(order: OrderView): PdfBlock[] {
  const supplier = order.signatures.find((one) => one.side === "supplier");
  const buyer = order.signedForBuyer;
  const signed = (name: string | undefined, role: string | null | undefined, at: Date | undefined) =>
    name && at
      ? [name, role ? roleList([role]).toLowerCase() : "", momentText(at)].filter(Boolean).join(", ")
      : "Not signed yet";
  const approvals = order.approvals.map((one): [string, string] => [
    `${one.payerName}’s share`,
    one.state === "requested"
      ? "Waiting for an approver"
      : `${stateOfApproval(one.state)} by ${one.decidedByName ?? ""}${behindApprover(one, buyer)}${one.decidedAt ? `, ${formatDay(dayOf(one.decidedAt))}` : ""}`,
  ]);
  return [
    { kind: "heading", text: "Approvals and signatures" },
    {
      kind: "facts",
      rows: [
        ...approvals,
        ["Signed for the buyer", signed(buyer?.name, buyer?.role, buyer ? new Date(buyer.at) : undefined)],
        ["Signed for the supplier", signed(supplier?.signatoryName, supplier?.role, supplier?.signedAt)],
      ],
    },
  ];
}

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Europe/London",
});

/** "3 March 2027 at 14:05", in London. */
function momentText(at: Date): string {
  return `${formatDay(dayOf(at))} at ${clock.format(at)}`;
}

function stateOfApproval(state: string): string {
  return state === "approved" ? "Approved" : "Declined";
}

function recipients(order: OrderView): PdfBlock[] {
  return [
    { kind: "heading", text: "Recipients" },
    {
      kind: "text",
      text: order.recipients.map((one) => withCode(one.name, one.code)).join("; ") || "None chosen yet.",
    },
  ];
}
