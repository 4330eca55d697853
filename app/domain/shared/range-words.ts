const digits = (count: number | bigint) => count.toLocaleString("en-GB");

/** "a whole number from 1 to 1,000,000": a refusal names both ends, so that one correction is enough. */
export function wholeNumberFrom(least: number | bigint, most: number | bigint): string {
  return `a whole number from ${digits(least)} to ${digits(most)}`;
}

/** "Keep the reason to 1,000 characters": named, because in the summary of a form's errors it stands without its field. */
export function tooLong(what: string, most: number): string {
  return `Keep ${what} to ${digits(most)} characters`;
}
