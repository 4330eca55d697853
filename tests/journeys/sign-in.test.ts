import { beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { codeOf, cookiesOf, enterCode, lastMail } from "../setup/codes";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url });
});

describe("a code by e-mail", () => {
  it("signs a person in and leads to the page they asked for", async () => {
    const { email } = PEOPLE.priya;
    const done = await enterCode({ app, sql: database.sql }, email, undefined, "/account?from=mail");
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
    const wrong = await enterCode({ app, sql: database.sql }, PEOPLE.tom.email, "00000000");
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
    expect((await lastMail(database.sql, "nobody@nhs.example")).body).toContain(
      "There is no Dovetail account",
    );
    const people = await database.sql`select 1 from "user" where email = 'nobody@nhs.example'`;
    expect(people).toHaveLength(0);
  });

  it("stands in its mail and nowhere else", async () => {
    const { email } = PEOPLE.tom;
    await post(app, "/sign-in", { email });
    const code = (await codeOf(database.sql, email)).replace(" ", "");
    expect((await lastMail(database.sql, email)).subject).toBe("Your Dovetail sign-in code");
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
    await database.sql`update session set ends_at = now() - interval '1 minute' where user_id = (select id from "user" where email = ${email})`;
    const typed = { intent: "invite", email: "new.person@alder.example", role: "supplier_editor" };
    const sent = await post(app, "/account/people", typed, cookie);
    expect(sent.headers.get("location")).toBe("/sign-in?returnTo=%2Faccount%2Fpeople");
    const held = cookiesOf(sent);
    // As a browser does: what is held is sent along while its person signs in again, and stays.
    const back = await post(app, "/demo/people", { email }, held);
    expect(back.headers.getSetCookie().filter((one) => one.startsWith(held.split("=")[0]!))).toEqual([]);
    const again = cookiesOf(back);
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
    const [link] = /\/invitations\/[\w-]+/.exec((await lastMail(database.sql, email)).body)!;
    expect(await (await get(app, link)).text()).toMatch(/Join (<!-- -->)?Alder Systems Ltd/);
    const accepted = await post(app, link, { name: "Joan Elm" });
    expect(accepted.headers.get("location")).toBe("/sign-in?email=joan.elm%40alder.example");
    expect((await get(app, link)).status).toBe(410);
    const done = await enterCode({ app, sql: database.sql }, email);
    expect(done.headers.get("location")).toBe("/supplying");
  });
});
