const WILD = /[%_\\]/g;

/** The pattern for LIKE or ILIKE that finds a text anywhere, as it was typed: "%", "_" and "\\" in it are themselves. */
export const containing = (text: string): string => `%${literal(text)}%`;

/** The same for what begins with a text. */
export const beginningWith = (text: string): string => `${literal(text)}%`;

const literal = (text: string) => text.replaceAll(WILD, "\\$&");
