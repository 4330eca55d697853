import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { application } from "~db/schema/applications";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "../shared/problem";
import type { Day } from "../shared/day";
import { requireApplicant } from "./applicant";
import { NOTHING_FILLED_IN, storeSums, type ApplicationContent } from "./application-content";
import { eligibilityOf } from "./profile/eligibility";
import { profileOf, registerFacts } from "./profile/profile-views.server";
import { fundWithTerms } from "./terms-views.server";
import { drawNumber } from "~/domain/shared/draw-number.server";

/**
 * Starts an application to a fund and answers its id, for example APP-0001. Refused with each unmet
 * condition, and while another for the same need, or one without a need yet, is open. Throws Problem
 * rule-broken `not-eligible`, not-allowed `procurement-lead-only`, not-found `no-such-fund` and
 * `no-such-organisation`, conflict `application-open`.
 */
export async function startApplication(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    today: Day;
    fundId: string;
    /** From an application that is copied. */
    copy?: { from: string; needId: string | null; content: ApplicationContent };
  },
): Promise<string> {
  const actor = requireApplicant(input.actor);
  const { organisationCode } = actor;
  const fund = await fundWithTerms(tx, input.fundId);
  const facts = await registerFacts(tx, { organisationCode, on: input.today });
  const profile = await profileOf(tx, organisationCode);
  const { eligible, conditions } = eligibilityOf({ facts, profile }, fund, input.today);
  if (!eligible) {
    const unmet = conditions.filter(({ met }) => met === false);
    throw new Problem("rule-broken", "not-eligible", {
      title: `You cannot apply to ${fund.name}.`,
      detail: unmet.map(({ text, whatToDo }) => `${text}: ${whatToDo}`).join(" "),
      next: { label: "See your profile", href: "/buying/profile" },
    });
  }
  await requireNoOther(tx, { organisationCode, fundId: fund.fundId, needId: input.copy?.needId ?? null });
  const id = await drawNumber(tx, "application");
  await tx.insert(application).values({
    id,
    organisationCode,
    fundId: fund.fundId,
    needId: input.copy?.needId ?? null,
    state: "draft",
    content: storeSums(input.copy?.content ?? NOTHING_FILLED_IN) as unknown as Record<string, unknown>,
    copiedFrom: input.copy?.from ?? null,
    createdBy: actor.userId,
    createdAt: input.at,
  });
  await recordEvent(tx, {
    stream: `application:${id}`,
    action: "application.started",
    summary: `Started an application to ${fund.name}${input.copy ? ` from ${input.copy.from}` : ""}`,
    actor,
    at: input.at,
    after: { fundId: fund.fundId, needId: input.copy?.needId ?? null },
  });
  return id;
}

async function requireNoOther(
  tx: Tx,
  wanted: { organisationCode: string; fundId: string; needId: string | null },
): Promise<void> {
  const [other] = await tx
    .select({ id: application.id })
    .from(application)
    .where(
      and(
        eq(application.organisationCode, wanted.organisationCode),
        eq(application.fundId, wanted.fundId),
        wanted.needId === null ? isNull(application.needId) : eq(application.needId, wanted.needId),
        isAnyOf(application.state, ["draft", "submitted", "returned"]),
      ),
    );
  if (!other) return;
  throw new Problem("conflict", "application-open", {
    title: `Your application ${other.id} to this fund is open.`,
    detail:
      wanted.needId === null
        ? "Choose its need first, or withdraw it."
        : "Go on with it, or withdraw it first.",
    next: { label: `See ${other.id}`, href: `/buying/applications/${other.id}` },
  });
}
