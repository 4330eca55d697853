import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type EnvironmentError, readEnv, standIns, variableNames } from "./env.server";

const folder = () => mkdtempSync(path.join(tmpdir(), "dovetail-env-"));

function problemsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source, folder());
    return [];
  } catch (error) {
    return (error as EnvironmentError).problems.map(({ name }) => name);
  }
}

describe("the environment", () => {
  it("needs nothing: everything missing is local, with demonstration data", () => {
    const env = readEnv({}, folder());
    expect(env).toMatchObject({ PORT: 3000, DEMO: true, PUBLIC_URL: "http://localhost:3000" });
    expect(env.SESSION_SECRET.length).toBeGreaterThan(32);
    expect(standIns(env).map(({ service }) => service)).toEqual(["payments", "e-mail", "NHS identity"]);
  });

  it("keeps the local secret from one start to the next", () => {
    const data = folder();
    expect(readEnv({}, data).SESSION_SECRET).toBe(readEnv({}, data).SESSION_SECRET);
  });

  it("names every bad or missing variable at once", () => {
    expect(
      problemsOf({ PORT: "x", DATABASE_URL: "mysql://a/b", STRIPE_SECRET_KEY: "sk_test_1" }).toSorted(),
    ).toEqual(["DATABASE_URL", "PORT", "SESSION_SECRET", "STRIPE_WEBHOOK_SECRET"]);
  });

  it("explains a database address that is none", () => {
    const source = { DATABASE_URL: "nope", SESSION_SECRET: "x".repeat(32) };
    expect(() => readEnv(source)).toThrow(/DATABASE_URL: write it as postgres:/);
    expect(() => readEnv({ ...source, DATABASE_URL: "postgres://u:p@h" })).toThrow(/name the database/);
  });

  it("reads a blank value as missing", () => {
    expect(readEnv({ PORT: "", DATABASE_URL: "", DEMO: "" }, folder())).toMatchObject({
      PORT: 3000,
      DEMO: true,
    });
  });

  it("has no demonstration data on a real database unless asked", () => {
    const real = { DATABASE_URL: "postgres://u:p@h/d", SESSION_SECRET: "x".repeat(32) };
    expect(readEnv(real).DEMO).toBe(false);
    expect(readEnv({ ...real, DEMO: "1" }).DEMO).toBe(true);
  });

  it("is described whole in .env.example", () => {
    const names = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(names.toSorted()).toEqual(variableNames.toSorted());
  });
});
