import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { certificate, certificateEvent, claim, standard, standardVersion } from "~db/schema/certification";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { requireReason } from "~/domain/shared/reason";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import type { CertificateEventKind } from "./certificate";
import {
  effectiveDayFault,
  eventWords,
  liftingWords,
  MOST_REGULATOR_NAME,
  type EventBody,
} from "./certificate-event";
import { currentSuspension, reinstatedFromFault, whyNotLift, type Lifting, type Suspension } from "./lifting";
import { statusEmail } from "./certificate-emails";
import {
  CERTIFICATE_STATES,
  CERTIFICATE_WORDS,
  stateAfter,
  whyNotChange,
  type CertificateStatusAction,
} from "./certificate-state";
import { ASSESSING_ROLES, requireRole, requireSupplierPerson } from "../permission";
import { notifySupplier } from "../notify-supplier.server";

export interface CertificateAction {
  actor: Actor;
  at: Date;
  today: Day;
  number: string;
  reason: string;
  /** The first day of it, within the limits of `effectiveDayFault`; today unless said. */
  effectiveOn?: Day;
  /** The regulator that decided it; null: the centre. Who is no supplier enters it. */
  regulatorName?: string | null;
  /** Of a reinstatement: what the regulator that suspended it said. Only of one that a regulator suspended. */
  lifting?: Lifting | null;
  /** The supplier that withdraws its own, by a signatory; null or left out: the centre enters it. */
  supplierId?: string | null;
}

const KIND = { suspend: "suspended", reinstate: "reinstated", withdraw: "withdrawn" } as const;

/**
 * What suspend, reinstate and withdraw share: one at a time for each certificate, added and never changed. A supplier withdraws its
 * own; what it withdraws while that is suspended, or being assessed again, is marked so for good. What a regulator suspended
 * counts again on its word only. Throws Problem bad-request `reason-missing`, `reason-too-long`, `regulator-missing` and
 * `decision-reference`, not-found `certificate-not-found`, rule-broken `day-out-of-range`, `regulator-word-missing` and
 * `decision-day`, conflict `wrong-state`, not-allowed `role-missing` and `other-supplier`.
 */
export async function recordCertificateEvent(
  tx: Tx,
  action: CertificateStatusAction,
  input: CertificateAction,
): Promise<void> {
  await requireMayRecord(tx, action, input);
  const reason = requireReason(input.reason, `Give the reason to ${action} this certificate.`);
  const held = await lockCertificate(tx, input);
  const past = await tx
    .select()
    .from(certificateEvent)
    .where(eq(certificateEvent.certificateNumber, input.number))
    .orderBy(asc(certificateEvent.effectiveOn), asc(certificateEvent.id));
  const before = stateAfter(past.map((event) => event.kind as CertificateEventKind));
  const href = input.supplierId ? `/supplying/certification/certificates/${input.number}` : undefined;
  const refusal = whyNotChange({ number: input.number, state: before }, action, href);
  if (refusal) throw refusal;
  const after = requireNextState(CERTIFICATE_STATES, CERTIFICATE_WORDS, before, action);
  const effectiveOn = requireEffectiveDay(input, held, past.at(-1)?.effectiveOn ?? null);
  const suspension = action === "reinstate" ? currentSuspension(past.map(asSuspension)) : null;
  const decided = decidedBy(input, suspension);
  requireDecidedBefore(effectiveOn, suspension, input);
  const { body, regulatorName } = decided;
  const underReview = body === "supplier" && (before === "suspended" || (await isAssessedAgain(tx, held)));
  await tx.insert(certificateEvent).values({
    certificateNumber: input.number,
    kind: KIND[action],
    effectiveOn,
    reason,
    ...decided,
    underReview,
    recordedAt: input.at,
    recordedBy: input.actor.userId,
  });
  await recordEvent(tx, {
    stream: `certificate:${input.number}`,
    action: `certificate.${KIND[action]}`,
    summary: [`Certificate ${input.number} ${KIND[action]}: ${reason}`, liftingWords(decided)]
      .filter(Boolean)
      .join(" "),
    actor: input.actor,
    at: input.at,
    before: { state: before },
    after: { state: after, reason: input.reason, effectiveOn, ...decided, underReview },
  });
  await writeToSupplier(
    tx,
    { ...input, kind: KIND[action], effectiveOn, body, regulatorName },
    held.supplierId,
  );
}

async function requireMayRecord(
  tx: Tx,
  action: CertificateStatusAction,
  { supplierId, actor }: CertificateAction,
): Promise<void> {
  if (!supplierId) return requireRole(actor, ASSESSING_ROLES, `${action} this certificate`);
  // It binds the supplier, so whoever signs for it decides.
  requireRole(actor, ["supplier_signatory"], "withdraw this certificate");
  const [own] = await tx
    .select({ code: supplier.organisationCode })
    .from(supplier)
    .where(eq(supplier.id, supplierId));
  requireSupplierPerson(actor, own?.code ?? "", "withdraw this certificate");
}

function requireRegulator(name: string | null): string | null {
  if (name === null) return null;
  const written = name.trim();
  if (written && written.length <= MOST_REGULATOR_NAME) return written;
  throw new Problem("bad-request", "regulator-missing", "Enter the name of the regulator.");
}

const asSuspension = ({ kind, body, ...event }: typeof certificateEvent.$inferSelect) => ({
  ...event,
  kind: kind as CertificateEventKind,
  body: body as EventBody,
});

/** Who decided it and, where a regulator's own suspension ends, by what. Throws as `whyNotLift` and `requireRegulator` say. */
function decidedBy(input: CertificateAction, suspension: Suspension | null) {
  const none = { regulatorReference: null, regulatorDecidedOn: null, regulatorLifted: false };
  if (suspension?.body === "regulator") {
    const { lifting = null, today } = input;
    const refusal = whyNotLift(suspension, lifting, today);
    if (refusal) throw refusal;
    const said =
      lifting === "said" || lifting === null
        ? { regulatorLifted: true }
        : { regulatorReference: lifting.reference.trim(), regulatorDecidedOn: lifting.decidedOn };
    return { ...none, body: "regulator" as const, regulatorName: suspension.regulatorName, ...said };
  }
  const regulatorName = requireRegulator(input.regulatorName ?? null);
  if (input.supplierId) return { ...none, body: "supplier" as const, regulatorName };
  return {
    ...none,
    body: regulatorName === null ? ("centre" as const) : ("regulator" as const),
    regulatorName,
  };
}

/** What a regulator suspended counts again from the day of its decision at the earliest. */
function requireDecidedBefore(
  effectiveOn: Day,
  suspension: Suspension | null,
  { lifting = null }: CertificateAction,
): void {
  const fault = suspension?.body === "regulator" ? reinstatedFromFault(effectiveOn, lifting) : null;
  if (fault) throw new Problem("rule-broken", "day-out-of-range", `${fault}.`);
}

async function lockCertificate(tx: Tx, { number, supplierId }: CertificateAction) {
  const own = supplierId ? eq(certificate.supplierId, supplierId) : undefined;
  const [held] = await tx
    .select()
    .from(certificate)
    .where(and(eq(certificate.number, number), own))
    .for("update");
  if (held) return held;
  throw new Problem("not-found", "certificate-not-found", "There is no such certificate.");
}

type Held = Awaited<ReturnType<typeof lockCertificate>>;

function requireEffectiveDay(
  { effectiveOn, today }: CertificateAction,
  held: Held,
  lastEventOn: Day | null,
): Day {
  if (effectiveOn === undefined) return today;
  const fault = effectiveDayFault(effectiveOn, { ...held, lastEventOn, today });
  if (fault) throw new Problem("rule-broken", "day-out-of-range", `${fault}.`);
  return effectiveOn;
}

/** Whether an assessor looks at a claim for the same standard and holder at this moment. */
async function isAssessedAgain(tx: Tx, held: Held): Promise<boolean> {
  const [open] = await tx
    .select({ id: claim.id })
    .from(claim)
    .innerJoin(standardVersion, eq(standardVersion.id, claim.standardVersionId))
    .where(
      and(
        eq(claim.supplierId, held.supplierId),
        held.solutionId === null ? isNull(claim.solutionId) : eq(claim.solutionId, held.solutionId),
        isAnyOf(claim.state, ["submitted", "in_review"]),
        sql`${standardVersion.standardId} = (select ${standardVersion.standardId} from ${standardVersion} where ${standardVersion.id} = ${held.standardVersionId})`,
      ),
    )
    .limit(1);
  return open !== undefined;
}

async function writeToSupplier(
  tx: Tx,
  of: CertificateAction & {
    kind: CertificateEventKind;
    effectiveOn: Day;
    body: EventBody;
    regulatorName: string | null;
  },
  supplierId: string,
): Promise<void> {
  const { number, kind, reason, today, effectiveOn: on, body, regulatorName } = of;
  const [names] = await tx
    .select({ standardTitle: standard.title, supplierName: supplier.name, solutionName: catalogueItem.name })
    .from(certificate)
    .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .innerJoin(supplier, eq(supplier.id, certificate.supplierId))
    .leftJoin(catalogueItem, eq(catalogueItem.id, certificate.solutionId))
    .where(eq(certificate.number, number));
  const { standardTitle, solutionName, supplierName } = names!;
  const holderName = solutionName ?? supplierName;
  const happened = eventWords({ kind, on, today, body, regulatorName, supplierName });
  const email = statusEmail({ kind, number, standardTitle, holderName, reason, happened, on, today });
  await notifySupplier(tx, { supplierId, email });
}
