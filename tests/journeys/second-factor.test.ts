import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { cookiesOf, enterCode, lastMail, setUpAuthenticator, totp } from "../setup/codes";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url });
});

describe("an authenticator app", () => {
  it("is set up once and then asked for before anything else", async () => {
    const { email } = PEOPLE.helen;
    const first = await signInAs(app, email);
    await post(app, "/account/authenticator", { intent: "begin" }, first);
    const wrong = await post(app, "/account/authenticator", { intent: "confirm", code: "000000" }, first);
    expect(wrong.status).toBe(422);
    const { done, cookie, secret, backup } = await setUpAuthenticator(app, "/account/authenticator", first);
    expect([done.status, done.headers.get("location")]).toEqual([302, "/account/authenticator"]);
    expect(await (await get(app, "/account/authenticator", cookie)).text()).toContain("is set up");

    const session = await enterCode({ app, sql: database.sql }, email);
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

    const other = cookiesOf(await enterCode({ app, sql: database.sql }, email));
    const byBackup = await post(app, "/sign-in/authenticator", { code: backup, returnTo: "/account" }, other);
    expect(byBackup.headers.get("location")).toBe("/account");
    const third = cookiesOf(await enterCode({ app, sql: database.sql }, email));
    expect((await post(app, "/sign-in/authenticator", { code: backup }, third)).status).toBe(422);
  });

  it("is removed with its code only, which is in the audit and told by mail", async () => {
    const { email } = PEOPLE.grace;
    const { cookie, secret } = await setUpAuthenticator(
      app,
      "/account/authenticator",
      await signInAs(app, email),
    );
    const remove = { intent: "remove" };
    expect((await post(app, "/account/authenticator", remove, cookie)).status).toBe(422);
    const wrong = await post(app, "/account/authenticator", { ...remove, code: "000000" }, cookie);
    expect(wrong.status).toBe(422);
    // Nor is it replaced by beginning again.
    await post(app, "/account/authenticator", { intent: "begin" }, cookie);
    const again = cookiesOf(await enterCode({ app, sql: database.sql }, email));
    const through = { code: totp(secret), returnTo: "/account" };
    expect((await post(app, "/sign-in/authenticator", through, again)).headers.get("location")).toBe(
      "/account",
    );
    const removed = await post(app, "/account/authenticator", { ...remove, code: totp(secret) }, again);
    expect([removed.status, removed.headers.get("location")]).toEqual([302, "/account"]);
    expect((await lastMail(database.sql, email)).subject).toBe(
      "The authenticator app of your account was removed",
    );
    const events = await database.sql`
      select action from audit_event where stream = (select 'user:' || id from "user" where email = ${email}) order by position`;
    expect(events.map(({ action }) => action)).toEqual(["authenticator.added", "authenticator.removed"]);
    expect((await enterCode({ app, sql: database.sql }, email)).headers.get("location")).toBe("/buying");
  });

  it("that was lost is reset by whoever looks after the people, and by nobody else", async () => {
    const { email } = PEOPLE.daniel;
    const [{ id }] = (await database.sql`select id from "user" where email = ${email}`) as unknown as [
      { id: string },
    ];
    const { cookie } = await setUpAuthenticator(app, "/account/authenticator", await signInAs(app, email));
    const reset = `/account/people/${id}/reset-authenticator`;
    const keeper = await signInAs(app, PEOPLE.ruth.email);
    expect(await (await get(app, "/account/people", keeper)).text()).toContain(
      "Reset the authenticator app of Daniel Alder",
    );
    expect(await (await get(app, reset, keeper)).text()).toContain("Be sure that Daniel Alder asked you");
    const stranger = await signInAs(app, PEOPLE.marcus.email);
    expect((await post(app, reset, {}, stranger)).status).not.toBe(302);
    expect((await post(app, reset, {}, cookie)).status).not.toBe(302);
    expect((await get(app, "/account", cookie)).status).toBe(200);
    expect((await post(app, reset, {}, keeper)).status).toBe(302);
    expect((await get(app, "/account", cookie)).status).toBe(302);
    expect((await lastMail(database.sql, email)).subject).toBe("Your authenticator app was reset");
    expect((await enterCode({ app, sql: database.sql }, email)).headers.get("location")).toBe("/supplying");
  });
});

describe("outside demonstration mode", () => {
  let own: TestDatabase;
  let real: RunningApp;
  beforeAll(async () => {
    own = await testDatabase();
    await makePeople(own.db);
    real = await startApp({ databaseUrl: own.url, demonstration: false });
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
      const { done, cookie } = await setUpAuthenticator(real, page, half);
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
