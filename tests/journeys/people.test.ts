import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePeople, PEOPLE, PLACES } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase } from "../setup/test-database";
import { Visitor, wordsOf } from "../setup/visitor";

const { db, url, sql } = await testDatabase();
let app: RunningApp;
let ids: Awaited<ReturnType<typeof makePeople>>;

beforeAll(async () => {
  ids = await makePeople(db);
  app = await startApp({ databaseUrl: url, worker: false, today: "2026-11-22" });
});
afterAll(() => app.stop());

describe("removing somebody from an organisation", () => {
  it("goes through a page that says what they could do and that nobody else can, to be ticked", async () => {
    const priya = new Visitor(app, await signInAs(app, PEOPLE.priya.email));
    const people = await priya.open("/account/people");
    const path = `/account/people/${ids.tom}/remove`;
    expect(people.html).toContain(`href="${path}"`);
    const check = await priya.open(path);
    for (const words of [
      "Check before you remove Tom Okafor",
      PEOPLE.tom.email,
      "Approves the share that the organisation pays",
      "Tom Okafor is the only budget approver",
    ])
      expect(wordsOf(check.html)).toContain(words);
    const unticked = await priya.send(check);
    expect(unticked.status).toBe(422);
    expect(wordsOf(unticked.html)).toContain("Tick that you know what nobody can do then");
    const [before] = await sql`select count(*)::int as n from membership where user_id = ${ids.tom}`;
    expect(before!.n).toBe(1);
    const done = await priya.send(check, { gap: "yes" });
    expect(wordsOf(done.html)).toContain(`Tom Okafor was removed from ${PLACES.trust.name}`);
    const [after] = await sql`select count(*)::int as n from membership where user_id = ${ids.tom}`;
    expect(after!.n).toBe(0);
    const [mail] =
      await sql`select subject from email where to_address = ${PEOPLE.tom.email} and kind = 'person-removed'`;
    expect(mail!.subject).toBe(`You no longer act for ${PLACES.trust.name}`);
  });

  it("is no stranger's to see or to do", async () => {
    const path = `/account/people/${ids.ruth}/remove`;
    expect((await get(app, path, await signInAs(app, PEOPLE.sam.email))).status).toBe(404);
    expect((await get(app, path, await signInAs(app, PEOPLE.daniel.email))).status).toBe(403);
  });
});

describe("inviting somebody to the centre", () => {
  it("is checked first, sent to nobody, and confirmed by another officer alone", async () => {
    const [nadia, victor] = [
      await signInAs(app, PEOPLE.nadia.email),
      await signInAs(app, PEOPLE.victor.email),
    ];
    const email = "una.new@nhs.example";
    const typed = { intent: "invite", email, role: "commercial_officer" };
    const check = wordsOf(await (await post(app, "/account/people", typed, nadia)).text());
    expect(check).toContain("Check the invitation");
    expect(check).toContain("until another commercial officer confirms it");
    expect(await sql`select 1 from invitation where email = ${email}`).toHaveLength(0);
    const asked = await post(app, "/account/people", { ...typed, step: "submit" }, nadia);
    expect(asked.headers.get("location")).toBe("/account/people?done=asked");
    const own = await (await get(app, "/account/people", nadia)).text();
    expect(wordsOf(own)).toContain("Waits for another commercial officer");
    expect(own).not.toContain("Confirm the invitation to");
    const [row] = await sql`select id from invitation where email = ${email}`;
    const confirm = { intent: "confirm", invitationId: row!.id as string };
    expect((await post(app, "/account/people", confirm, nadia)).status).toBe(403);
    expect(await sql`select 1 from email where to_address = ${email}`).toHaveLength(0);
    const others = await (await get(app, "/account/people", victor)).text();
    expect(others).toContain(`Confirm the invitation to ${email}`);
    const done = await post(app, "/account/people", confirm, victor);
    expect(done.headers.get("location")).toBe("/account/people?done=confirmed");
    expect(await sql`select 1 from email where to_address = ${email} and kind = 'invitation'`).toHaveLength(
      1,
    );
  });
});
