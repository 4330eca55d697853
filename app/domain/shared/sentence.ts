/** "Send the report." of "Send the report ": what somebody typed, as one sentence among others. Nothing stays nothing. */
export function asSentence(text: string): string {
  const words = text.trim();
  return words === "" || /[.!?…]["”’)]?$/.test(words) ? words : `${words}.`;
}

const LIST = new Intl.ListFormat("en-GB");

/** "1, 2 and 3". */
export function listed(parts: readonly (string | number)[]): string {
  return LIST.format(parts.map(String));
}
