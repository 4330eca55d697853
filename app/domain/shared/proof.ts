/**
 * Everything that is neither letter nor digit, written as code points so that a migration can remove the same (0031):
 * spaces, ASCII and Latin-1 punctuation and signs, general punctuation with its dashes, the minus, full stops of the East.
 */
const SEPARATORS =
  /[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u2212\u3000-\u303f\ufeff]/g;

/**
 * What makes two references one proof: the number of an invoice as evidence of own spend or of a match, the reference of
 * a bank payment. "INV 20817", "inv-20817" and "INV\u00a020817" are one; what the letters' size, their width, spaces and
 * punctuation tell apart is how somebody typed it. Everything that asks whether a proof was there before asks with this
 * key, and tables keep it beside the words as they were typed. A reference of nothing but signs is its own key.
 */
export function proofKey(reference: string): string {
  const written = reference.normalize("NFKC").toLowerCase();
  return written.replaceAll(SEPARATORS, "") || written.replaceAll(/\s/g, "");
}

/**
 * Whether a kept key is one of a proof that stood twice before spellings were compared: the later record's key has its
 * number after a space (migrations 0028 and 0031), which no proof that is typed can have.
 */
export function isRepeatedKey(key: string): boolean {
  return key.includes(" ");
}
