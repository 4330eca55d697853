import { eq, max } from "drizzle-orm";
import type { Tx } from "~db";
import { application, applicationSubmission } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../money/format";
import { notifyPeople } from "../people/notify-people.server";
import { ownSignature } from "../people/signature";
import { Problem } from "../shared/problem";
import type { Day } from "../shared/day";
import { requireNextState } from "../shared/state-table";
import { changedMeanwhile, requireApplicant } from "./applicant";
import {
  APPLICATION_STATES,
  APPLICATION_WORDS,
  lastDayToSend,
  missingParts,
  whyNotSendable,
} from "./application";
import { readContent, storeSums } from "./application-content";
import { sentEmail, toAssessEmail } from "./application-emails";
import { paidAlready } from "./clash";
import { clashesOf } from "./clash-views.server";
import { askedOf, eligibilityOf } from "./profile/eligibility";
import { lockApplication } from "./lock-application.server";
import { profileOf, registerFacts } from "./profile/profile-views.server";
import type { Snapshot } from "./submitted";
import { fundWithTerms } from "./terms-views.server";

/**
 * Sends an application, for the first time or after it was returned: keeps it as it is today, for good.
 * Refused late, incomplete, with a condition unmet, or for a cost that another award pays. Throws Problem
 * conflict `changed-meanwhile`, rule-broken `not-sendable` and `cost-paid-already`, and what its guards
 * throw.
 */
export async function submitApplication(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    today: Day;
    applicationId: string;
    editCount: number;
    signatoryName: string;
  },
): Promise<void> {
  const actor = requireApplicant(input.actor);
  const signatoryName = ownSignature(actor, input.signatoryName);
  const { organisationCode } = actor;
  const row = await lockApplication(tx, { ...input, organisationCode });
  const state = requireNextState(APPLICATION_STATES, APPLICATION_WORDS, row.state, "submit");
  if (row.editCount !== input.editCount) throw changedMeanwhile("application");
  const fund = await fundWithTerms(tx, row.fundId);
  const facts = await registerFacts(tx, { organisationCode, on: input.today });
  const profile = await profileOf(tx, organisationCode);
  const need = profile.needs.find(({ id }) => id === row.needId) ?? null;
  const content = readContent(row.content);
  const eligibility = eligibilityOf({ facts, profile }, fund, input.today, { need, content });
  const reasons = whyNotSendable({
    missing: missingParts({ need, content, fund, criteria: fund.criteria }),
    eligibility,
    lastDay: lastDayToSend(fund.closesOn, row.returnedAt),
    on: input.today,
  });
  if (reasons.length > 0 || !need) throw notSendable(reasons);
  const [clash, ...more] = await clashesOf(tx, { organisationCode, needId: need.id, costs: content.asked });
  if (clash) throw paidAlready([clash, ...more]);
  const { criteria } = fund;
  const { conditions } = eligibility;
  const snapshot: Snapshot = { facts, readiness: profile.readiness, need, content, criteria, conditions };
  const number = await keep(tx, {
    ...input,
    signatoryName,
    actor,
    profileVersion: profile.version,
    snapshot,
  });
  await tx
    .update(application)
    .set({ state, submittedAt: input.at, editCount: row.editCount + 1 })
    .where(eq(application.id, row.id));
  const asked = askedOf(content);
  const action = number === 1 ? "application.submitted" : "application.submitted-again";
  await recordEvent(tx, {
    stream: `application:${row.id}`,
    action,
    summary: `Sent application ${row.id} for ${formatPence(asked)} to ${fund.name}`,
    actor,
    at: input.at,
    before: { state: row.state },
    after: { state, number, asked, signatoryName },
  });
  const email = {
    id: row.id,
    fundName: fund.name,
    organisationName: facts.name,
    needTitle: need.title,
    asked,
  };
  await notifyPeople(tx, { organisationCode, roles: ["procurement_lead"] }, sentEmail(email));
  const readers = { organisationCode: fund.payerCode, roles: ["assessor", "commercial_officer"] };
  await notifyPeople(tx, readers, toAssessEmail(email));
}

function notSendable(reasons: readonly string[]): Problem {
  return new Problem("rule-broken", "not-sendable", {
    title: "This application cannot be sent.",
    detail: reasons.join(" "),
  });
}

async function keep(
  tx: Tx,
  input: {
    applicationId: string;
    actor: { userId: string };
    at: Date;
    signatoryName: string;
    profileVersion: number;
    snapshot: Snapshot;
  },
): Promise<number> {
  const [last] = await tx
    .select({ number: max(applicationSubmission.number) })
    .from(applicationSubmission)
    .where(eq(applicationSubmission.applicationId, input.applicationId));
  const number = (last?.number ?? 0) + 1;
  await tx.insert(applicationSubmission).values({
    applicationId: input.applicationId,
    number,
    profileVersion: input.profileVersion,
    snapshot: storeSums(input.snapshot) as unknown as Record<string, unknown>,
    asked: askedOf(input.snapshot.content),
    signatoryName: input.signatoryName,
    submittedBy: input.actor.userId,
    submittedAt: input.at,
  });
  return number;
}
