import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { mailText, type MailBody } from "~/domain/shared/mail";
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
  const [mail] = await database.sql<{ subject: string; body: MailBody }[]>`
    select subject, body from email where to_address = ${to} order by created_at desc, id limit 1`;
  return { subject: mail!.subject, body: mailText(mail!.body) };
}

async function codeOf(email: string): Promise<string> {
  return /Your code is ([\d ]+)\./.exec((await lastMail(email)).body)![1]!;
}

/** Asks for a code by the two pages and enters it. Answers the last response and all cookies. */
async function enterCode(email: string, code?: string, returnTo?: string) {
  const asked = await post(app, "/sign-in", { email, ...(returnTo ? { returnTo } : {}) });
  const emailCookie = cookiesOf(asked);
  const sent = code ?? (await codeOf(email));
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
    const wrong = await enterCode(PEOPLE.tom.email, "00000000");
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

  it("stands in its mail and nowhere else", async () => {
    const { email } = PEOPLE.tom;
    await post(app, "/sign-in", { email });
    const code = (await codeOf(email)).replace(" ", "");
    expect((await lastMail(email)).subject).toBe("Your Dovetail sign-in code");
    const rows = await database.sql`select code_hash, secret_hash from sign_in_code`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(code);
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

describe("somebody else who tries codes for an address", () => {
  const email = PEOPLE.marcus.email;
  /** A request by the proxy in front, for a client of this address. */
  const from = (client: string, path: string, form: Record<string, string>, cookie = "") =>
    fetch(`${proxied.baseUrl}${path}`, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { Origin: proxied.baseUrl, Cookie: cookie, "X-Forwarded-For": client },
      redirect: "manual",
    });
  const ask = async (client: string, cookie = "") =>
    cookiesOf(await from(client, "/sign-in", { email }, cookie));
  let proxied: RunningApp;
  beforeAll(async () => {
    proxied = await startApp({ databaseUrl: database.url, env: { TRUST_PROXY: "1" } });
  });

  it("uses up nobody's code, is slowed down after ten, and locks nobody out", async () => {
    const earlier = await signInAs(app, email);
    const mine = await ask("192.0.2.1");
    const code = await codeOf(email);

    const theirs = await ask("198.51.100.7");
    const answers: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const answer = await from("198.51.100.7", "/sign-in/code", { code: "00000000" }, theirs);
      answers.push(answer.status);
      if (attempt === 10) expect(await answer.text()).toContain("signing in from here is locked for");
    }
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    // Not even the right code, where it was not asked for.
    expect((await from("203.0.113.9", "/sign-in/code", { code }, theirs)).status).toBe(422);

    expect((await get(app, "/account", earlier)).status).toBe(200);
    const done = await from("192.0.2.1", "/sign-in/code", { code }, mine);
    expect([done.status, done.headers.get("location")]).toEqual([302, "/supplying"]);
    expect((await from("192.0.2.1", "/sign-in/code", { code }, mine)).status).toBe(422);
    const fresh = await ask("192.0.2.1");
    const again = await from("192.0.2.1", "/sign-in/code", { code: await codeOf(email) }, fresh);
    expect(again.status).toBe(302);
  });

  it("cannot ask for so many that its own person gets none", async () => {
    const first = await ask("192.0.2.20");
    const known = cookiesOf(await from("192.0.2.20", "/sign-in/code", { code: await codeOf(email) }, first));
    const asked: number[] = [];
    for (let client = 1; client <= 10; client += 1) {
      for (let attempt = 0; attempt < 5; attempt += 1)
        asked.push((await from(`203.0.113.${client + 20}`, "/sign-in", { email })).status);
    }
    expect(asked.at(-1)).toBe(429);
    expect((await from("192.0.2.21", "/sign-in", { email })).status).toBe(429);
    const mine = await ask("192.0.2.20", known);
    const done = await from(
      "192.0.2.20",
      "/sign-in/code",
      { code: await codeOf(email) },
      `${mine}; ${known}`,
    );
    expect(done.status).toBe(302);
  });

  it("has five tries at one code, also all at once", async () => {
    const asked = cookiesOf(await post(app, "/sign-in", { email: PEOPLE.sam.email }));
    const code = await codeOf(PEOPLE.sam.email);
    await Promise.all(
      Array.from({ length: 5 }, () => post(app, "/sign-in/code", { code: "00000000" }, asked)),
    );
    expect((await post(app, "/sign-in/code", { code }, asked)).status).toBe(422);
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

  it("is removed with its code only, which is in the audit and told by mail", async () => {
    const { email } = PEOPLE.grace;
    const { cookie, secret } = await setUp(app, "/account/authenticator", await signInAs(app, email));
    const remove = { intent: "remove" };
    expect((await post(app, "/account/authenticator", remove, cookie)).status).toBe(422);
    const wrong = await post(app, "/account/authenticator", { ...remove, code: "000000" }, cookie);
    expect(wrong.status).toBe(422);
    // Nor is it replaced by beginning again.
    await post(app, "/account/authenticator", { intent: "begin" }, cookie);
    const again = cookiesOf(await enterCode(email));
    const through = { code: totp(secret), returnTo: "/account" };
    expect((await post(app, "/sign-in/authenticator", through, again)).headers.get("location")).toBe(
      "/account",
    );
    const removed = await post(app, "/account/authenticator", { ...remove, code: totp(secret) }, again);
    expect([removed.status, removed.headers.get("location")]).toEqual([302, "/account"]);
    expect((await lastMail(email)).subject).toBe("The authenticator app of your account was removed");
    const events = await database.sql`
      select action from audit_event where stream = (select 'user:' || id from "user" where email = ${email}) order by position`;
    expect(events.map(({ action }) => action)).toEqual(["authenticator.added", "authenticator.removed"]);
    expect((await enterCode(email)).headers.get("location")).toBe("/buying");
  });

  it("that was lost is reset by whoever looks after the people, and by nobody else", async () => {
    const { email } = PEOPLE.daniel;
    const [{ id }] = (await database.sql`select id from "user" where email = ${email}`) as unknown as [
      { id: string },
    ];
    const { cookie } = await setUp(app, "/account/authenticator", await signInAs(app, email));
    const reset = { intent: "reset-authenticator", userId: id };
    const keeper = await signInAs(app, PEOPLE.ruth.email);
    expect(await (await get(app, "/account/people", keeper)).text()).toContain(
      "Reset the authenticator app of Daniel Alder",
    );
    const stranger = await signInAs(app, PEOPLE.marcus.email);
    expect((await post(app, "/account/people", reset, stranger)).status).not.toBe(302);
    expect((await post(app, "/account/people", reset, cookie)).status).not.toBe(302);
    expect((await get(app, "/account", cookie)).status).toBe(200);
    expect((await post(app, "/account/people", reset, keeper)).status).toBe(302);
    expect((await get(app, "/account", cookie)).status).toBe(302);
    expect((await lastMail(email)).subject).toBe("Your authenticator app was reset");
    expect((await enterCode(email)).headers.get("location")).toBe("/supplying");
  });
});

/** Sets an app up on a page, as its person does. Answers the cookie of the new session and the app's secret. */
async function setUp(on: RunningApp, page: string, session: string) {
  await post(on, page, { intent: "begin" }, session);
  const shown = await (await get(on, page, session)).text();
  const secret = base32(/type this key:.*?<code[^>]*>([A-Z2-7=]+)</s.exec(shown)![1]!);
  const done = await post(on, page, { intent: "confirm", code: totp(secret) }, session);
  return { done, cookie: cookiesOf(done), secret };
}

describe("outside demonstration mode", () => {
  let own: TestDatabase;
  let real: RunningApp;
  beforeAll(async () => {
    own = await testDatabase();
    await makePeople(own.db);
    real = await startApp({ databaseUrl: own.url, env: { DEMO: "0" } });
  });

  async function begin(email: string, returnTo: string) {
    const asked = cookiesOf(await post(real, "/sign-in", { email, returnTo }));
    const code = await codeSent(email);
    return post(real, "/sign-in/code", { code, returnTo }, asked);
  }

  /** The code as its reader gets it: the mail that was handed over. */
  async function codeSent(email: string): Promise<string> {
    await expect.poll(() => mailFile(email), { timeout: 30_000 }).toMatch(/Your code is [\d ]+/);
    return /Your code is ([\d ]+)/.exec(mailFile(email))![1]!;
  }

  function mailFile(email: string): string {
    const names = existsSync(real.mailFolder) ? readdirSync(real.mailFolder) : [];
    const last = names
      .filter((name) => name.includes(email))
      .sort()
      .at(-1);
    return last ? readFileSync(path.join(real.mailFolder, last), "utf8") : "";
  }

  it.each(["nadia", "owen", "isla"] as const)(
    "%s of the centre sets an app up before anything else",
    async (who) => {
      const { email } = PEOPLE[who];
      const first = await begin(email, "/commercial/audit");
      const page = "/sign-in/authenticator/set-up?returnTo=%2Fcommercial%2Faudit";
      expect([first.status, first.headers.get("location")]).toEqual([302, page]);
      const half = cookiesOf(first);
      for (const asked of ["/commercial", "/account", "/account/authenticator"]) {
        const answer = await get(real, asked, half);
        expect(answer.headers.get("location")).toMatch(/^\/sign-in\/authenticator\/set-up\?/);
      }
      expect(await (await get(real, page, half)).text()).toContain(
        "needs an authenticator app before you go on",
      );
      const wrong = await post(real, page, { intent: "confirm", code: "000000" }, half);
      expect([422, 400]).toContain(wrong.status);
      const { done, cookie } = await setUp(real, page, half);
      expect([done.status, done.headers.get("location")]).toEqual([302, "/commercial/audit"]);
      expect((await get(real, "/account", cookie)).status).toBe(200);
      expect((await get(real, "/account", half)).status).toBe(302);
    },
  );

  it("the people of a trust are not made to", async () => {
    const done = await begin(PEOPLE.priya.email, "/account");
    expect(done.headers.get("location")).toBe("/account");
  });

  it("a mail that lets its reader in says nothing any more once it is delivered", async () => {
    const { email } = PEOPLE.tom;
    await begin(email, "/account");
    const removed = ["What this e-mail said was removed when it was sent, because it let its reader in."];
    await expect
      .poll(() => own.sql`select state, body from email where to_address = ${email}`)
      .toEqual([{ state: "sent", body: removed }]);
    expect(mailFile(email)).toMatch(/Your code is \d{4} \d{4}/);
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
