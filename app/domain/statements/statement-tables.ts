// Over 300 lines: all tables of a statement, each with its own columns, read one after the other.
import { FUND_FIGURES } from "../funding/fund";
import { formatPence } from "../money/format";
import { sum, type Pence } from "../money/money";
import { formatDay } from "../shared/day";
import { formatFinancialYear } from "../shared/financial-year";
import { sumOfMoney, text, type PaperCell, type PaperRow, type PaperTable } from "./paper";
import {
  costOf,
  freeOf,
  notSignedOf,
  usedBeyond,
  type Agreement,
  type AgreementRow,
  type Grant,
  type Statement,
  type StatementLine,
} from "./statement";

/** The tables of a statement, in the order in which they are read. */
export function statementTables(statement: Statement): PaperTable[] {
  const own = [
    grantsTable(statement),
    paidForUsTable(statement),
    paidByUsTable(statement),
    ...(statement.clawbacks.length > 0 ? [clawbacksTable(statement)] : []),
  ];
  const keeper = statement.funds.length > 0;
  // Who keeps funds for others seldom orders: only what it has is said then.
  return keeper
    ? [
        fundsTable(statement),
        ...own.filter((table) => table.rows.length > 0),
        dueTable(statement),
        agreementTable(statement.agreement),
      ]
    : [...own, leftTable(statement), dueTable(statement), agreementTable(statement.agreement)];
}

const HOW: Record<Grant["kind"], string> = {
  allocation: "Set aside",
  award: "Award",
  offer: "Award, not signed",
};

function grantsTable({ grants, year }: Statement): PaperTable {
  // Only where orders took more than was given: then the amount less what was used is not what is left.
  const beyond = grants.some((grant) => usedBeyond(grant) > 0n);
  const offers = grants.some((grant) => notSignedOf(grant) > 0n);
  const back = grants.some((grant) => grant.takenBack > 0n);
  return {
    key: "gets",
    title: `What we get: set aside and awarded for ${formatFinancialYear(year)}`,
    columns: [
      text("Fund", 4),
      text("How", 2),
      text("Kind", 1.5),
      sumOfMoney("Amount"),
      sumOfMoney("Used by orders"),
      ...(back ? [sumOfMoney(FUND_FIGURES.takenBack)] : []),
      ...(beyond ? [sumOfMoney("Used beyond it")] : []),
      ...(offers ? [sumOfMoney(FUND_FIGURES.notSigned)] : []),
      sumOfMoney("Left for orders"),
    ],
    rows: grants.map((grant) => ({
      key: `${grant.kind}-${grant.fundId}`,
      cells: [
        grant.fundName,
        HOW[grant.kind],
        natureWord(grant.nature),
        grant.amount,
        grant.used,
        ...(back ? [grant.takenBack] : []),
        ...(beyond ? [usedBeyond(grant)] : []),
        ...(offers ? [notSignedOf(grant)] : []),
        freeOf(grant),
      ],
    })),
    totals: [
      "Total",
      null,
      null,
      sum(grants.map((grant) => grant.amount)),
      sum(grants.map((grant) => grant.used)),
      ...(back ? [sum(grants.map((grant) => grant.takenBack))] : []),
      ...(beyond ? [sum(grants.map(usedBeyond))] : []),
      ...(offers ? [sum(grants.map(notSignedOf))] : []),
      sum(grants.map(freeOf)),
    ],
    empty: "No fund has set money aside for this organisation or awarded it any for this year.",
  };
}

const natureWord = (nature: string) => (nature === "capital" ? "Capital" : "Revenue");

/** Whether any line has a sum that most have not: then it has a column, or the figures of a row would not come to each other. */
const anyOf = (lines: readonly StatementLine[], figure: "recoverableVat" | "released") =>
  lines.some((line) => line[figure] !== 0n);

function paidForUsTable({ paidForUs, organisation, year }: Statement): PaperTable {
  const gotBack = anyOf(paidForUs, "recoverableVat");
  const released = anyOf(paidForUs, "released");
  const figures = (line: StatementLine) => [
    line.net,
    line.vat,
    ...(gotBack ? [line.recoverableVat] : []),
    ...(released ? [line.released] : []),
    costOf(line),
    line.paid,
    line.left,
  ];
  return {
    key: "for-us",
    title: `What others pay for our orders in ${formatFinancialYear(year)}`,
    columns: [
      text("Order", 4),
      text("Paid by", 3.5),
      text("Kind", 1.5),
      sumOfMoney("Excluding VAT"),
      sumOfMoney("VAT"),
      ...(gotBack ? [sumOfMoney("VAT they get back")] : []),
      ...(released ? [sumOfMoney("Given back")] : []),
      sumOfMoney("Cost"),
      sumOfMoney("Paid"),
      sumOfMoney("To pay"),
    ],
    rows: paidForUs.map((line) => ({
      ...rowOf(line),
      cells: [
        orderText(line, organisation.code),
        line.fundName ? `${line.payerName}, ${line.fundName}` : line.payerName,
        natureWord(line.nature),
        ...figures(line),
      ],
    })),
    totals: totalsOf(paidForUs, figures, 2),
    empty: "Nobody else pays a share of our orders in this year.",
  };
}

function paidByUsTable({ paidByUs, organisation, year }: Statement): PaperTable {
  const released = anyOf(paidByUs, "released");
  const figures = (line: StatementLine) => [
    line.net,
    line.vat,
    line.recoverableVat,
    ...(released ? [line.released] : []),
    costOf(line),
    line.paid,
    line.left,
  ];
  return {
    key: "by-us",
    title: `What we pay from our own budget in ${formatFinancialYear(year)}`,
    note: "Cost to us is the sum excluding VAT and the VAT, less the VAT that we get back from HMRC and what an order gave back when it ended.",
    columns: [
      text("Order", 4),
      text("Kind", 1.5),
      sumOfMoney("Excluding VAT"),
      sumOfMoney("VAT"),
      sumOfMoney("VAT we get back"),
      ...(released ? [sumOfMoney("Given back")] : []),
      sumOfMoney("Cost to us"),
      sumOfMoney("Paid"),
      sumOfMoney("To pay"),
    ],
    rows: paidByUs.map((line) => ({
      ...rowOf(line),
      cells: [orderText(line, organisation.code), natureWord(line.nature), ...figures(line)],
    })),
    totals: totalsOf(paidByUs, figures, 1),
    empty: "Our own budget pays no share of an order in this year.",
  };
}

/** What agreements took back in the year, whoever got it: no part of the costs above, which stay what they were. */
function clawbacksTable({ clawbacks, year }: Statement): PaperTable {
  return {
    key: "clawbacks",
    title: `What agreements took back in ${formatFinancialYear(year)}`,
    note: "Each sum stands in the year in which it came in. It changes no cost above: what was paid there is what invoices came to.",
    columns: [
      text("Order", 2),
      text("Day", 2),
      text("From", 4),
      text("To", 4),
      sumOfMoney(FUND_FIGURES.takenBack),
    ],
    rows: clawbacks.map((row, index) => ({
      key: `${row.orderId} ${index}`,
      orderId: row.orderId,
      cells: [row.orderId, formatDay(row.on), row.from, row.to, row.amount],
    })),
    totals: ["Total", null, null, null, sum(clawbacks.map((row) => row.amount))],
    empty: "",
  };
}

/** "CareNotes, Alder Systems (C010044-01)"; whom it is for is said once, and not of oneself. */
function orderText(line: StatementLine, own: string): string {
  const ending = ` for ${line.buyerName}`;
  const title = line.title.endsWith(ending) ? line.title.slice(0, -ending.length) : line.title;
  const buyer = line.buyerCode === own ? "" : ending;
  return `${title}${buyer}, ${line.supplierName} (${line.orderId})`;
}

function rowOf(line: StatementLine): Pick<PaperRow, "key" | "orderId"> {
  return {
    key: [line.orderId, line.payerCode, line.fundId ?? "", line.nature].join(" "),
    orderId: line.orderId,
  };
}

/** "Total", blanks for the other texts, and the sum of each figure. */
/** "Total", a blank for each of `texts` more columns of text, and the sums of the figures. */
function totalsOf(
  lines: readonly StatementLine[],
  figures: (line: StatementLine) => Pence[],
  texts: number,
): PaperCell[] {
  const rows = lines.map(figures);
  const width = rows[0]?.length ?? 0;
  const sums = Array.from({ length: width }, (_, at) => sum(rows.map((row) => row[at]!)));
  return ["Total", ...Array.from({ length: texts }, () => null), ...sums];
}

function fundsTable({ funds }: Statement): PaperTable {
  return {
    key: "funds",
    title: "Funds that we keep",
    columns: [
      text("Fund", 4),
      sumOfMoney(FUND_FIGURES.putIn),
      sumOfMoney("Committed"),
      sumOfMoney("Drawn"),
      sumOfMoney("Free to commit"),
    ],
    rows: funds.map((fund) => ({
      key: fund.fundId,
      cells: [fund.name, fund.putIn, fund.committed, fund.drawn, fund.free],
    })),
    totals: [
      "Total",
      sum(funds.map((fund) => fund.putIn)),
      sum(funds.map((fund) => fund.committed)),
      sum(funds.map((fund) => fund.drawn)),
      sum(funds.map((fund) => fund.free)),
    ],
    empty: "We keep no fund of this year.",
  };
}

function leftTable({ left, year }: Statement): PaperTable {
  const row = (key: string, label: string, amount: Pence): PaperRow => ({ key, cells: [label, amount] });
  return {
    key: "left",
    title: `What is left of ${formatFinancialYear(year)}`,
    columns: [text("What", 6), sumOfMoney("Amount")],
    rows: [
      row("free", "Set aside or awarded for us and not yet used by an order", left.freeGrants),
      row("not-invoiced", "Committed by orders and not yet invoiced, whoever pays", left.notInvoiced),
      row(
        "invoiced",
        "Invoiced and not yet paid, whoever pays, less VAT that payers get back",
        left.invoiced,
      ),
      row("own", "Of the two above, for our own budget to pay", left.ownToPay),
    ],
    empty: "",
  };
}

function dueTable({ due }: Statement): PaperTable {
  return {
    key: "due",
    title:
      due.count > due.first.length
        ? `Invoices for us to pay, of any year: the ${due.first.length} due first of ${due.count}`
        : "Invoices for us to pay, of any year",
    columns: [
      text("Invoice", 2),
      text("Supplier", 3),
      text("Order", 4),
      text("Due", 2.5),
      sumOfMoney("Including VAT"),
    ],
    rows: due.first.map((invoice) => ({
      key: invoice.number,
      invoiceNumber: invoice.number,
      cells: [
        invoice.number,
        invoice.supplierName,
        invoice.orderTitle,
        formatDay(invoice.dueOn),
        invoice.gross,
      ],
    })),
    totals: ["Total", null, null, null, due.gross],
    empty: "No invoice waits for us to pay it.",
  };
}

function agreementTable({ rows, total, ledger, agrees }: Agreement): PaperTable {
  const cells = (label: string, row: AgreementRow) => [label, row.reserved, row.paid, row.vatPaid];
  return {
    key: "ledger",
    title: "How our own budget agrees with the ledger, all years",
    note: agrees
      ? "The sum of the shares is what the ledger’s own counters hold, to the penny."
      : `The shares and the ledger differ by ${formatPence((total.reserved + total.paid - ledger.reserved - ledger.paid) as Pence)}. Do not rely on this statement, and call support.`,
    columns: [
      text("Financial year", 4),
      sumOfMoney("Reserved"),
      sumOfMoney("Paid"),
      sumOfMoney("VAT to get back, paid"),
    ],
    rows: [
      ...rows.map((row) => {
        const label = row.financialYear === null ? row.label : formatFinancialYear(row.financialYear);
        return { key: label, cells: cells(label, row) };
      }),
      { key: "total", cells: cells("All of these", total) },
      { key: "ledger", cells: cells("The ledger’s counters", ledger) },
    ],
    empty: "",
  };
}
