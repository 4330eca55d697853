import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { CertificateEventKind } from "./certificate";
import { asSentence, capitalised } from "~/domain/shared/sentence";
import { bodyWords, type EventBody } from "./certificate-event";

/** What a regulator said that ends its own suspension: a decision that can be looked up, or that it lifted it. */
export type Lifting = { reference: string; decidedOn: Day } | "said";

export const MOST_REFERENCE = 100;

/** Who suspended a certificate, from when and why: what its reinstatement ends. */
export interface Suspension {
  effectiveOn: Day;
  reason: string;
  body: EventBody;
  regulatorName: string | null;
}

/** The suspension that stands: the last of a certificate's events, first to last, when it is one; else null. */
export function currentSuspension<Event extends Suspension & { kind: CertificateEventKind }>(
  events: readonly Event[],
): Event | null {
  const last = events.at(-1);
  return last?.kind === "suspended" ? last : null;
}

/** A regulator's suspension of a certificate: it stands, or the certificate was withdrawn under it. */
export interface FormerSuspension extends Suspension {
  number: string;
  stands: boolean;
}

/** The regulator's suspension that a certificate's events, first to last, leave: it stands, or it was withdrawn under it; else null. */
export function regulatorSuspensionOf(
  number: string,
  events: readonly (Suspension & { kind: CertificateEventKind })[],
): FormerSuspension | null {
  const stands = events.at(-1)?.kind !== "withdrawn";
  const { effectiveOn, reason, body, regulatorName } =
    currentSuspension(stands ? events : events.slice(0, -1)) ?? {};
  if (body !== "regulator") return null;
  return { number, stands, effectiveOn: effectiveOn!, reason: reason!, body, regulatorName: regulatorName! };
}

/** "The Care Quality Commission suspended certificate DVC-000001 from 20 November 2026: an inspection found it unsafe." */
export function suspensionSentence({ number, regulatorName, effectiveOn, reason }: FormerSuspension): string {
  return `${capitalised(regulatorName!)} suspended certificate ${number} from ${formatDay(effectiveOn)}: ${asSentence(reason)}`;
}

/**
 * Why a claim cannot be approved while a regulator's suspension of a certificate of the same standard and holder stands: a new
 * certificate would go round its word (`whyNotLift`). Answers null, or Problem rule-broken `regulator-suspension-stands`.
 */
export function whyNotApprove(former: FormerSuspension | null): Problem | null {
  if (!former?.stands) return null;
  return new Problem(
    "rule-broken",
    "regulator-suspension-stands",
    {
      title: `You cannot approve this claim yet. ${suspensionSentence(former)}`,
      detail: `That suspension stands and ends on the regulator’s word only. When ${former.regulatorName} has lifted it, enter that on the certificate first; until then return the claim or leave it in review.`,
      rule: "A suspension ends by the decision of whoever suspended, and no new certificate goes round it",
      next: {
        label: `Enter the lifting of certificate ${former.number}`,
        href: `/commercial/certificates/${former.number}/reinstate`,
      },
    },
    { certificate: former.number, regulator: former.regulatorName },
  );
}

/** Who suspended it, as the page says it on which it is reinstated. */
export function suspendedBy({ body, regulatorName, effectiveOn, reason }: Suspension): string {
  const who = bodyWords({ body, regulatorName, supplierName: "" });
  return `${capitalised(who)}, from ${formatDay(effectiveOn)}: ${reason}`;
}

/**
 * What is wrong with the day of a regulator's decision that ends its suspension, as an error beside its field; null when nothing
 * is. It lies neither before the suspension nor after today.
 */
export function decisionDayFault(decidedOn: Day, suspendedOn: Day, today: Day): string | null {
  if (decidedOn <= today && (decidedOn >= suspendedOn || suspendedOn > today)) return null;
  if (decidedOn > today) return "The day of the decision must be today or before";
  return `The day of the decision must be on or after ${formatDay(suspendedOn)}, the first day of the suspension`;
}

/**
 * What is wrong with the first day of a reinstatement on a regulator's decision, as an error beside its field; null when nothing
 * is: no certificate counts again before whoever suspended it has decided so.
 */
export function reinstatedFromFault(effectiveOn: Day, lifting: Lifting | null): string | null {
  if (lifting === null || lifting === "said" || effectiveOn >= lifting.decidedOn) return null;
  return `The first day must be on or after ${formatDay(lifting.decidedOn)}, the day of the regulator’s decision`;
}

/**
 * Why this suspension does not end with that: what a regulator suspended counts again on the regulator's word only. Answers null,
 * or Problem rule-broken `regulator-word-missing` or `decision-day`, or bad-request `decision-reference`.
 */
export function whyNotLift(suspension: Suspension, lifting: Lifting | null, today: Day): Problem | null {
  if (suspension.body !== "regulator") return null;
  const name = suspension.regulatorName!;
  if (lifting === null) {
    return new Problem("rule-broken", "regulator-word-missing", {
      title: `${name} suspended this certificate, so it counts again on its word only.`,
      detail: "Give the reference and the day of its decision, or say that it lifted the suspension.",
      rule: "A suspension ends by the decision of whoever suspended",
    });
  }
  if (lifting === "said") return null;
  const reference = lifting.reference.trim();
  if (!reference || reference.length > MOST_REFERENCE) {
    return new Problem(
      "bad-request",
      "decision-reference",
      `Give the reference of the decision, in 1 to ${MOST_REFERENCE} characters.`,
    );
  }
  const fault = decisionDayFault(lifting.decidedOn, suspension.effectiveOn, today);
  return fault ? new Problem("rule-broken", "decision-day", `${fault}.`) : null;
}
