import { createHmac } from "node:crypto";
import type postgres from "postgres";
import { mailText, type MailBody } from "~/domain/shared/mail";
import type { RunningApp } from "./app";
import { get, post } from "./sign-in";

/** The name and value of each cookie that an answer sets and does not clear. */
export function cookiesOf(answer: Response): string {
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);
  return pairs.filter((pair) => !pair.endsWith("=")).join("; ");
}

/** The newest mail to an address, as text. */
export async function lastMail(sql: postgres.Sql, to: string): Promise<{ subject: string; body: string }> {
  const [mail] = await sql<{ subject: string; body: MailBody }[]>`
    select subject, body from email where to_address = ${to} order by created_at desc, id limit 1`;
  return { subject: mail!.subject, body: mailText(mail!.body) };
}

/** The code in the newest mail to an address. */
export async function codeOf(sql: postgres.Sql, email: string): Promise<string> {
  return /Your code is ([\d ]+)\./.exec((await lastMail(sql, email)).body)![1]!;
}

/** Asks for a code by the two pages and enters it. Answers the last response and all cookies. */
export async function enterCode(
  { app, sql }: { app: RunningApp; sql: postgres.Sql },
  email: string,
  code?: string,
  returnTo?: string,
) {
  const asked = await post(app, "/sign-in", { email, ...(returnTo ? { returnTo } : {}) });
  const emailCookie = cookiesOf(asked);
  const sent = code ?? (await codeOf(sql, email));
  const form = { code: sent, ...(returnTo ? { returnTo } : {}) };
  return post(app, "/sign-in/code", form, emailCookie);
}

/** RFC 6238 with the usual 30 seconds and 6 digits, over the secret as text. */
export function totp(secret: Buffer, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const offset = hash.at(-1)! & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function base32(text: string): Buffer {
  let bits = "";
  for (const letter of text.replaceAll("=", ""))
    bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Sets an app up on a page, as its person does. Answers the cookie of the new session and the app's secret. */
export async function setUpAuthenticator(on: RunningApp, page: string, session: string) {
  await post(on, page, { intent: "begin" }, session);
  const shown = await (await get(on, page, session)).text();
  const secret = base32(/type this key:.*?<code[^>]*>([A-Z2-7=]+)</s.exec(shown)![1]!);
  const [, backup] = /dt-backup-code">([\w-]+)<\/code>/.exec(shown)!;
  const done = await post(on, page, { intent: "confirm", code: totp(secret) }, session);
  return { done, cookie: cookiesOf(done), secret, backup: backup! };
}
