import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url });
});

/** The name and value of each cookie that an answer sets and does not clear. */
function cookiesOf(answer: Response): string {
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);
  return pairs.filter((pair) => !pair.endsWith("=")).join("; ");
}

async function lastMail(to: string): Promise<{ subject: string; body: string }> {
  const [mail] = await database.sql<{ subject: string; body: string }[]>`
    select subject, body from email where to_address = ${to} order by created_at desc, id limit 1`;
  return mail!;
}

/** Asks for a code by the two pages and enters it. Answers the last response and all cookies. */
async function enterCode(email: string, code?: string, returnTo?: string) {
  const asked = await post(app, "/sign-in", { email, ...(returnTo ? { returnTo } : {}) });
  const emailCookie = cookiesOf(asked);
  const sent = code ?? (await lastMail(email)).subject.slice(0, 6);
  const form = { code: sent, ...(returnTo ? { returnTo } : {}) };
  return post(app, "/sign-in/code", form, emailCookie);
}

/** RFC 6238 with the usual 30 seconds and 6 digits, over the secret as text. */
function totp(secret: Buffer, at = Date.now()): string {
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

describe("a code by e-mail", () => {
  it("signs a person in and leads to the page they asked for", async () => {
    const { email } = PEOPLE.priya;
    const done = await enterCode(email, undefined, "/account?from=mail");
    expect([done.status, done.headers.get("location")]).toEqual([302, "/account?from=mail"]);
    const session = done.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith("dovetail.session_token="));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    const account = await (await get(app, "/account", cookiesOf(done))).text();
    expect(account).toContain("Priya Shah");
    expect(account).toContain("Leeds Teaching Hospitals NHS Trust");
  });

  it("refuses a wrong code beside its field", async () => {
    const wrong = await enterCode(PEOPLE.tom.email, "000000");
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("This code is wrong or too old");
  });

  it("answers an unknown address with the same page and a mail that says how to join", async () => {
    const known = await post(app, "/sign-in", { email: PEOPLE.grace.email });
    const unknown = await post(app, "/sign-in", { email: "nobody@nhs.example" });
    expect([unknown.status, unknown.headers.get("location")]).toEqual([
      known.status,
      known.headers.get("location"),
    ]);
    expect((await lastMail("nobody@nhs.example")).body).toContain("There is no Dovetail account");
    const people = await database.sql`select 1 from "user" where email = 'nobody@nhs.example'`;
    expect(people).toHaveLength(0);
  });

  it("locks after too many attempts and says until when", async () => {
    const email = PEOPLE.marcus.email;
    const cookie = cookiesOf(await post(app, "/sign-in", { email }));
    let last: Response | undefined;
    for (let attempt = 0; attempt < 11; attempt += 1)
      last = await post(app, "/sign-in/code", { code: "123456" }, cookie);
    expect(last?.status).toBe(429);
    expect(await last?.text()).toContain("signing in is locked for");
  });

  it("is sent by the worker and written as a file", async () => {
    await expect
      .poll(
        async () =>
          (await database.sql`select state from email where to_address = ${PEOPLE.priya.email}`)[0]?.state,
        {
          timeout: 15_000,
        },
      )
      .toBe("sent");
  });
});

describe("signing out", () => {
  it("ends the session, also for those who kept the cookie", async () => {
    const cookie = await signInAs(app, PEOPLE.sam.email);
    expect((await get(app, "/account", cookie)).status).toBe(200);
    expect((await post(app, "/sign-out", {}, cookie)).headers.get("location")).toBe("/");
    const again = await get(app, "/account", cookie);
    expect([again.status, again.headers.get("location")]).toEqual([302, "/sign-in?returnTo=%2Faccount"]);
  });

  it("refuses a cookie that somebody changed", async () => {
    const cookie = await signInAs(app, PEOPLE.sam.email);
    expect((await get(app, "/account", cookie.replace("token=", "token=x"))).status).toBe(302);
  });
});

describe("an authenticator app", () => {
  it("is set up once and then asked for before anything else", async () => {
    const { email } = PEOPLE.helen;
    const first = await signInAs(app, email);
    await post(app, "/account/authenticator", { intent: "begin" }, first);
    const page = await (await get(app, "/account/authenticator", first)).text();
    expect(page).toContain("data:image/svg+xml");
    const secret = base32(/type this key:.*?<code[^>]*>([A-Z2-7=]+)</s.exec(page)![1]!);
    const [, backup] = /dt-backup-code">([\w-]+)<\/code>/.exec(page)!;
    const wrong = await post(app, "/account/authenticator", { intent: "confirm", code: "000000" }, first);
    expect(wrong.status).toBe(422);
    const done = await post(app, "/account/authenticator", { intent: "confirm", code: totp(secret) }, first);
    expect([done.status, done.headers.get("location")]).toEqual([302, "/account/authenticator"]);
    const fresh = cookiesOf(done);
    expect(await (await get(app, "/account/authenticator", fresh)).text()).toContain("is set up");

    const session = await enterCode(email);
    expect(session.headers.get("location")).toBe("/sign-in/authenticator");
    const half = cookiesOf(session);
    const refused = await get(app, "/account", half);
    expect(refused.headers.get("location")).toBe("/sign-in/authenticator?returnTo=%2Faccount");
    expect((await post(app, "/sign-in/authenticator", { code: "000000" }, half)).status).toBe(422);
    const through = await post(
      app,
      "/sign-in/authenticator",
      { code: totp(secret), returnTo: "/account" },
      half,
    );
    expect(through.headers.get("location")).toBe("/account");
    expect((await get(app, "/account", half)).status).toBe(200);

    const other = cookiesOf(await enterCode(email));
    const byBackup = await post(
      app,
      "/sign-in/authenticator",
      { code: backup!, returnTo: "/account" },
      other,
    );
    expect(byBackup.headers.get("location")).toBe("/account");
    const third = cookiesOf(await enterCode(email));
    expect((await post(app, "/sign-in/authenticator", { code: backup! }, third)).status).toBe(422);
  });
});

describe("a form", () => {
  it("of another website is refused", async () => {
    const cookie = await signInAs(app, PEOPLE.sam.email);
    const answer = await fetch(`${app.baseUrl}/sign-out`, {
      method: "POST",
      headers: { Cookie: cookie, Origin: "https://evil.example" },
      redirect: "manual",
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("did not come from this website");
  });

  it("sent when the session has ended comes back after signing in, to its own person only", async () => {
    const { email } = PEOPLE.ruth;
    const cookie = await signInAs(app, email);
    await database.sql`update session set expires_at = now() - interval '1 minute' where user_id = (select id from "user" where email = ${email})`;
    const typed = { intent: "invite", email: "new.person@alder.example", role: "supplier_editor" };
    const sent = await post(app, "/account/people", typed, cookie);
    expect(sent.headers.get("location")).toBe("/sign-in?returnTo=%2Faccount%2Fpeople");
    const held = cookiesOf(sent);
    const again = await signInAs(app, email);
    const page = await (await get(app, "/account/people", `${again}; ${held}`)).text();
    expect(page).toContain("new.person@alder.example");
    expect(page).toContain("Your session had ended before this was sent");
    const stranger = await signInAs(app, PEOPLE.daniel.email);
    const other = await (await get(app, "/account/people", `${stranger}; ${held}`)).text();
    expect(other).not.toContain("new.person@alder.example");
  });

  it("sent twice at once has one effect and one answer", async () => {
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    const form = {
      intent: "invite",
      email: "twice@alder.example",
      role: "supplier_editor",
      _token: "one-page",
    };
    const answers = await Promise.all([1, 2, 3].map(() => post(app, "/account/people", form, cookie)));
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 302]);
    const rows = await database.sql`select withdrawn_at from invitation where email = 'twice@alder.example'`;
    expect(rows).toHaveLength(1);
  });
});

describe("an invitation", () => {
  it("gives an account and a role once, and then says that it was used", async () => {
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    const email = "joan.elm@alder.example";
    await post(app, "/account/people", { intent: "invite", email, role: "supplier_editor" }, cookie);
    const [link] = /\/invitations\/[\w-]+/.exec((await lastMail(email)).body)!;
    expect(await (await get(app, link)).text()).toMatch(/Join (<!-- -->)?Alder Systems Ltd/);
    const accepted = await post(app, link, { name: "Joan Elm" });
    expect(accepted.headers.get("location")).toBe("/sign-in?email=joan.elm%40alder.example");
    expect((await get(app, link)).status).toBe(410);
    const done = await enterCode(email);
    expect(done.headers.get("location")).toBe("/supplying");
  });
});
