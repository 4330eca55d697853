/**
 * Care providers have no code of their own in the directory: theirs is made from their name here
 * ("cqc-provider-maria-mallaband-16-limited"), so it says nothing beside it.
 */
const MADE_FROM_THE_NAME = /^cqc-provider-/;

/** The code of an organisation where people know it by one; null where it is only a key of ours. */
export const shownCode = (code: string | null): string | null =>
  code === null || MADE_FROM_THE_NAME.test(code) ? null : code;

/** An organisation as pages, papers and mails name it: "NHS England (X24)"; a care provider by its name alone. */
export function withCode(name: string, code: string): string {
  return name === code || shownCode(code) === null ? name : `${name} (${code})`;
}
