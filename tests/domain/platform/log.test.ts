import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { user } from "~db/schema/people";
import { makeLog } from "~/platform/log.server";
import { testDatabase } from "../../setup/test-database";

const database = await testDatabase();
const SECRET = "priya.secret@nhs.example";
const person = { id: "1", name: "Priya", email: SECRET };
await database.db.insert(user).values(person);

/** What the log of the program writes about an error that a statement really caused. */
async function logged(statement: Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const log = makeLog({ write: (line) => lines.push(line) });
  const error: unknown = await statement.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(String((error as Error | undefined)?.message)).not.toBe("undefined");
  log.error({ err: error, job: "x" }, `failed: ${(error as Error).message}`);
  log.error(error);
  log.error({ err: new Error("The action failed", { cause: error }) });
  return lines.join("");
}

describe("a statement that PostgreSQL refuses", () => {
  it.each([
    [
      "a second row with the same key",
      () => database.db.insert(user).values({ ...person, id: "2" }),
      "user_email_unique",
    ],
    ["a value of the wrong form", () => database.db.execute(sql`select ${SECRET}::uuid`), "22P02"],
    ["a number that is none", () => database.sql`select ${SECRET}::text::int`, "22P02"],
    [
      "a rule of a table",
      () =>
        database.db.execute(
          sql`insert into email (to_address, kind, subject, body, state) values (${SECRET}, 'x', 'x', '[]', 'lost')`,
        ),
      "email_state_known",
    ],
    [
      "a rule in a transaction",
      () => inTransaction(database.db, (tx) => tx.insert(user).values({ ...person, email: `2${SECRET}` })),
      "user_pkey",
    ],
  ])("for %s is in the log without its values", async (_why, statement, fact) => {
    const written = await logged(statement() as unknown as Promise<unknown>);
    expect(written).toContain(fact);
    expect(written).not.toContain("priya.secret");
  });
});
