import { Problem } from "~/domain/shared/problem";
import { nextState, type StateTable, type StateWords } from "~/domain/shared/state-table";
import type { CertificateEventKind } from "./certificate";

/** What the assessors made of a certificate, whatever its dates say. */
export type CertificateState = "in force" | "suspended" | "withdrawn";
export type CertificateStatusAction = "suspend" | "reinstate" | "withdraw";

/** What may be done with a certificate; a withdrawn one does not come back. The page asks it for its buttons. */
export const CERTIFICATE_STATES: StateTable<CertificateState, CertificateStatusAction> = {
  "in force": { suspend: "suspended", withdraw: "withdrawn" },
  suspended: { reinstate: "in force", withdraw: "withdrawn" },
  withdrawn: {},
};

/** How its refusals are said. */
export const CERTIFICATE_WORDS: StateWords<CertificateState, CertificateStatusAction> = {
  actions: {
    suspend: "suspend this certificate",
    reinstate: "reinstate this certificate",
    withdraw: "withdraw this certificate",
  },
  states: {
    "in force": "it is not suspended",
    suspended: "it is suspended already",
    withdrawn: "it was withdrawn, and a withdrawn certificate does not come back",
  },
};

/**
 * Why this cannot be done to a certificate of this state, with what to do next; null when it can. `href` is the page of the
 * certificate for whoever asks. Answers null or Problem conflict `wrong-state`.
 */
export function whyNotChange(
  certificate: { number: string; state: CertificateState },
  action: CertificateStatusAction,
  href = `/commercial/certificates/${certificate.number}`,
): Problem | null {
  const { number, state } = certificate;
  if (nextState(CERTIFICATE_STATES, state, action) !== null) return null;
  return new Problem(
    "conflict",
    "wrong-state",
    {
      title: `You cannot ${CERTIFICATE_WORDS.actions[action]}: ${CERTIFICATE_WORDS.states[state]}.`,
      detail:
        state === "withdrawn"
          ? "The supplier makes a new claim, and an assessor decides about it."
          : "Look at its events to see what happened.",
      next: { label: `See certificate ${number}`, href },
    },
    { state, action },
  );
}

/** The state that a certificate's events, first to last, have led to. */
export function stateAfter(kinds: readonly CertificateEventKind[]): CertificateState {
  const last = kinds.at(-1);
  return last === undefined || last === "reinstated" ? "in force" : last;
}
