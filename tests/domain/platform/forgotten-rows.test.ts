import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { crontab, jobs } from "~/jobs/index";
import { BATCH_ROWS, FORGOTTEN, pruneForgottenRows } from "~/jobs/forgotten-rows";
import { PEOPLE, makePeople } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const { db, sql: raw } = await testDatabase();
await makePeople(db);
const [{ id: userId }] = (await raw`select id from "user" where email = ${PEOPLE.priya.email}`) as [
  { id: string },
];

const NOW = new Date("2026-11-29T03:30:00Z");
const AT = { now: NOW, machineNow: new Date() };
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000).toISOString();

/** One row of each table, made or over so many days ago; `name` is its key. */
const INSERTS: Record<string, (name: string, at: string) => Promise<unknown>> = {
  form_token: (name, at) =>
    raw`insert into form_token (token, user_id, location, used_at) values (${name}, ${userId}, '/', ${at})`,
  held_form: (name, at) =>
    raw`insert into held_form (secret_hash, path, values, expires_at) values (${name}, '/', '{}', ${at})`,
  form_draft: (name, at) =>
    raw`insert into form_draft (id, user_id, path, status, answer, created_at, expires_at) values (${name}, ${userId}, '/', 200, '{}', ${at}, ${at})`,
  email: (name, at) =>
    raw`insert into email (to_address, subject, body, kind, created_at) values (${name}, 's', '["b"]', 'sign-in-code', ${at})`,
  session: (name, at) =>
    raw`insert into session (id, token, user_id, ends_at, expires_at) values (${name}, ${name}, ${userId}, ${at}, ${at})`,
  sign_in_code: (name, at) =>
    raw`insert into sign_in_code (secret_hash, user_id, code_hash, tries_left, expires_at)
        values (${name}, ${userId}, 'h', 1, ${at})`,
  verification: (name, at) =>
    raw`insert into verification (id, identifier, value, expires_at) values (${name}, 'i', 'v', ${at})`,
  stripe_event: (name, at) =>
    raw`insert into stripe_event (id, type, payload, received_at, handled_at)
        values (${name}, 'account.updated', '{}', ${at}, ${at})`,
};
const NAME: Record<string, string> = {
  form_token: "token",
  held_form: "secret_hash",
  sign_in_code: "secret_hash",
  email: "to_address",
};
const namesIn = async (table: string) => {
  const name = sql.identifier(NAME[table] ?? "id");
  const rows = await db.execute(sql`select ${name} as name from ${sql.identifier(table)} order by 1`);
  return rows.map((row) => row["name"]);
};

describe("rows that have done their work", () => {
  it.each(FORGOTTEN.map(({ table, keepDays }) => [table, keepDays] as const))(
    "of %s go after %i days, and not before",
    async (table, keepDays) => {
      const before = await namesIn(table);
      await INSERTS[table]!("due", daysAgo(keepDays + 0.01));
      await INSERTS[table]!("kept", daysAgo(keepDays - 0.01));
      expect((await pruneForgottenRows(db, AT))[table]).toBe(1);
      expect(await namesIn(table)).toEqual([...before, "kept"].sort());
      expect((await pruneForgottenRows(db, AT))[table]).toBe(0);
    },
  );

  it("are rate limits that are over, by the real clock", async () => {
    const now = AT.machineNow.getTime();
    await raw`insert into rate_limit values ('over', 1, ${now - 1000}), ('counts', 1, ${now + 60_000})`;
    expect((await pruneForgottenRows(db, AT))["rate_limit"]).toBe(1);
    expect(await raw`select key from rate_limit`).toEqual([{ key: "counts" }]);
  });

  it("go in batches, all of them in one night", async () => {
    const count = BATCH_ROWS * 2 + 1;
    await raw`insert into form_token (token, user_id, location, used_at)
              select 'many-' || n, ${userId}, '/', ${daysAgo(30)} from generate_series(1, ${count}) n`;
    expect((await pruneForgottenRows(db, AT))["form_token"]).toBe(count);
  });

  it("are pruned each night by a job", () => {
    expect(crontab).toMatch(/^\d+ \d+ \* \* \* prune-forgotten /m);
    expect(jobs).toHaveProperty("prune-forgotten");
  });
});

describe("what is a record stays, however old", () => {
  const LONG_AGO = daysAgo(4000);

  it("other e-mails and the audit", async () => {
    await raw`insert into email (to_address, subject, body, kind, created_at) values ('old', 's', '["b"]', 'invitation', ${LONG_AGO})`;
    const audit = async () => Number((await raw`select count(*) from audit_event`)[0]!["count"]);
    const events = await audit();
    await pruneForgottenRows(db, AT);
    expect(await namesIn("email")).toContain("old");
    expect(await audit()).toBe(events);
    expect(FORGOTTEN.map(({ table }) => table)).not.toContain("audit_event");
  });

  it("events of Stripe that were not handled, and those that the reconciliation reads", async () => {
    const event = (id: string, type: string, invoice: string, created: number, handled = true) =>
      raw`insert into stripe_event (id, type, payload, received_at, handled_at) values (${id}, ${type},
          ${JSON.stringify({ created, data: { object: { id: invoice } } })}, ${LONG_AGO}, ${handled ? LONG_AGO : null})`;
    await event("1-waiting", "account.updated", "acct", 1, false);
    await event("2-created", "invoice.created", "in_1", 1);
    await event("3-paid", "invoice.paid", "in_1", 2);
    await event("4-updated-later", "invoice.updated", "in_1", 3);
    await event("5-finalized", "invoice.finalized", "in_2", 1);
    await event("6-voided-last", "invoice.voided", "in_2", 2);
    const before = await namesIn("stripe_event");
    await pruneForgottenRows(db, AT);
    const after = await namesIn("stripe_event");
    expect(before.filter((id) => !after.includes(id))).toEqual([
      "2-created",
      "4-updated-later",
      "5-finalized",
    ]);
  });
});
