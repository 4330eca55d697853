import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";
import { wordsOf } from "../setup/visitor";

const MB = 1024 * 1024;
let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url, worker: false });
});

/** A body without a length: it goes out in chunks. */
function inChunks(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      const next = Math.min(left, 64 * 1024);
      left -= next;
      if (next === 0) controller.close();
      else controller.enqueue(new Uint8Array(next).fill(97));
    },
  });
}

function send(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: "POST", body, duplex: "half", redirect: "manual" } as RequestInit;
  return fetch(app.baseUrl + path, { ...init, headers: { Origin: app.baseUrl, ...headers } });
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const UPLOAD = { "Content-Type": "multipart/form-data; boundary=x" };
const JSON_TYPE = { "Content-Type": "application/json" };

describe("a body that is too long", () => {
  it.each([
    ["a form with its length", "/sign-in", "a".repeat(MB + 1), FORM],
    ["a form in chunks", "/sign-in", () => inChunks(MB + 1), FORM],
    ["an upload", "/account/people", "a".repeat(12 * MB + 1), UPLOAD],
    ["an upload in chunks", "/account/people", () => inChunks(12 * MB + 1), UPLOAD],
    ["one to a page that takes none", "/help", "a".repeat(MB + 1), FORM],
    ["one to a file", "/assets/nothing.js", "a".repeat(MB + 1), FORM],
    ["one to no page", "/nowhere", () => inChunks(MB + 1), JSON_TYPE],
  ])("is answered by a page with 413: %s", async (_name, path, body, headers) => {
    const answer = await send(path, typeof body === "string" ? body : body(), headers);
    expect(answer.status).toBe(413);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
    const words = wordsOf(await answer.text());
    expect(words).toContain("What you sent is too big");
    expect(words).toContain("Nothing was saved. Files can be up to 10 MB");
  });

  it.each([
    ["a webhook with its length", "/webhooks/stripe", "a".repeat(MB + 1)],
    ["a webhook in chunks", "/webhooks/stripe", () => inChunks(MB + 1)],
    ["the API", "/api/v1/ocds/releases", () => inChunks(MB + 1)],
  ])("is answered by problem+json with 413: %s", async (_name, path, body) => {
    const answer = await send(path, typeof body === "string" ? body : body(), JSON_TYPE);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([413, "application/problem+json"]);
    expect(await answer.json()).toMatchObject({ status: 413, code: "too-large" });
  });

  it("is one byte too long: at the limit it is read", async () => {
    expect((await send("/sign-in", "a".repeat(MB), FORM)).status).toBe(422);
    expect((await send("/webhooks/stripe", "a".repeat(MB), JSON_TYPE)).status).toBe(400);
    const form = new FormData();
    form.set("file", new File(["a".repeat(10 * MB)], "ten.csv"));
    form.set("email", "nobody");
    expect((await send("/sign-in", form)).status).toBe(422);
  });
});

describe("what no text can hold", () => {
  it.each([
    ["/solutions?words=%00a", 200],
    ["/solutions?words=a&words=%00", 200],
    ["/solutions?%00=a", 200],
    ["/solutions?words=%ED%A0%80", 200],
    ["/solutions?size=__proto__&size=constructor", 200],
    ["/solutions?words=%E0%A4%A", 200],
    ["/solutions?words=%", 200],
    ["/solutions/%00", 404],
    ["/solutions/%ED%A0%80", 404],
    ["/solutions/%E0%A4%A", 404],
    ["/%", 404],
    ["/assets/%E0%A4%A", 400],
    ["/suppliers/%00", 404],
    ["/contracts/%00", 404],
    ["/certificates/%00/certificate.json", 404],
    ["/frameworks/%00/lots/%00", 404],
    ["/invitations/%00", 404],
    ["/api/v1/ocds/releases/%00", 404],
    ["/api/v1/ocds/releases?after=%00", 400],
    ["/sign-in?returnTo=%00&email=%00", 200],
    ["//evil.example/%00", 404],
  ])("%s answers %i", async (path, status) => {
    expect((await get(app, `${app.baseUrl}${path}`)).status).toBe(status);
  });

  it("is taken out of a form's fields and their names", async () => {
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    const email = "new\0.person@alder.example";
    const done = await post(
      app,
      "/account/people",
      { "inten\0t": "invite", email, role: "supplier_editor" },
      cookie,
    );
    expect(done.status).toBe(302);
    const rows = await database.sql`select email from invitation`;
    expect(rows).toEqual([{ email: "new.person@alder.example" }]);
  });

  it("is taken out of JSON that is signed and well formed", async () => {
    const event = String.raw`{"id":"evt_edge","type":"customer.updated","created":1,"data":{"object":{"id":"cus_1","name":"a\u0000b\ud800"}}}`;
    const at = Math.floor(Date.now() / 1000);
    const secret = "whsec_edges";
    const signed = createHmac("sha256", secret).update(`${at}.${event}`).digest("hex");
    const other = await startApp({
      databaseUrl: database.url,
      worker: false,
      env: { STRIPE_SECRET_KEY: "sk_test_edges", STRIPE_WEBHOOK_SECRET: secret },
    });
    const answer = await fetch(`${other.baseUrl}/webhooks/stripe`, {
      method: "POST",
      headers: { "stripe-signature": `t=${at},v1=${signed}` },
      body: event,
    });
    expect([answer.status, await answer.json()]).toEqual([200, { received: true, already: false }]);
    const [row] = await database.sql`select payload->'data'->'object'->>'name' as name from stripe_event`;
    expect(row).toEqual({ name: "ab" });
    await other.stop();
  });
});

describe("a session cookie that is none", () => {
  const NAME = "dovetail.session_token";
  const bent = [
    "",
    "garbage",
    ".",
    "%",
    "%E0%A4%A",
    "%00.%00",
    "a.b.c",
    "\u00e9\u00fc",
    "x".repeat(5000),
    `token.${Buffer.alloc(32).toString("base64")}`,
    encodeURIComponent(`token.${createHmac("sha256", "not our secret").update("token").digest("base64")}`),
  ];

  it.each(bent)("is as good as no cookie: %j", async (value) => {
    const cookie = `${NAME}=${value}`;
    const answers = await Promise.all([
      get(app, "/", cookie),
      get(app, "/account", cookie),
      post(app, "/sign-out", {}, cookie),
      post(app, "/account/people", { intent: "invite" }, cookie),
      post(app, "/demo/people", { email: PEOPLE.sam.email }, cookie),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 302, 302, 302, 302]);
    expect(answers[1]!.headers.get("location")).toBe("/sign-in?returnTo=%2Faccount");
  });

  it("is one of ours that was cut short", async () => {
    const whole = await signInAs(app, PEOPLE.sam.email);
    for (const length of [whole.length - 1, whole.length - 20, NAME.length + 10]) {
      expect((await get(app, "/account", whole.slice(0, length))).status).toBe(302);
    }
    expect((await get(app, "/account", whole)).status).toBe(200);
  });

  it("does no harm under the names of our other cookies either", async () => {
    for (const name of ["dovetail.held", "dovetail.email"]) {
      for (const value of ["%", "%00", "%ED%A0%80"]) {
        expect((await get(app, "/sign-in/code", `${name}=${value}`)).status).toBeLessThan(400);
      }
    }
  });
});

describe("a form that comes after its session", () => {
  const TYPED = { intent: "invite", email: "late@alder.example", role: "supplier_editor" };
  const heldCount = async () => Number((await database.sql`select count(*) from held_form`)[0]!.count);
  const endSessions = (email: string) =>
    database.sql`update session set ends_at = now() - interval '1 minute'
                  where user_id = (select id from "user" where email = ${email})`;

  it("is kept for those whose session has ended, with fields that are only named like codes", async () => {
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    await endSessions(PEOPLE.ruth.email);
    const sent = await post(
      app,
      "/account/people",
      { ...TYPED, organisationCode: "A1", code: "RR8" },
      cookie,
    );
    expect(sent.headers.getSetCookie().some((set) => set.startsWith("dovetail.held="))).toBe(true);
    const [row] = await database.sql`select values from held_form`;
    expect(row?.values).toEqual({ ...TYPED, organisationCode: "A1", code: "RR8" });
  });

  it("is kept without the code of an authenticator app", async () => {
    await database.sql`delete from held_form`;
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    await endSessions(PEOPLE.ruth.email);
    await post(app, "/account/authenticator", { intent: "confirm", code: "123456" }, cookie);
    const [row] = await database.sql`select values from held_form`;
    expect(row?.values).toEqual({ intent: "confirm" });
  });

  it("is not kept for nobody, for a forged session, nor when it is long", async () => {
    await database.sql`delete from held_form`;
    const forged = await signInAs(app, PEOPLE.ruth.email);
    await endSessions(PEOPLE.ruth.email);
    const long = { ...TYPED, reason: "x".repeat(70_000) };
    for (const answer of [
      await post(app, "/account/people", TYPED),
      await post(app, "/account/people", TYPED, forged.replace("token=", "token=x")),
      await post(app, "/account/people", TYPED, "dovetail.session_token=garbage"),
      await post(app, "/account/people", long, forged),
    ]) {
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([302, []]);
    }
    expect(await heldCount()).toBe(0);
    const told = (await post(app, "/account/people", long, forged)).headers.get("Location")!;
    expect(await (await get(app, told)).text()).toContain("What you typed was not kept");
    const kept = (await post(app, "/account/people", TYPED, forged)).headers.get("Location")!;
    expect(await (await get(app, kept)).text()).not.toContain("What you typed was not kept");
    await database.sql`delete from held_form`;
  });

  it("is kept only so often for one client address", async () => {
    const cookie = await signInAs(app, PEOPLE.ruth.email);
    await endSessions(PEOPLE.ruth.email);
    for (let count = 0; count < 70; count += 1) await post(app, "/account/people", TYPED, cookie);
    expect(await heldCount()).toBeLessThanOrEqual(60);
    expect(await heldCount()).toBeGreaterThan(50);
  });

  it("can be told from others because the cookie outlives the session", async () => {
    const set = (await post(app, "/demo/people", { email: PEOPLE.ruth.email })).headers.getSetCookie();
    const session = set.find((cookie) => cookie.startsWith("dovetail.session_token="));
    expect(Number(/Max-Age=(\d+)/.exec(session!)?.[1])).toBeGreaterThan(12 * 60 * 60);
  });
});
