/**
 * What makes two references one proof: the number of an invoice as evidence of own spend or of a match, the reference of
 * a bank payment. "INV 20817", "inv 20817 " and "INV\u00a020817" are one; what the letters' size, their width and spaces
 * of any kind tell apart is how somebody typed it. Everything that asks whether a proof was there before asks with this
 * key, and tables keep it beside the words as they were typed.
 */
export function proofKey(reference: string): string {
  return reference
    .normalize("NFKC")
    .replaceAll(/[\s\u200b\u2060]/g, "")
    .toLowerCase();
}

/**
 * Whether a kept key is one of a proof that stood twice before spellings were compared: the later record's key has its
 * number after a space (migration 0028), which no proof that is typed can have.
 */
export function isRepeatedKey(key: string): boolean {
  return key.includes(" ");
}
