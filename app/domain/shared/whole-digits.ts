/**
 * The digits of a whole number as people write it, "9,500" as "9500"; null when it is none. Commas, or else spaces, stand
 * between thousands and nowhere else: "12,5" is twelve and a half to whoever wrote it, not 125.
 */
export function wholeDigits(text: string): string | null {
  const plain = text.trim();
  if (/^\d+$/.test(plain)) return plain;
  for (const grouped of [/^\d{1,3}(,\d{3})+$/, /^\d{1,3}([ \u00a0\u202f]\d{3})+$/]) {
    if (grouped.test(plain)) return plain.replaceAll(/\D/g, "");
  }
  return null;
}
