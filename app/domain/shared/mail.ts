/*
 * What an e-mail says, as parts rather than as text with marks in it: a paragraph, or a link to a page. Nothing in a
 * paragraph means anything to whoever renders it, so an order's title or a reason that somebody typed can stand in one
 * as it is. Whoever sends the mail escapes every paragraph and makes every path a whole address: app/jobs/send-email.
 */

/** A link: what the reader does there, and the path of the page. */
export interface MailLink {
  readonly label: string;
  readonly path: `/${string}`;
}

/** Words, with line breaks where they matter; or a link, which stands on its own. */
export type MailBlock = string | MailLink;

export type MailBody = readonly MailBlock[];

export interface Message {
  /** What it is about, for filtering: sign-in-code, invitation, order-approval ... */
  kind: string;
  /** One line of plain text; `subjectLine` makes sure of it. */
  subject: string;
  body: MailBody;
}

/** The mails that carry a code or the secret of a link: not kept longer than it takes to deliver them. */
export const LETS_ITS_READER_IN: ReadonlySet<string> = new Set(["sign-in-code", "invitation"]);

const SUBJECT_LENGTH = 150;
/** Control characters, and those that turn the direction of what follows. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** A subject as one line of at most 150 characters, whatever was typed into the names in it. */
export function subjectLine(text: string): string {
  const line = [...text.replaceAll(INVISIBLE, " ").replaceAll(/\s+/gu, " ").trim()];
  return line.length <= SUBJECT_LENGTH ? line.join("") : `${line.slice(0, SUBJECT_LENGTH - 1).join("")}…`;
}

/** A paragraph without invisible characters: lines with no space around them, and no empty ones. */
export function paragraphLines(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u);
  return lines.map((line) => line.replaceAll(INVISIBLE, " ").trim()).filter(Boolean);
}

/** A link with its whole address. */
export interface AddressedLink {
  label: string;
  address: string;
}

/**
 * The mail as its reader gets it: every path becomes an address of the service. `publicUrl` has no final slash. Throws
 * when a path would lead to another site.
 */
export function addressed(body: MailBody, publicUrl: string): (string | AddressedLink)[] {
  return body.map((block) =>
    typeof block === "string" ? block : { label: block.label, address: addressOf(block.path, publicUrl) },
  );
}

function addressOf(path: string, publicUrl: string): string {
  if (!/^\/(?![/\\])/.test(path)) throw new Error(`A mail cannot link to ${path}`);
  const { pathname, search } = new URL(path, publicUrl);
  // What URL leaves as it is, and a mail program may take for the end of the address.
  const whole = `${pathname}${search}`.replaceAll(
    /['()[\]]/g,
    (mark) => `%${mark.codePointAt(0)!.toString(16)}`,
  );
  return `${publicUrl}${whole}`;
}

/** The words of a mail with its paths, a paragraph each: to search in and to show where nothing can be clicked. */
export function mailText(body: MailBody): string {
  return body
    .map((block) => (typeof block === "string" ? block : `${block.label}: ${block.path}`))
    .join("\n\n");
}
