import PDFDocument from "pdfkit";
import { columnWidths } from "./pdf-columns";

/** A document as blocks, from top to bottom. This knows how to draw, and nothing of what is drawn. */
export type PdfBlock =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string }
  | { kind: "facts"; rows: readonly (readonly [string, string])[] }
  /** A few headline figures side by side. */
  | { kind: "figures"; figures: readonly { label: string; value: string }[] }
  | {
      kind: "table";
      columns: readonly PdfColumn[];
      rows: readonly (readonly string[])[];
      /** A last row in bold. */
      totals?: readonly string[];
    };

export interface PdfColumn {
  header: string;
  /** Its part of the width; the parts are relative to each other. */
  width: number;
  numeric?: boolean;
}

const MARGIN = 50;
const GAP = 6;
const INK = "#212b32";
const QUIET = "#425563";
const LINE = "#d8dde0";
/** What a heading needs below it, so that it never stands alone at the foot of a page. */
const ROOM_AFTER_HEADING = 75;
/** From this many columns on a table is set smaller. */
const MANY_COLUMNS = 7;
/** A word that is longer (an address, a code) may be broken; a number never is. */
const LONGEST_WORD = 24;
/** Sizes of type of a table, in points: the largest in which no number is broken over two lines is taken. */
const TYPE_SIZES = [9, 7.5, 6.5, 5.5];

/** The standard fonts have no minus sign (U+2212); the en dash is its width. */
const printable = (text: string) => text.replaceAll("\u2212", "\u2013");

/** The document and where in its structure we are: readers hear headings, tables and paragraphs as such. */
interface Pen {
  document: PDFKit.PDFDocument;
  parent: PDFKit.PDFStructureElement;
}

/** Draws a titled, tagged A4 document with numbered pages. The same blocks give the same words. */
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
    displayTitle: true,
    pdfVersion: "1.7",
    tagged: true,
  });
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  const root = document.struct("Document");
  document.addStructure(root);
  const pen: Pen = { document, parent: root };
  write(pen, "H1", () =>
    document.font("Helvetica-Bold").fontSize(18).fillColor(INK).text(printable(input.title)),
  );
  write(pen, "P", () =>
    document.moveDown(0.3).font("Helvetica").fontSize(10).fillColor(QUIET).text(printable(input.subtitle)),
  );
  document.fillColor(INK);
  for (const block of input.blocks) drawBlock(pen, block);
  root.end();
  numberPages(document, input.title);
  document.end();
  return ended.then(() => Buffer.concat(chunks));
}

/** Draws something as an element of the document's structure. */
function write(pen: Pen, type: string, draw: () => void): void {
  const element = pen.document.struct(type, {}, draw);
  pen.parent.add(element);
  element.end();
}

/** Opens an element that holds others. */
function within(pen: Pen, type: string, work: (inner: Pen) => void): void {
  const element = pen.document.struct(type);
  pen.parent.add(element);
  work({ ...pen, parent: element });
  element.end();
}

/** Draws what is for the eye alone: lines, and what stands on every page. */
function adorn(document: PDFKit.PDFDocument, type: "Layout" | "Pagination", draw: () => void): void {
  document.markContent("Artifact", { type });
  draw();
  document.endMarkedContent();
}

function drawBlock(pen: Pen, block: PdfBlock): void {
  const { document } = pen;
  if (block.kind === "heading") {
    document.moveDown(1.2);
    if (document.y + ROOM_AFTER_HEADING > floorOf(document)) turnPage(document);
    write(pen, "H2", () => document.font("Helvetica-Bold").fontSize(13).text(printable(block.text)));
    return;
  }
  document.moveDown(0.5);
  if (block.kind === "text")
    write(pen, "P", () => document.font("Helvetica").fontSize(10).text(printable(block.text)));
  if (block.kind === "figures") drawFigures(pen, block.figures);
  if (block.kind === "facts") {
    const columns = [
      { header: "", width: 1 },
      { header: "", width: 2 },
    ];
    within(pen, "Table", (table) => {
      for (const row of block.rows) drawRow(table, columns, row);
    });
  }
  if (block.kind === "table") within(pen, "Table", (table) => drawTable(table, block));
}

/** A new page forgets the ink. */
function turnPage(document: PDFKit.PDFDocument): void {
  document.addPage().fillColor(INK);
}

function floorOf(document: PDFKit.PDFDocument): number {
  return document.page.height - MARGIN - 20;
}

function drawFigures(pen: Pen, figures: readonly { label: string; value: string }[]): void {
  const { document } = pen;
  const width = (document.page.width - 2 * MARGIN) / figures.length;
  const top = document.y + 6;
  let below = top;
  figures.forEach(({ label, value }, index) => {
    const left = MARGIN + index * width;
    adorn(document, "Layout", () => document.rect(left, top, 2.5, 44).fill("#005eb8").fillColor(INK));
    const box = { width: width - 16 };
    write(pen, "P", () =>
      document
        .font("Helvetica-Bold")
        .fontSize(13)
        .text(printable(value), left + 9, top + 1, box),
    );
    write(pen, "P", () =>
      document
        .font("Helvetica")
        .fontSize(8.5)
        .text(printable(label), left + 9, document.y + 2, box),
    );
    below = Math.max(below, document.y, top + 44);
  });
  document.x = MARGIN;
  document.y = below;
}

/** A table whose head is drawn again, for the eye alone, on each page that it goes on to. */
function drawTable(pen: Pen, table: Extract<PdfBlock, { kind: "table" }>): void {
  const { columns, rows, totals } = table;
  const { widths, size } = fitted(pen.document, table);
  const headers = columns.map((column) => column.header);
  const head = { bold: true, size, widths, line: QUIET };
  const onNewPage = () =>
    adorn(pen.document, "Pagination", () => drawRow(null, columns, headers, head, pen.document));
  drawRow(pen, columns, headers, { ...head, heads: true });
  for (const row of rows) drawRow(pen, columns, row, { size, widths, onNewPage });
  if (totals) drawRow(pen, columns, totals, { bold: true, size, widths, onNewPage });
}

/** The size of type and the widths in which every number and word of a table stays in one piece. */
function fitted(
  document: PDFKit.PDFDocument,
  { columns, rows, totals }: Extract<PdfBlock, { kind: "table" }>,
): { widths: number[]; size: number } {
  const space = document.page.width - 2 * MARGIN;
  const sizes = columns.length >= MANY_COLUMNS ? TYPE_SIZES.slice(1) : TYPE_SIZES;
  for (const size of sizes) {
    const needs = columns.map(({ header, width, numeric }, index) => {
      const cells = [...rows, ...(totals ? [totals] : [])].map((row) => printable(row[index] ?? ""));
      const words = [...(numeric ? [] : cells), header].flatMap((text) => text.split(/\s+/));
      const pieces = [...(numeric ? cells : []), ...words.filter((word) => word.length <= LONGEST_WORD)];
      // Bold is wider, and the last row is bold.
      document.font("Helvetica-Bold").fontSize(size);
      const longest = Math.max(0, ...new Set(pieces.map((piece) => document.widthOfString(piece))));
      return { share: width, least: longest + GAP + 1 };
    });
    const widths = columnWidths(space, needs);
    if (widths) return { widths, size };
  }
  // A word longer than a page is broken; numbers are not that long.
  return { widths: shares(columns, space), size: sizes.at(-1)! };
}

const shares = (columns: readonly PdfColumn[], space: number): number[] => {
  const whole = columns.reduce((total, column) => total + column.width, 0);
  return columns.map((column) => (space * column.width) / whole);
};

interface RowLook {
  bold?: boolean;
  size?: number;
  widths?: readonly number[];
  line?: string;
  /** Its cells head their columns; otherwise the first cell heads the row. */
  heads?: boolean;
  onNewPage?: () => void;
}

/** One row: as high as its highest cell, on the next page when it does not fit. Without a pen it has no structure. */
function drawRow(
  pen: Pen | null,
  columns: readonly PdfColumn[],
  cells: readonly string[],
  look: RowLook = {},
  on?: PDFKit.PDFDocument,
): void {
  const document = pen?.document ?? on!;
  const space = document.page.width - 2 * MARGIN;
  const widths = look.widths ?? shares(columns, space);
  // The last column ends where the lines end.
  const boxes = widths.map((width, index) => (index < widths.length - 1 ? width - GAP : width));
  const words = cells.map(printable);
  const setType = () => document.font(look.bold ? "Helvetica-Bold" : "Helvetica").fontSize(look.size ?? 9);
  setType();
  const heights = words.map((cell, index) => document.heightOfString(cell, { width: boxes[index]! }));
  const height = Math.max(...heights);
  if (document.y + height > floorOf(document)) {
    turnPage(document);
    look.onNewPage?.();
    setType();
  }
  const top = document.y;
  const cell = (index: number) => {
    const left = MARGIN + widths.slice(0, index).reduce((total, width) => total + width, 0);
    const align = columns[index]!.numeric ? "right" : "left";
    document.text(words[index]!, left, top, { width: boxes[index]!, align });
  };
  if (pen === null) words.forEach((_, index) => cell(index));
  else
    within(pen, "TR", (row) => {
      words.forEach((_, index) => write(row, look.heads || index === 0 ? "TH" : "TD", () => cell(index)));
    });
  const below = top + height + 2;
  const line = () =>
    document
      .moveTo(MARGIN, below)
      .lineTo(document.page.width - MARGIN, below)
      .lineWidth(look.line ? 1 : 0.5)
      .stroke(look.line ?? LINE);
  if (pen === null) line();
  else adorn(document, "Layout", line);
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
    adorn(document, "Pagination", () =>
      document
        .font("Helvetica")
        .fontSize(8)
        .fillColor(QUIET)
        .text(printable(`${title}, page ${page + 1} of ${count}`), MARGIN, document.page.height - 35, {
          lineBreak: false,
        }),
    );
    document.page.margins.bottom = bottom;
  }
}
