import type { Pence } from "~/domain/money/money";

/** "£1.2m", "£45k", "£640": money where there is room for six characters. Rounded half up; the table has the pennies. */
export function shortMoney(amount: Pence): string {
  const pounds = (amount + 50n) / 100n;
  if (pounds >= 999_500n) {
    const tenths = (pounds + 50_000n) / 100_000n;
    const whole = tenths / 10n;
    return whole >= 100n || tenths % 10n === 0n ? `£${grouped(whole)}m` : `£${whole}.${tenths % 10n}m`;
  }
  if (pounds >= 10_000n) return `£${(pounds + 500n) / 1000n}k`;
  if (pounds >= 1_000n) {
    const tenths = (pounds + 50n) / 100n;
    return tenths % 10n === 0n ? `£${tenths / 10n}k` : `£${tenths / 10n}.${tenths % 10n}k`;
  }
  return `£${pounds}`;
}

const grouped = (value: bigint) => value.toLocaleString("en-GB");

/** Words of organisations that a picture can do without; its table has them. */
const SPARE = /^The (?=.*Trust$)| (NHS )?(Foundation )?Trust$| Integrated Care Board$/g;

/** A name in at most so many lines of so many characters, the last cut with an ellipsis where it must be. */
export function wrapped(name: string, width: number, most: number): string[] {
  const words = name.replaceAll(SPARE, "").split(" ");
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines.map((line) => cut(line, width));
  const kept = lines.slice(0, most);
  return kept.map((line, at) =>
    at === most - 1 ? `${cut(line, width - 1).replace(/…$/, "")}…` : cut(line, width),
  );
}

const cut = (line: string, width: number) => (line.length > width ? `${line.slice(0, width - 1)}…` : line);

/**
 * About how wide a line is in the widest of usual fonts (DejaVu Sans), in the units of `size`. Pictures are drawn on the
 * server, where nobody knows the font, so a label that fits by this fits everywhere.
 */
export function widthOf(line: string, size: number, bold = false): number {
  const ems = [...line].reduce((sum, letter) => {
    if (/[ijlftr.,:;'’|!() -]/.test(letter)) return sum + 0.4;
    return sum + (/[mwMW%@]/.test(letter) ? 0.99 : /[A-Z&]/.test(letter) ? 0.74 : 0.64);
  }, 0);
  return ems * size * (bold ? 1.13 : 1);
}

/** A name in at most `most` lines that fit `room`, the last with a bold `figure` after it where one is given. */
export function fitted(
  name: string,
  { room, size, most, figure = "" }: { room: number; size: number; most: number; figure?: string },
): string[] {
  const left = room - (figure === "" ? 0 : widthOf(` ${figure}`, size, true));
  for (let width = 40; width > 3; width -= 1) {
    const lines = wrapped(name, width, most);
    if (lines.every((line, at) => widthOf(line, size) <= (at === lines.length - 1 ? left : room)))
      return lines;
  }
  return wrapped(name, 3, most);
}
