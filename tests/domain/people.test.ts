import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { searchAudit, verifyStream } from "~/domain/audit/audit-views.server";
import { acceptInvitation } from "~/domain/people/accept-invitation.server";
import { changeRoles } from "~/domain/people/change-roles.server";
import { invitePerson } from "~/domain/people/invite-person.server";
import { allPeople, organisationPeople, peopleWithRole } from "~/domain/people/people-views.server";
import { membershipsOf } from "~/domain/people/person-views.server";
import { withdrawInvitation } from "~/domain/people/withdraw-invitation.server";
import { Problem } from "~/domain/shared/problem";
import { actorFor, makePeople, PLACES, type PersonKey } from "../factories/people";
import { testDatabase } from "../setup/test-database";

const at = new Date("2026-11-22T10:00:00Z");
const days = (count: number) => new Date(at.getTime() + count * 86_400_000);

const { db, sql } = await testDatabase();
let ids: Record<PersonKey, string>;

beforeAll(async () => {
  ids = await makePeople(db, at);
});

async function invite(key: PersonKey, email: string, role: "supplier_editor" | "approver", place: string) {
  const actor = await actorFor(db, key);
  return inTransaction(db, (tx) => invitePerson(tx, { actor, at, organisationCode: place, email, role }));
}

const accept = (token: string, name: string, when = at) =>
  inTransaction(db, (tx) => acceptInvitation(tx, { token, name, at: when, requestId: "test" }));

const refusal = (code: string) => expect.objectContaining({ code });

describe("an invitation", () => {
  it("is written down as a hash, mailed with its link and recorded", async () => {
    const { token } = await invite("ruth", "Ash@Alder.example", "supplier_editor", PLACES.alder.code);
    const [row] = await sql`select email, token_hash from invitation where email = 'ash@alder.example'`;
    expect(row?.token_hash).not.toContain(token);
    const [mail] = await sql`select body from email where to_address = 'ash@alder.example'`;
    expect(mail?.body).toContainEqual({
      label: "To accept, open this page within 14 days",
      path: `/invitations/${token}`,
    });
    const jobs = await sql`select 1 from graphile_worker.jobs where task_identifier = 'send-email'`;
    expect(jobs.length).toBeGreaterThan(0);
    const events = await searchAudit(db, { text: "ash@alder.example" }).first(10);
    expect(events.map(({ action }) => action)).toEqual(["person.invited"]);
  });

  it("is accepted once, even by two clicks at once", async () => {
    const { token } = await invite("ruth", "oak@alder.example", "supplier_editor", PLACES.alder.code);
    const outcomes = await Promise.allSettled([accept(token, "Oak One"), accept(token, "Oak Two")]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const members = await peopleWithRole(db, {
      organisationCode: PLACES.alder.code,
      role: "supplier_editor",
    });
    expect(members.filter(({ email }) => email === "oak@alder.example")).toHaveLength(1);
  });

  it("ends after 14 days, by being withdrawn, and by a newer one", async () => {
    const old = await invite("ruth", "elm@alder.example", "supplier_editor", PLACES.alder.code);
    await expect(accept(old.token, "Elm", days(14))).rejects.toEqual(refusal("invitation-expired"));
    const newer = await invite("ruth", "elm@alder.example", "supplier_editor", PLACES.alder.code);
    await expect(accept(old.token, "Elm")).rejects.toEqual(refusal("invitation-withdrawn"));
    const actor = await actorFor(db, "ruth");
    await inTransaction(db, (tx) => withdrawInvitation(tx, { actor, at, invitationId: newer.id }));
    await expect(accept(newer.token, "Elm")).rejects.toEqual(refusal("invitation-withdrawn"));
  });

  it("comes from those who look after people, for roles that the organisation has", async () => {
    await expect(invite("daniel", "x@alder.example", "supplier_editor", PLACES.alder.code)).rejects.toEqual(
      refusal("not-a-keeper"),
    );
    await expect(invite("ruth", "x@alder.example", "approver", PLACES.alder.code)).rejects.toEqual(
      refusal("no-such-role"),
    );
    await expect(invite("ruth", "x@rr8.example", "approver", PLACES.trust.code)).rejects.toEqual(
      refusal("not-your-organisation"),
    );
  });
});

describe("roles", () => {
  it("are changed by a keeper, never one's own, and none means gone", async () => {
    const actor = await actorFor(db, "priya");
    const organisationCode = PLACES.trust.code;
    const change = (userId: string, roles: ("approver" | "evaluator" | "supplier_editor")[]) =>
      inTransaction(db, (tx) => changeRoles(tx, { actor, at, organisationCode, userId, roles }));
    await change(ids.tom, ["approver", "evaluator"]);
    expect((await membershipsOf(db, ids.tom))[0]?.roles).toEqual(["approver", "evaluator"]);
    await expect(change(ids.priya, [])).rejects.toBeInstanceOf(Problem);
    await expect(change(ids.tom, ["supplier_editor"])).rejects.toEqual(refusal("no-such-role"));
    await expect(change(ids.sam, ["approver"])).rejects.toEqual(refusal("not-a-member"));
    await change(ids.tom, []);
    expect(await membershipsOf(db, ids.tom)).toEqual([]);
  });
});

describe("the people of an organisation", () => {
  it("are shown to its members only", async () => {
    const actor = await actorFor(db, "sam");
    const mine = await organisationPeople(db, { actor, organisationCode: PLACES.practice.code, at });
    expect(mine.people.map(({ name }) => name)).toEqual(["Sam Whitfield"]);
    await expect(organisationPeople(db, { actor, organisationCode: PLACES.trust.code, at })).rejects.toEqual(
      refusal("not-your-organisation"),
    );
  });

  it("are all found by the centre, also with signs that mean something to the database", async () => {
    expect((await allPeople(db, { search: "whit" })).people.map(({ name }) => name)).toEqual([
      "Sam Whitfield",
    ]);
    expect((await allPeople(db, { search: "%" })).people).toEqual([]);
  });
});

describe("the audit", () => {
  it("shows a chain that somebody tampered with", async () => {
    const stream = `organisation:${PLACES.alder.code}`;
    const before = await verifyStream(db, stream);
    expect(before.intact).toBe(true);
    expect(before.events).toBeGreaterThan(2);
    await expect(sql`update audit_event set summary = 'nothing' where stream = ${stream}`).rejects.toThrow(
      /never changed/,
    );
    await sql`alter table audit_event disable trigger audit_event_append_only`;
    await sql`update audit_event set summary = 'nothing' where stream = ${stream} and position = 2`;
    await sql`alter table audit_event enable trigger audit_event_append_only`;
    expect(await verifyStream(db, stream)).toMatchObject({ intact: false, brokenAt: 2 });
  });
});
