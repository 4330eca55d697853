/*
 * GOV.UK Notify reads what is put in for ((body)) as its Markdown: `#` and `##` are headings, `*`, `-`, `•` and `1.`
 * lists, `^` inset text, `---` a rule, `[text](address)` a link, and every http(s) address becomes one. Emphasis and
 * code are switched off, HTML is escaped (alphagov/notifications-utils, notifications_utils/markdown.py, mistune 0.8).
 * Here is the only place where a mail becomes that Markdown, and all of its words are escaped.
 */

/** Words, or a link with its whole address. */
export type NotifyBlock = string | { label: string; address: string };

/** Stands where a backslash means nothing to Notify; Notify itself puts one into "GOV.UK" so that it is no link. */
const ZERO_WIDTH_SPACE = "\u200b";

/** What starts a block of Markdown at the beginning of a line; anything but a letter or an opening quotation mark may. */
const HARMLESS_START = /^[\p{L}“‘£]/u;

/** The Markdown of a mail whose blocks stand apart; only its links are links. */
export function notifyMarkdown(blocks: readonly NotifyBlock[]): string {
  return blocks
    .map((block) => {
      if (typeof block === "string") return escapeParagraph(block);
      return [escapeParagraph(`${block.label}:`), block.address].join("\n\n");
    })
    .filter(Boolean)
    .join("\n\n");
}

/** Words as one paragraph that reads as it was typed: no heading, list, rule, inset, link or placeholder in it. */
export function escapeParagraph(text: string): string {
  const lines = text.split(/\s*[\n\r\u2028\u2029]\s*/u).map((line) => line.trim());
  return lines.filter(Boolean).map(escapeLine).join("\n");
}

function escapeLine(line: string): string {
  const inline = line
    // A backslash before one of these is dropped with the mark's meaning.
    .replaceAll(/[\\`*{}[\]()#_~|>]/gu, String.raw`\$&`)
    // An address would become a link, and mail programs make one of a bare domain, too.
    .replaceAll(/:(?=\/\/)/gu, `:${ZERO_WIDTH_SPACE}`)
    .replaceAll(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${ZERO_WIDTH_SPACE}`);
  return HARMLESS_START.test(inline) ? inline : `${ZERO_WIDTH_SPACE}${inline}`;
}
