/**
 * What is seen as nothing between two characters, and what is seen as a sign: everything that is neither letter nor digit,
 * as code points, because the database makes the same key by the same list (proof_key, migration 0033). Blanks, controls
 * and marks of no width; ASCII and Latin-1 punctuation and signs, general punctuation with its dashes, the minus, full
 * stops of the East.
 */
const BLANKS = /[\s\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;
const SIGN =
  "[\\u0021-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007e\\u00a1-\\u00bf\\u00d7\\u00f7\\u2010-\\u2027\\u2030-\\u205e\\u2212\\u3001-\\u303f]";
/** Signs that do not stand between two digits. */
const LOOSE_SIGNS = new RegExp(`(?<!${SIGN}|[0-9])${SIGN}+|${SIGN}+(?!${SIGN}|[0-9])`, "g");
const SIGNS = new RegExp(`${SIGN}+`, "g");

/**
 * What makes two references one proof: the number of an invoice as evidence of own spend or of a match, the reference of
 * a bank payment. "INV 20817", "inv-20817" and "INV\u00a020817" are one; what the letters' size, their width, spaces and
 * punctuation tell apart is how somebody typed it. A sign between two digits is part of the number, whichever sign it is:
 * "20817/2" and "20817 - 2" are one, the second part of 20817, and "208172" is another. Spaces alone only group digits.
 * Everything that asks whether a proof was there before asks with this key, and tables keep it beside the words as they
 * were typed. A reference of nothing but signs is its own key.
 */
export function proofKey(reference: string): string {
  const written = reference.normalize("NFKC").toLowerCase().replaceAll(BLANKS, "");
  // Of nothing but marks of no width it is those, so that no reference is without a key.
  if (written === "") return reference.replaceAll(" ", "");
  return written.replaceAll(LOOSE_SIGNS, "").replaceAll(SIGNS, "/") || written;
}

/**
 * Whether a kept key is one of a proof that stood twice before spellings were compared: the later record's key has its
 * number after a space (migrations 0028, 0031 and 0033), which no proof that is typed can have.
 */
export function isRepeatedKey(key: string): boolean {
  return key.includes(" ");
}
