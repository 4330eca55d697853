/** "Send the report." of "Send the report ": what somebody typed, as one sentence among others. Nothing stays nothing. */
export function asSentence(text: string): string {
  const words = text.trim();
  return words === "" || /[.!?…]["”’)]?$/.test(words) ? words : `${words}.`;
}

/**
 * "its own budget" of "Our own budget": what somebody wrote of themselves, in the middle of a sentence that another says of
 * them. Names stay as they are.
 */
export function inSentence(words: string): string {
  const said = words.trim().replace(/^(our|my)\b/i, "its");
  return said.replace(/^(The|A|An|Its)\b/, (first) => first.toLowerCase());
}

/** "From £1.20 a year" of "from £1.20 a year": words that begin a sentence or a label. */
export function capitalised(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const LISTS = {
  and: new Intl.ListFormat("en-GB"),
  or: new Intl.ListFormat("en-GB", { type: "disjunction" }),
};

/** "1, 2 and 3", or "1, 2 or 3". */
export function listed(parts: readonly (string | number)[], last: "and" | "or" = "and"): string {
  return LISTS[last].format(parts.map(String));
}
