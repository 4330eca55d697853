import type { Queryable } from "~db";
import { applicationRows } from "~/domain/applications/application-list-views.server";
import { grantRows } from "~/domain/applications/awards/grant-views.server";
import type { MemberActor } from "~/domain/people/role";
import { dayOf } from "~/domain/shared/day";

/** What waits for people of a provider: applications that came back, memoranda to sign. For the first page. */
export async function applicantTodos(q: Queryable, actor: MemberActor) {
  const { organisationCode, roles } = actor;
  const [back, grants] = await Promise.all([
    roles.includes("procurement_lead") ? applicationRows(q, { organisationCode, states: ["returned"] }) : [],
    roles.includes("approver") ? grantRows(q, { organisationCode, states: ["awaiting_signature"] }) : [],
  ]);
  return [
    ...back.map((row) => ({
      key: `application-${row.id}`,
      label: `Give more information on application ${row.id}`,
      href: `/buying/applications/${row.id}`,
      about: row.fundName,
      dateLabel: "Sent",
      day: dayOf(row.submittedAt ?? row.createdAt),
    })),
    ...grants
      .filter((row) => !row.signedSides.includes("provider"))
      .map((row) => ({
        key: `grant-${row.id}`,
        label: `Sign the memorandum of award ${row.id}`,
        href: `/buying/awards/${row.id}`,
        about: `${row.fundName}, for ${row.needTitle}`,
        dateLabel: "Awarded",
        day: dayOf(row.awardedAt),
      })),
  ];
}

/** What waits at the centre: applications to score or to decide, memoranda to sign. */
export async function assessorTodos(q: Queryable, actor: MemberActor) {
  const officer = actor.roles.includes("commercial_officer");
  if (!officer && !actor.roles.includes("assessor")) return [];
  const [waiting, grants] = await Promise.all([
    applicationRows(q, { sentOnly: true, states: ["submitted"] }),
    officer ? grantRows(q, { states: ["awaiting_signature"] }) : [],
  ]);
  const seen = (row: (typeof waiting)[number]) =>
    row.scoredBy.includes(actor.userId) || row.conflicted.includes(actor.userId);
  const ready = (row: (typeof waiting)[number]) =>
    officer && row.scoredBy.some((who) => who !== actor.userId) && !row.conflicted.includes(actor.userId);
  return [
    ...waiting
      .filter((row) => ready(row) || !seen(row))
      .map((row) => ({
        key: `application-${row.id}`,
        label: `${ready(row) ? "Decide about" : "Score"} application ${row.id}`,
        href: `/commercial/applications/${row.id}`,
        about: `${row.organisationName} to ${row.fundName}`,
        dateLabel: "Sent",
        day: dayOf(row.submittedAt ?? row.createdAt),
      })),
    ...grants
      .filter((row) => !row.signedSides.includes("centre") && row.awardedBy !== actor.userId)
      .map((row) => ({
        key: `grant-${row.id}`,
        label: `Sign the memorandum of award ${row.id}`,
        href: `/commercial/awards/${row.id}`,
        about: `${row.organisationName}, ${row.fundName}`,
        dateLabel: "Awarded",
        day: dayOf(row.awardedAt),
      })),
  ];
}
