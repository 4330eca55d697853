import { beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { codeOf, cookiesOf } from "../setup/codes";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url, env: { TRUST_PROXY: "1" } });
});

describe("somebody else who tries codes for an address", () => {
  const email = PEOPLE.marcus.email;
  /** A request by the proxy in front, for a client of this address. */
  const from = (client: string, path: string, form: Record<string, string>, cookie = "") =>
    fetch(`${app.baseUrl}${path}`, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { Origin: app.baseUrl, Cookie: cookie, "X-Forwarded-For": client },
      redirect: "manual",
    });
  const ask = async (client: string, cookie = "") =>
    cookiesOf(await from(client, "/sign-in", { email }, cookie));

  it("uses up nobody's code, is slowed down after ten, and locks nobody out", async () => {
    const earlier = await signInAs(app, email);
    const mine = await ask("192.0.2.1");
    const code = await codeOf(database.sql, email);

    const theirs = await ask("198.51.100.7");
    const guess = () => from("198.51.100.7", "/sign-in/code", { code: "00000000" }, theirs);
    const answers: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) answers.push((await guess()).status);
    const last = await guess();
    answers.push(last.status);
    expect(await last.text()).toContain("signing in from here is locked for");
    expect(Number(last.headers.get("Retry-After"))).toBeGreaterThan(0);
    // A code that could not be typed while it is locked is not sent at all.
    const sent = async () =>
      (await database.sql`select 1 from email where to_address = ${email} and kind = 'sign-in-code'`).length;
    const before = await sent();
    const anew = await from("198.51.100.7", "/sign-in", { email });
    expect([anew.status, await sent()]).toEqual([429, before]);
    expect(Number(anew.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    // Not even the right code, where it was not asked for.
    expect((await from("203.0.113.9", "/sign-in/code", { code }, theirs)).status).toBe(422);

    expect((await get(app, "/account", earlier)).status).toBe(200);
    const done = await from("192.0.2.1", "/sign-in/code", { code }, mine);
    expect([done.status, done.headers.get("location")]).toEqual([302, "/supplying"]);
    expect((await from("192.0.2.1", "/sign-in/code", { code }, mine)).status).toBe(422);
    const fresh = await ask("192.0.2.1");
    const again = await from(
      "192.0.2.1",
      "/sign-in/code",
      { code: await codeOf(database.sql, email) },
      fresh,
    );
    expect(again.status).toBe(302);
  });

  it("cannot ask for so many that its own person gets none", async () => {
    const first = await ask("192.0.2.20");
    const known = cookiesOf(
      await from("192.0.2.20", "/sign-in/code", { code: await codeOf(database.sql, email) }, first),
    );
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
      { code: await codeOf(database.sql, email) },
      `${mine}; ${known}`,
    );
    expect(done.status).toBe(302);
  });

  it("has five tries at one code, also all at once", async () => {
    const asked = cookiesOf(await post(app, "/sign-in", { email: PEOPLE.sam.email }));
    const code = await codeOf(database.sql, PEOPLE.sam.email);
    await Promise.all(
      Array.from({ length: 5 }, () => post(app, "/sign-in/code", { code: "00000000" }, asked)),
    );
    expect((await post(app, "/sign-in/code", { code }, asked)).status).toBe(422);
  });
});
