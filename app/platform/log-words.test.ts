import { DrizzleQueryError } from "drizzle-orm/errors";
import { describe, expect, it } from "vitest";
import { errorForLog, errorWithoutValues, pathForLog, withoutParams } from "./log-words";

const refused = Object.assign(
  new Error('duplicate key value violates unique constraint "user_email_unique"'),
  {
    name: "PostgresError",
    code: "23505",
    severity: "ERROR",
    detail: "Key (email)=(priya@nhs.example) already exists.",
    where: "unnamed portal parameter $1 = 'priya@nhs.example'",
    constraint_name: "user_email_unique",
    table_name: "user",
    parameters: ["priya@nhs.example"],
  },
);
const query = 'insert into "user" ("email") values ($1)';
const failed = new DrizzleQueryError(query, ["priya@nhs.example\n    at night", "1234 5678"], refused);

describe("an error in the log", () => {
  it("says what failed and why, without a value of the statement, however deep", () => {
    const outer = new Error("Could not send the order", {
      cause: new AggregateError([failed], "Two reasons"),
    });
    for (const error of [failed, outer, errorWithoutValues(outer)]) {
      const written = JSON.stringify(errorForLog(error));
      expect(written).not.toMatch(/priya|at night|1234/);
      expect(written).toContain("log-words.test.ts");
    }
    expect(errorForLog(failed)).toMatchObject({
      type: "DrizzleQueryError",
      message: `Failed query: ${query}`,
      cause: {
        type: "PostgresError",
        code: "23505",
        constraint_name: "user_email_unique",
        table_name: "user",
      },
    });
  });

  it("does not repeat a value of the wrong form", () => {
    const typed = 'invalid input syntax for type uuid: "my "secret" note"';
    const error = Object.assign(new Error(typed), { code: "22P02", severity: "ERROR" });
    expect(errorForLog(error).message).toBe('invalid input syntax for type uuid: "…"');
    expect(JSON.stringify(errorForLog(error))).not.toContain("secret");
  });

  it("ends, also when an error is its own cause or no error at all", () => {
    const loop = new Error("round");
    loop.cause = loop;
    expect(JSON.stringify(errorForLog(loop)).length).toBeLessThan(20_000);
    expect(errorForLog("words")).toEqual({ type: "string", message: "words" });
    expect(errorForLog(null)).toEqual({ type: "object", message: "null" });
  });
});

it("a line of text ends where values begin", () => {
  expect(withoutParams(`Failed task with error '${failed.message}':\n  stack`)).toBe(
    `Failed task with error 'Failed query: ${query}`,
  );
  expect(withoutParams("params: are fine in a sentence")).toBe("params: are fine in a sentence");
});

describe("a path in the log", () => {
  it.each([
    ["/sign-in?email=priya%40nhs.example&returnTo=%2F", "/sign-in"],
    ["/auth/callback/nhs-identity?code=abc&state=def", "/auth/callback/nhs-identity"],
    ["/invitations/c2VjcmV0LXRva2Vu", "/invitations/…"],
    ["/invitations/c2VjcmV0.data?_routes=x", "/invitations/….data"],
    ["/buying/orders/C1-01#top", "/buying/orders/C1-01"],
  ])("%s is %s", (address, path) => expect(pathForLog(address)).toBe(path));
});
