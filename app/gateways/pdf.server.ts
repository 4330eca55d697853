import PDFDocument from "pdfkit";

/** A document as blocks, from top to bottom. This knows how to draw, and nothing of what is drawn. */
export type PdfBlock =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string }
  | { kind: "facts"; rows: readonly (readonly [string, string])[] }
  | { kind: "table"; columns: readonly PdfColumn[]; rows: readonly (readonly string[])[] };

export interface PdfColumn {
  header: string;
  /** Its part of the width; the parts are relative to each other. */
  width: number;
  numeric?: boolean;
}

const MARGIN = 50;
const GAP = 6;

/** Draws a titled A4 document with numbered pages. The same blocks give the same words. */
export function drawPdf(input: {
  title: string;
  subtitle: string;
  createdAt: Date;
  blocks: readonly PdfBlock[];
}): Promise<Buffer> {
  const document = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    info: { Title: input.title, CreationDate: input.createdAt },
    lang: "en-GB",
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  document.font("Helvetica-Bold").fontSize(18).text(input.title);
  document.font("Helvetica").fontSize(10).fillColor("#425563").text(input.subtitle).fillColor("#212b32");
  for (const block of input.blocks) drawBlock(document, block);
  numberPages(document, input.title);
  document.end();
  return ended.then(() => Buffer.concat(chunks));
}

function drawBlock(document: PDFKit.PDFDocument, block: PdfBlock): void {
  document.moveDown(0.6);
  if (block.kind === "heading") document.font("Helvetica-Bold").fontSize(13).text(block.text);
  if (block.kind === "text") document.font("Helvetica").fontSize(10).text(block.text);
  if (block.kind === "facts") {
    const columns = [
      { header: "", width: 1 },
      { header: "", width: 2 },
    ];
    for (const row of block.rows) drawRow(document, columns, row, false);
  }
  if (block.kind === "table") {
    const { columns } = block;
    drawRow(
      document,
      columns,
      columns.map((column) => column.header),
      true,
    );
    for (const row of block.rows) drawRow(document, columns, row, false);
  }
}

/** One row: as high as its highest cell, on the next page when it does not fit. */
function drawRow(
  document: PDFKit.PDFDocument,
  columns: readonly PdfColumn[],
  cells: readonly string[],
  head: boolean,
): void {
  const space = document.page.width - 2 * MARGIN;
  const whole = columns.reduce((total, column) => total + column.width, 0);
  const widths = columns.map((column) => (space * column.width) / whole);
  document.font(head ? "Helvetica-Bold" : "Helvetica").fontSize(9);
  const heights = cells.map((cell, index) => document.heightOfString(cell, { width: widths[index]! - GAP }));
  const height = Math.max(...heights);
  if (document.y + height > document.page.height - MARGIN - 20) document.addPage();
  const top = document.y;
  let left = MARGIN;
  cells.forEach((cell, index) => {
    const align = columns[index]!.numeric ? "right" : "left";
    document.text(cell, left, top, { width: widths[index]! - GAP, align });
    left += widths[index]!;
  });
  const below = top + height + 2;
  document
    .moveTo(MARGIN, below)
    .lineTo(document.page.width - MARGIN, below)
    .lineWidth(0.5)
    .stroke("#d8dde0");
  document.x = MARGIN;
  document.y = below + 3;
}

function numberPages(document: PDFKit.PDFDocument, title: string): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    // Below the margin a text would start a new page: the margin is lifted while it is drawn.
    const { bottom } = document.page.margins;
    document.page.margins.bottom = 0;
    document
      .font("Helvetica")
      .fontSize(8)
      .text(`${title}, page ${page + 1} of ${count}`, MARGIN, document.page.height - 35, {
        lineBreak: false,
      });
    document.page.margins.bottom = bottom;
  }
}
