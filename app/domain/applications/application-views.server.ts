import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { application, grantAward } from "~db/schema/applications";
import type { MemberActor } from "../people/role";
import type { Day } from "../shared/day";
import { nextState } from "../shared/state-table";
import { noSuchApplication } from "./applicant";
import {
  APPLICATION_STATES,
  lastDayToSend,
  missingParts,
  whyNotSendable,
  type ApplicationState,
  type MissingPart,
} from "./application";
import { readContent, type ApplicationContent } from "./application-content";
import { whyPaidAlready } from "./clash";
import { clashesOf, lookalikesOf, type Clash } from "./clash-views.server";
import { askedOf, eligibilityOf } from "./profile/eligibility";
import { meanOf, whyNotDecide, whyNotTake, type Assessment } from "./assessment";
import { profileOf, registerFacts } from "./profile/profile-views.server";
import { assessmentsOf, decides, submissionsOf } from "./submission-views.server";
import { fundWithTerms } from "./terms-views.server";

async function rowOf(q: Queryable, id: string) {
  const [row] = await q.select().from(application).where(eq(application.id, id));
  if (!row) throw noSuchApplication();
  return { ...row, state: row.state as ApplicationState };
}

async function grantOf(q: Queryable, applicationId: string) {
  const [row] = await q
    .select({ id: grantAward.id, state: grantAward.state, amount: grantAward.amount })
    .from(grantAward)
    .where(eq(grantAward.applicationId, applicationId));
  return row ?? null;
}

/**
 * An application as its own organisation sees it: while it is theirs, what the profile and the form say now,
 * with what is missing and which conditions hold; afterwards what was sent. Scores are shown once it is
 * declined or awarded. Throws Problem not-found `no-such-application`, `no-such-fund` and
 * `no-such-organisation`.
 */
export async function ownApplication(
  q: Queryable,
  input: { id: string; actor: Pick<MemberActor, "organisationCode" | "roles">; on: Day },
) {
  const { actor, on } = input;
  const row = await rowOf(q, input.id);
  if (row.organisationCode !== actor.organisationCode) throw noSuchApplication();
  const [fund, facts, profile, submissions, grant] = await Promise.all([
    fundWithTerms(q, row.fundId),
    registerFacts(q, { organisationCode: row.organisationCode, on }),
    profileOf(q, row.organisationCode),
    submissionsOf(q, row.id),
    grantOf(q, row.id),
  ]);
  const editable = row.state === "draft" || row.state === "returned";
  const sent = submissions[0];
  const content: ApplicationContent = readContent(row.content);
  const current = profile.needs.find(({ id }) => id === row.needId) ?? null;
  const need = editable || !sent ? current : sent.snapshot.need;
  const eligibility =
    editable || !sent
      ? eligibilityOf({ facts, profile }, fund, on, { need, content })
      : { eligible: true, conditions: sent.snapshot.conditions };
  const criteria = editable || !sent ? fund.criteria : sent.snapshot.criteria;
  const missing: MissingPart[] = editable ? missingParts({ need, content, fund, criteria }) : [];
  const lastDay = lastDayToSend(fund.closesOn, row.returnedAt);
  // As sending asks: the page that checks it offers nothing that would be refused.
  const clashes =
    editable && need ? await clashesOf(q, { ...row, needId: need.id, costs: content.asked }) : [];
  const decided = row.state === "declined" || row.state === "awarded";
  const assessments = decided && sent ? await assessmentsOf(q, [row.id]) : [];
  const scored = assessments.filter((one) => one.submission === sent?.number && !one.conflict);
  const lead = actor.roles.includes("procurement_lead");
  return {
    ...row,
    fund,
    facts,
    profile,
    need,
    content,
    criteria,
    asked: askedOf(content),
    eligibility,
    missing,
    lastDay,
    whyNot: editable
      ? [...whyNotSendable({ missing, eligibility, lastDay, on }), ...whyPaidAlready(clashes)]
      : [],
    clashes,
    submissions: submissions.map(({ number, submittedAt, signatoryName, profileVersion }) => ({
      number,
      submittedAt,
      signatoryName,
      profileVersion,
    })),
    /** Without names: assessors are numbered. */
    feedback: scored.map(({ conflict, scores }) => ({ conflict, scores })),
    mean: sent ? meanOf(scored, sent.number, criteria) : null,
    grant,
    may: {
      change: lead && nextState(APPLICATION_STATES, row.state, "change") !== null,
      withdraw: lead && nextState(APPLICATION_STATES, row.state, "withdraw") !== null,
      copy: lead,
    },
  };
}

export type OwnApplication = Awaited<ReturnType<typeof ownApplication>>;

/**
 * An application as the centre sees it: what was sent last. Whoever may score sees the others' scores once their own are in,
 * so that each scores independently; an officer who has taken on the decision, and so scores no more, and an auditor see all.
 * Throws Problem not-found `no-such-application` and `no-such-fund`.
 */
export async function applicationToAssess(
  q: Queryable,
  input: { id: string; actor: Pick<MemberActor, "userId" | "roles"> },
) {
  const row = await rowOf(q, input.id);
  const submissions = await submissionsOf(q, row.id);
  const [sent] = submissions;
  if (!sent || row.state === "draft") throw noSuchApplication();
  const [fund, all, grant] = await Promise.all([
    fundWithTerms(q, row.fundId),
    assessmentsOf(q, [row.id]),
    grantOf(q, row.id),
  ]);
  const named = {
    organisationCode: row.organisationCode,
    needId: sent.snapshot.need.id,
    costs: sent.snapshot.content.asked,
  };
  const [clashes, lookalikes]: [Clash[], Clash[]] = grant
    ? [[], []]
    : await Promise.all([clashesOf(q, named), lookalikesOf(q, named)]);
  const { userId, roles } = input.actor;
  const current = all.filter((one) => one.submission === sent.number);
  const own = current.find((one) => one.assessorId === userId) ?? null;
  const decided = row.state !== "submitted";
  const taken = await decides(q, row.id, sent.number, userId);
  const open = decided || own !== null || taken || roles.includes("auditor");
  const scorer = roles.includes("assessor") || roles.includes("commercial_officer");
  return {
    ...row,
    fund,
    sent,
    submissions: submissions.map(({ number, submittedAt, signatoryName }) => ({
      number,
      submittedAt,
      signatoryName,
    })),
    /** Null where they are still hidden from this person. */
    assessments: open ? current : (null as Assessment[] | null),
    recorded: current.length,
    mean: open ? meanOf(current, sent.number, sent.snapshot.criteria) : null,
    own,
    grant,
    clashes,
    lookalikes,
    /** Whether this person has taken on the decision. */
    taken,
    whyNotTake: whyNotTake(all, sent.number, userId),
    whyNotDecide: whyNotDecide(all, sent.number, userId),
    may: {
      score: scorer && row.state === "submitted" && own === null && !taken,
      decide: roles.includes("commercial_officer") && row.state === "submitted",
    },
  };
}

export type AssessedApplication = Awaited<ReturnType<typeof applicationToAssess>>;
