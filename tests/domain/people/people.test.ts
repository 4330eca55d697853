import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { searchAudit, verifyStream } from "~/domain/audit/audit-views.server";
import { acceptInvitation } from "~/domain/people/accept-invitation.server";
import { confirmInvitation } from "~/domain/people/confirm-invitation.server";
import { changeRoles } from "~/domain/people/change-roles.server";
import { removePerson } from "~/domain/people/remove-person.server";
import { invitePerson } from "~/domain/people/invite-person.server";
import { allPeople, organisationPeople, peopleWithRole } from "~/domain/people/people-views.server";
import { membershipsOf } from "~/domain/people/person-views.server";
import { roleList, type Role } from "~/domain/people/role";
import { withdrawInvitation } from "~/domain/people/withdraw-invitation.server";
import { Problem } from "~/domain/shared/problem";
import { peopleTodos } from "~/web/home/people-todos.server";
import { actorFor, makePeople, PEOPLE, PLACES, type PersonKey } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const at = new Date("2026-11-22T10:00:00Z");
const days = (count: number) => new Date(at.getTime() + count * 86_400_000);

const { db, sql } = await testDatabase();
let ids: Record<PersonKey, string>;

beforeAll(async () => {
  ids = await makePeople(db, at);
});

async function invite(key: PersonKey, email: string, role: Role, place: string) {
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

describe("an invitation to a role of the centre", () => {
  const centre = PLACES.centre.code;
  const inviteTo = async (key: PersonKey, email: string, role: Role) => {
    const actor = await actorFor(db, key);
    const of = { actor, at, organisationCode: centre, email, role };
    return inTransaction(db, (tx) => invitePerson(tx, of));
  };
  const confirm = async (key: PersonKey, invitationId: string) => {
    const actor = await actorFor(db, key);
    return inTransaction(db, (tx) => confirmInvitation(tx, { actor, at, invitationId }));
  };

  it.each(["assessor", "administrator", "commercial_officer"] as const)(
    "as %s works only after a second officer confirmed it",
    async (role) => {
      const email = `${role}@nhs.example`;
      const { id, token } = await inviteTo("nadia", email, role);
      expect(await sql`select 1 from email where to_address = ${email}`).toHaveLength(0);
      const asked = await sql<{ to: string }[]>`
        select to_address as to from email where kind = 'invitation-to-confirm' and subject like ${`%${email}%`} order by 1`;
      expect(asked.map(({ to }) => to)).toEqual([PEOPLE.isla.email, PEOPLE.victor.email]);
      const needed = async (key: PersonKey) =>
        (await peopleTodos(db, await actorFor(db, key), at)).todos.map(({ label, about }) => [label, about]);
      const asks = `Nadia Rahman invites this person as ${roleList([role]).toLowerCase()}`;
      expect(await needed("victor")).toEqual([[`Confirm that ${email} is invited`, asks]]);
      for (const other of ["nadia", "owen", "isla"] as const) expect(await needed(other)).toEqual([]);
      await expect(accept(token, "Nadia again")).rejects.toEqual(refusal("invitation-unconfirmed"));
      await expect(confirm("nadia", id)).rejects.toEqual(refusal("own-invitation"));
      for (const other of ["owen", "isla", "priya"] as const)
        await expect(confirm(other, id)).rejects.toEqual(refusal("officer-only"));
      await expect(sql`update invitation set accepted_at = now() where id = ${id}`).rejects.toThrow(
        "one officer behind it",
      );
      const alone = sql`update invitation set confirmed_by = invited_by, confirmed_at = now() where id = ${id}`;
      await expect(alone).rejects.toThrow("invitation_confirmed_by_another");
      const confirmed = await confirm("victor", id);
      expect(await needed("victor")).toEqual([]);
      await expect(confirm("victor", id)).rejects.toEqual(refusal("nothing-to-confirm"));
      await expect(accept(token, "Old link")).rejects.toEqual(refusal("no-such-invitation"));
      expect(await accept(confirmed.token, "Una New")).toEqual({ email });
    },
  );

  it("does not wait where the role changes nothing, and no role is given around it", async () => {
    const { token } = await inviteTo("nadia", "watcher@nhs.example", "auditor");
    await accept(token, "Wat Cher");
    const actor = await actorFor(db, "nadia");
    const roles = ["assessor", "commercial_officer"] as const;
    const more = inTransaction(db, (tx) =>
      changeRoles(tx, { actor, at, organisationCode: centre, userId: ids.owen, roles }),
    );
    await expect(more).rejects.toEqual(refusal("role-by-two"));
  });
});

describe("a role that binds", () => {
  const told = async (name: string) =>
    sql<{ to: string; subject: string; body: unknown[] }[]>`
      select to_address as to, subject, body from email where kind = 'new-role' and subject like ${`${name}%`} order by 1`;

  it("is told to all who hold it already, whoever is invited to it", async () => {
    const { token } = await invite(
      "ruth",
      "ruth.again@alder.example",
      "supplier_signatory",
      PLACES.alder.code,
    );
    await accept(token, "Rut Again");
    const mails = await told("Rut Again");
    expect(mails.map(({ to }) => to)).toEqual([PEOPLE.ruth.email]);
    expect(mails[0]!.subject).toBe("Rut Again is now supplier signatory of Alder Systems Ltd");
    expect(mails[0]!.body[0]).toBe(
      "Rut Again (ruth.again@alder.example) became supplier signatory of Alder Systems Ltd on 22 November 2026. Ruth Alder invited them.",
    );
    expect(mails[0]!.body.at(-1)).toEqual({
      label: "See the people of your organisation",
      path: "/account/people",
    });
  });

  it("at the centre names the officer who confirmed it", async () => {
    const [officer] = await told("Una New is now commercial officer");
    expect(officer!.body[0]).toContain(
      "Nadia Rahman invited them, and Victor Osei confirmed the invitation.",
    );
  });

  it("is told to those who hold it and to the administrators when it is given, and other roles to nobody", async () => {
    const { token } = await invite("priya", "boss@rr8.example", "administrator", PLACES.trust.code);
    await accept(token, "Bo Boss");
    const evaluator = await invite("priya", "eve@rr8.example", "evaluator", PLACES.trust.code);
    await accept(evaluator.token, "Eve Evaluates");
    expect(await told("Eve Evaluates")).toEqual([]);
    const place = { actor: await actorFor(db, "priya"), at, organisationCode: PLACES.trust.code };
    const eve = (await peopleWithRole(db, { organisationCode: PLACES.trust.code, role: "evaluator" })).find(
      ({ email }) => email === "eve@rr8.example",
    )!;
    await inTransaction(db, (tx) =>
      changeRoles(tx, { ...place, userId: eve.userId, roles: ["evaluator", "approver"] }),
    );
    const mails = await told("Eve Evaluates");
    expect(mails.map(({ to }) => to)).toEqual(["boss@rr8.example", PEOPLE.tom.email]);
    expect(mails[0]!.body[0]).toContain("became budget approver");
    expect(mails[0]!.body[0]).toContain("Priya Shah gave it to them.");
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

describe("somebody who is removed", () => {
  it("is told, and the removal of the only one with a role is refused until it is meant", async () => {
    const actor = await actorFor(db, "ruth");
    const about = { actor, at, organisationCode: PLACES.alder.code, userId: ids.daniel };
    const remove = (gapAccepted?: boolean) =>
      inTransaction(db, (tx) => removePerson(tx, { ...about, gapAccepted }));
    // Whoever else keeps listings there goes first: Daniel is then the only one.
    const { people } = await organisationPeople(db, about);
    for (const { userId, roles } of people) {
      if (userId !== ids.daniel && userId !== actor.userId && roles.includes("supplier_editor"))
        await inTransaction(db, (tx) => removePerson(tx, { ...about, userId }));
    }
    await expect(remove()).rejects.toEqual(refusal("only-holder"));
    expect((await membershipsOf(db, ids.daniel))[0]?.roles).toEqual(["supplier_editor"]);
    await remove(true);
    expect(await membershipsOf(db, ids.daniel)).toEqual([]);
    const mails = await sql<{ subject: string; body: unknown }[]>`
      select subject, body from email where to_address = ${PEOPLE.daniel.email} and kind = 'person-removed'`;
    expect(mails.map(({ subject }) => subject)).toEqual([`You no longer act for ${PLACES.alder.name}`]);
    const events = await sql<{ summary: string }[]>`
      select summary from audit_event where action = 'person.removed' and before ->> 'userId' = ${ids.daniel}`;
    expect(events.map(({ summary }) => summary)).toEqual([`Removed Daniel Alder from ${PLACES.alder.name}`]);
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
