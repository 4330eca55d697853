import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  EMBEDDED_POSTGRES,
  type Env,
  type EnvironmentError,
  readEnv,
  standIns,
  variableNames,
} from "./env.server";

const folder = () => mkdtempSync(path.join(tmpdir(), "dovetail-env-"));

function problemsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source, { dataFolder: folder() });
    return [];
  } catch (error) {
    return (error as EnvironmentError).problems.map(({ name }) => name);
  }
}

const NOTIFY = { NOTIFY_API_KEY: "k".repeat(73), NOTIFY_TEMPLATE_ID: "2f0a8b7c-54a5-4b5e-9d43-3d1c2b7a9e01" };
const STRIPE = { STRIPE_SECRET_KEY: "sk_live_1", STRIPE_WEBHOOK_SECRET: "whsec_1" };
/** A database of one's own and what goes with it; a test leaves out or adds what it is about. */
const REAL = {
  DATABASE_URL: "postgres://u:p@h/d",
  SESSION_SECRET: "0123456789abcdef".repeat(2),
  PUBLIC_URL: "https://dovetail.example",
  ...NOTIFY,
  ...STRIPE,
};
const STRIPE_GONE = { STRIPE_SECRET_KEY: "", STRIPE_WEBHOOK_SECRET: "" };
const NOTIFY_GONE = { NOTIFY_API_KEY: "", NOTIFY_TEMPLATE_ID: "" };
const TEST_KEY = { ...STRIPE, STRIPE_SECRET_KEY: "sk_test_1" };
const STRIPE_LIVE = { STRIPE_SECRET_KEY: "sk_live_1" };
const IN_WORDS = { ...REAL, ...STRIPE_GONE, ...NOTIFY_GONE, PAYMENTS: "off", EMAIL: "file" };
const DEMONSTRATION = { ...REAL, ...STRIPE_GONE, ...NOTIFY_GONE, DEMO: "1" };

describe("half a configuration is refused, naming the variable", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["no address", { ...REAL, PUBLIC_URL: "" }, ["PUBLIC_URL"]],
    ["an address without TLS", { ...REAL, PUBLIC_URL: "http://dovetail.example" }, ["PUBLIC_URL"]],
    [
      "a name that only begins like localhost",
      { ...REAL, PUBLIC_URL: "http://localhost.example" },
      ["PUBLIC_URL"],
    ],
    ...["https://u:p@dovetail.example", "https://dovetail.example/a", "https://dovetail.example?b"].map(
      (address): [string, Record<string, string>, string[]] => [
        `an address with more than a host: ${address}`,
        { ...REAL, PUBLIC_URL: address },
        ["PUBLIC_URL"],
      ],
    ),
    ["proxies that are none", { ...REAL, TRUST_PROXY: "banana" }, ["TRUST_PROXY"]],
    ["a network with too many bits", { ...REAL, TRUST_PROXY: "10.0.0.0/33" }, ["TRUST_PROXY"]],
    ["another day beside real money", { ...REAL, ...STRIPE_LIVE, TODAY: "2028-02-29" }, ["TODAY"]],
    ["no Stripe", { ...REAL, ...STRIPE_GONE }, ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"]],
    ["half of Stripe", { ...REAL, STRIPE_WEBHOOK_SECRET: "" }, ["STRIPE_WEBHOOK_SECRET"]],
    ["no Notify", { ...REAL, ...NOTIFY_GONE }, ["NOTIFY_API_KEY", "NOTIFY_TEMPLATE_ID"]],
    ["half of Notify", { ...REAL, NOTIFY_API_KEY: "" }, ["NOTIFY_API_KEY"]],
    ["no secret", { ...REAL, SESSION_SECRET: "" }, ["SESSION_SECRET"]],
    ["a secret of spaces", { ...REAL, SESSION_SECRET: " ".repeat(40) }, ["SESSION_SECRET"]],
    ["payments off and Stripe's keys", { ...REAL, PAYMENTS: "off" }, ["PAYMENTS"]],
    ["e-mails as files and Notify's keys", { ...REAL, EMAIL: "file" }, ["EMAIL"]],
    ["another word for payments", { ...IN_WORDS, PAYMENTS: "on" }, ["PAYMENTS"]],
    ["another word for e-mail", { ...IN_WORDS, EMAIL: "none" }, ["EMAIL"]],
    ["a demonstration without an address", { ...DEMONSTRATION, PUBLIC_URL: "" }, ["PUBLIC_URL"]],
    ["a demonstration that takes real money", { ...DEMONSTRATION, ...STRIPE }, ["STRIPE_SECRET_KEY"]],
    ["a contradiction without a database", { ...STRIPE, PAYMENTS: "off", DEMO: "0" }, ["PAYMENTS"]],
  ])("%s", (_what, source, names) => {
    expect(problemsOf(source)).toEqual(names);
  });

  it("says what to write instead", () => {
    expect(() => readEnv({ ...REAL, ...STRIPE_GONE })).toThrow(
      "STRIPE_SECRET_KEY: missing: set it, or PAYMENTS=off to run without payments",
    );
    expect(() => readEnv({ ...REAL, ...NOTIFY_GONE })).toThrow("EMAIL=file to write e-mails as files");
    expect(() => readEnv({ ...REAL, PAYMENTS: "off" })).toThrow(
      "PAYMENTS: off, and STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are set",
    );
  });
});

describe("a whole configuration is taken", () => {
  it.each<[string, Record<string, string>, Partial<Env>]>([
    ["all keys", REAL, { DEMO: false, PAYMENTS: "stripe", EMAIL: "notify" }],
    ["left out in words", IN_WORDS, { DEMO: false, PAYMENTS: "off", EMAIL: "file" }],
    ["a demonstration with stand-ins", DEMONSTRATION, { DEMO: true, PAYMENTS: "stand-in", EMAIL: "file" }],
    [
      "a demonstration without payments",
      { ...DEMONSTRATION, PAYMENTS: "off" },
      { DEMO: true, PAYMENTS: "off" },
    ],
    ["a demonstration with a test key", { ...DEMONSTRATION, ...TEST_KEY }, { PAYMENTS: "stripe" }],
    [
      "this computer by name",
      { ...REAL, PUBLIC_URL: "http://localhost:3000/" },
      { PUBLIC_URL: "http://localhost:3000" },
    ],
    ["this computer by number", { ...REAL, PUBLIC_URL: "http://127.0.0.1:3000" }, {}],
    ["this computer by its longer number", { ...REAL, PUBLIC_URL: "http://[::1]:3000" }, {}],
  ])("%s", (_what, source, expected) => {
    expect(readEnv(source)).toMatchObject(expected);
  });

  it("needs less on the embedded PostgreSQL: without a demonstration nobody takes payments", () => {
    const options = { dataFolder: folder() };
    const decided = { DEMO: false, PAYMENTS: "off", EMAIL: "file" };
    expect(readEnv({ DEMO: "0" }, options)).toMatchObject(decided);
    const child = { DATABASE_URL: REAL.DATABASE_URL, [EMBEDDED_POSTGRES]: "1", DEMO: "0" };
    expect(readEnv({ ...child, PUBLIC_URL: "http://192.168.1.5:3000" }, options)).toMatchObject(decided);
  });

  it("asks a command that serves nobody for no address and no third party", () => {
    const { DATABASE_URL, SESSION_SECRET } = REAL;
    const given = readEnv({ DATABASE_URL, SESSION_SECRET }, { serves: false });
    expect(given).toMatchObject({ DEMO: false, PAYMENTS: "off" });
  });
});

describe("the environment", () => {
  it.each(["0", "2", "127.0.0.1", "10.0.0.0/8, ::1", "loopback, uniquelocal"])(
    "trusts proxies named %s",
    (value) => {
      expect(readEnv({ TRUST_PROXY: value }, { dataFolder: folder() }).TRUST_PROXY).toBe(value);
    },
  );

  it("needs nothing: everything missing is local, with demonstration data", () => {
    const env = readEnv({}, { dataFolder: folder() });
    expect(env).toMatchObject({ PORT: 3000, DEMO: true, PUBLIC_URL: "http://localhost:3000" });
    expect(env.SESSION_SECRET.length).toBeGreaterThan(32);
    expect(standIns(env).map(({ service }) => service)).toEqual(["payments", "e-mail", "NHS identity"]);
  });

  it("keeps the local secret from one start to the next", () => {
    const data = { dataFolder: folder() };
    expect(readEnv({}, data).SESSION_SECRET).toBe(readEnv({}, data).SESSION_SECRET);
  });

  it("names every bad or missing variable at once", () => {
    const half = { PORT: "x", DATABASE_URL: "mysql://a/b", STRIPE_SECRET_KEY: "sk_test_1", EMAIL: "file" };
    expect(problemsOf(half).toSorted()).toEqual([
      "DATABASE_URL",
      "PORT",
      "PUBLIC_URL",
      "SESSION_SECRET",
      "STRIPE_WEBHOOK_SECRET",
    ]);
  });

  it("explains a database address that is none", () => {
    const source = { DATABASE_URL: "nope", SESSION_SECRET: "0123456789abcdef".repeat(2) };
    expect(() => readEnv(source)).toThrow(/DATABASE_URL: write it as postgres:/);
    expect(() => readEnv({ ...source, DATABASE_URL: "postgres://u:p@h" })).toThrow(/name the database/);
  });

  it("reads a blank value as missing", () => {
    expect(readEnv({ PORT: "", DATABASE_URL: "", DEMO: "" }, { dataFolder: folder() })).toMatchObject({
      PORT: 3000,
      DEMO: true,
    });
  });

  it("is described whole in .env.example", () => {
    const names = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(names.toSorted()).toEqual(variableNames.toSorted());
  });
});
