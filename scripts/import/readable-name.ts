const CAPITALS = new Set(
  "NHS ICB PCN CCG CSU GP UK CIC CIO II III IV LLP PLC LTC OOH WIC SRC UTC CQC H&J HQ TPP EMIS IT A&E ENT GPSI GPWSI MSK".split(
    " ",
  ),
);
const SMALL = new Set("of the and for in on at with by to upon under c/o le de".split(" "));

/**
 * Names and addresses of the NHS directory are in capitals; people read them in ordinary case. Text that already has
 * small letters is left as it is. The code, not the name, is the identity, so nothing hangs on a wrong guess.
 */
export function readableName(text: string): string {
  const tidy = text.replace(/\s+/g, " ").trim();
  if (/[a-z]/.test(tidy)) return tidy;
  return tidy
    .split(" ")
    .map((word, index) => readableWord(word, index))
    .join(" ");
}

function readableWord(word: string, index: number): string {
  const bare = word.replace(/[^A-Z&/]/g, "");
  if (CAPITALS.has(bare) || /\d/.test(word)) return word;
  const small = word.toLowerCase();
  if (index > 0 && SMALL.has(small)) return small;
  return small
    .replace(/(^|[-(/.&])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(
      /^(O')([a-z])/i,
      (_, before: string, letter: string) => before.toUpperCase() + letter.toUpperCase(),
    )
    .replace(/^Mc([a-z])/, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}

/** A day out of "20130401", "2013-04-01", "01/04/2013" or "01Jan2022"; null when it is none of them. */
export function readDay(text: string): string | null {
  const digits = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  const british = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const named = /^(\d{2})([A-Z][a-z]{2})(\d{4})$/.exec(text);
  const month = named ? "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(named[2]!) / 3 + 1 : 0;
  const made = digits
    ? `${digits[1]}-${digits[2]}-${digits[3]}`
    : british
      ? `${british[3]}-${british[2]}-${british[1]}`
      : named
        ? `${named[3]}-${String(month).padStart(2, "0")}-${named[1]}`
        : "";
  const time = Date.parse(`${made}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== made ? null : made;
}
