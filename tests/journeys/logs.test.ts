import { beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { get, post } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";

let database: TestDatabase;
let app: RunningApp;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  app = await startApp({ databaseUrl: database.url, demonstration: false, env: { LOG_LEVEL: "debug" } });
});

describe("what the server and the worker say of a failure", () => {
  it("names the statement and the constraint, and nothing that somebody typed or was sent", async () => {
    await database.sql`alter table email add constraint no_strangers check (to_address <> 'secret.stranger@nhs.example')`;
    const failed = await post(app, "/sign-in", { email: "secret.stranger@nhs.example" });
    expect(failed.status).toBe(500);
    await expect.poll(() => app.output()).toContain("no_strangers");

    // A mail that cannot be noted as sent: the job fails with the whole row in PostgreSQL's detail.
    await database.sql`alter table email add constraint never_sent check (state <> 'sent')`;
    await post(app, "/sign-in", { email: PEOPLE.priya.email });
    await expect.poll(() => app.output(), { timeout: 20_000 }).toContain("never_sent");
    await expect.poll(() => app.output(), { timeout: 20_000 }).toContain("Failed task");
    for (const typed of ["secret.stranger", PEOPLE.priya.email, "Your code is", "params:"])
      expect(app.output()).not.toContain(typed);
    const [job] =
      await database.sql`select last_error from graphile_worker.jobs where last_error is not null`;
    expect(job?.last_error).toContain("Failed query");
    expect(job?.last_error).not.toContain("params:");
  });

  it("has no query and no secret of a link in its lines about requests", async () => {
    await get(app, "/sign-in?email=secret.reader%40nhs.example");
    await get(app, "/solutions?words=secret-illness");
    await get(app, "/invitations/c2VjcmV0LWludml0YXRpb24");
    await expect.poll(() => app.output()).toContain('"path":"/invitations/…"');
    expect(app.output()).not.toMatch(/secret\.reader|secret-illness|c2VjcmV0/);
  });
});
