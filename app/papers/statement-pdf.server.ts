import { formatPence, formatPerHead } from "~/domain/money/format";
import type { PaperCell, PaperColumn, PaperTable } from "~/domain/statements/paper";
import { statementTables } from "~/domain/statements/statement-tables";
import { headlines, positionText, type Statement } from "~/domain/statements/statement";
import type { Pence, UnitPrice } from "~/domain/money/money";
import { kindAndCode } from "~/domain/organisations/organisation";
import { dayOf, formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { drawPdf, type PdfBlock } from "~/gateways/pdf.server";

/** A statement as a PDF file: the page's figures with the day and the place in the ledger that they were drawn at. */
export async function statementPdf(statement: Statement, now: Date): Promise<Buffer> {
  const { organisation, year } = statement;
  const drawn = formatDay(dayOf(now));
  return drawPdf({
    title: `Statement ${formatFinancialYear(year)}: ${organisation.name}`,
    subtitle: `${kindAndCode(organisation)}. Drawn on ${drawn}. ${positionText(statement.position)}`,
    createdAt: now,
    blocks: [
      {
        kind: "figures",
        figures: headlines(statement).map(({ label, amount }) => ({ label, value: formatPence(amount) })),
      },
      ...statementTables(statement).flatMap(blocksOf),
    ],
  });
}

function blocksOf(table: PaperTable): PdfBlock[] {
  const heading: PdfBlock = { kind: "heading", text: table.title };
  if (table.rows.length === 0) return [heading, { kind: "text", text: table.empty }];
  return [
    heading,
    ...(table.note ? [{ kind: "text", text: table.note } as const] : []),
    {
      kind: "table",
      columns: table.columns.map(({ header, kind, width }) => ({ header, width, numeric: kind !== "text" })),
      rows: table.rows.map((row) => cellTexts(table, row.cells)),
      totals: table.totals && cellTexts(table, table.totals),
    },
  ];
}

const cellTexts = ({ columns }: PaperTable, cells: readonly PaperCell[]) =>
  cells.map((cell, at) => cellText(cell, columns[at]!));

function cellText(cell: PaperCell, { kind }: PaperColumn): string {
  if (cell === null) return "";
  if (typeof cell === "bigint")
    return kind === "per-head" ? formatPerHead(cell as UnitPrice) : formatPence(cell as Pence);
  return typeof cell === "number" ? cell.toLocaleString("en-GB") : cell;
}

/** The answer that a browser shows or saves. */
export function statementPdfResponse(statement: Statement, pdf: Buffer): Response {
  const name = `statement-${statement.organisation.code}-${statement.year}.pdf`;
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
