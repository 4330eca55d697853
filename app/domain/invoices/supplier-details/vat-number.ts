const WEIGHTS = [8, 7, 6, 5, 4, 3, 2] as const;

/** A typed VAT registration number as it is stored: its digits, without country and spaces. What is no number stays. */
export function readVatNumber(typed: string): string {
  return typed
    .replaceAll(/[\s.-]/g, "")
    .toUpperCase()
    .replace(/^(GB|XI)/, "");
}

/**
 * Whether nine digits, or twelve of a branch, are a VAT registration number of the United Kingdom by its check digits:
 * the first seven weighted 8 to 2, plus the last two, are a multiple of 97; numbers given since 2010 are with 55 more
 * (HMRC, "VAT registration numbers", modulus 97 and 9755). That it was really given to somebody cannot be told from it.
 */
export function isVatNumber(digits: string): boolean {
  if (!/^\d{9}(\d{3})?$/.test(digits) || /^0{9}/.test(digits)) return false;
  const weighed = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const total = weighed + Number(digits.slice(7, 9));
  return total % 97 === 0 || (total + 55) % 97 === 0;
}

/** "GB 123 4567 82" */
export function shownVatNumber(digits: string): string {
  return `GB ${digits.replace(/^(\d{3})(\d{4})(\d{2})/, "$1 $2 $3 ").trim()}`;
}

/** The number of seven digits with its check digits, as numbers are given since 2010: for invented suppliers. */
export function withCheckDigits(seven: string): string {
  const weighed = WEIGHTS.reduce((total, weight, at) => total + weight * Number(seven[at]), 55);
  return `${seven}${String((97 - (weighed % 97)) % 97).padStart(2, "0")}`;
}
