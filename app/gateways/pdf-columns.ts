/** A column's part of the width, and the least that its longest word or number needs, in points. */
export interface ColumnNeed {
  share: number;
  least: number;
}

/**
 * Widths of a table's columns that fill the space: by their shares, but none below its least, so that no number and no
 * word is broken over two lines. What a narrow column lacks the others give, in proportion to what they can spare. Null
 * when the space is too small for all of them: then the table is set smaller.
 */
export function columnWidths(space: number, columns: readonly ColumnNeed[]): number[] | null {
  const needed = columns.reduce((total, { least }) => total + least, 0);
  if (needed > space) return null;
  const whole = columns.reduce((total, { share }) => total + share, 0);
  const wanted = columns.map(({ share }) => (space * share) / whole);
  const lacks = wanted.map((width, index) => Math.max(0, columns[index]!.least - width));
  const spare = wanted.map((width, index) => Math.max(0, width - columns[index]!.least));
  const lack = lacks.reduce((total, one) => total + one, 0);
  const all = spare.reduce((total, one) => total + one, 0);
  return wanted.map((width, index) => width + lacks[index]! - (all === 0 ? 0 : (lack * spare[index]!) / all));
}
