import { inflateSync } from "node:zlib";

/**
 * The words of a PDF that pdfkit made, in the order in which they are drawn and without their spaces: a line is drawn in
 * pieces, between which only distances are written down.
 */
export function pdfText(pdf: Buffer): string {
  return pdfLines(pdf).join("").replaceAll(/\s/g, "");
}

/** The same line by line: what does not fit in its place is drawn in several. */
export function pdfLines(pdf: Buffer): string[] {
  const raw = pdf.toString("latin1");
  const texts: string[] = [];
  for (const { 1: length, index } of raw.matchAll(/\/Length (\d+)[^]*?stream\n/g)) {
    const from = raw.indexOf("stream\n", index) + "stream\n".length;
    const packed = pdf.subarray(from, from + Number(length));
    let stream: string;
    try {
      stream = inflateSync(packed).toString("latin1");
    } catch {
      continue; // A picture or a font.
    }
    for (const { 0: shown } of stream.matchAll(/\[[^\]]*\] TJ/g)) {
      const pieces = [...shown.matchAll(/<([0-9a-f]+)>/gi)];
      texts.push(pieces.map(([, hex]) => Buffer.from(hex!, "hex").toString("latin1")).join(""));
    }
  }
  return texts;
}
