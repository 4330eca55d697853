/*
 * What no text of ours may hold. PostgreSQL keeps no NUL in text and refuses "\u0000" in jsonb; half of a surrogate pair
 * is no character: UTF-8 cannot write it, jsonb refuses it and encodeURIComponent throws. Nobody types either, so both
 * are taken out where input enters (parse.server, form.server, session.server) and nothing behind has to think of them.
 */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** The text without NUL and without lone halves of surrogate pairs. */
export function storable(text: string): string {
  return text.replaceAll(UNSTORABLE, "");
}

/** True when the text can be stored as it is. */
export function isStorable(text: string): boolean {
  return text.search(UNSTORABLE) === -1;
}

/** The same for every text in a value as JSON has them, the names of its members too. */
export function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [storable(name), storableJson(inner)]),
  );
}

/** Names and values in order as a record; a name that stands more than once becomes a list. */
export function recordOf<V>(entries: Iterable<readonly [string, V]>): Record<string, V | V[]> {
  const lists = new Map<string, V[]>();
  for (const [name, value] of entries) {
    const list = lists.get(name);
    if (list) list.push(value);
    else lists.set(name, [value]);
  }
  // fromEntries defines a member named "__proto__" like any other, where an assignment would set the prototype.
  return Object.fromEntries([...lists].map(([name, all]) => [name, all.length === 1 ? all[0]! : all]));
}
