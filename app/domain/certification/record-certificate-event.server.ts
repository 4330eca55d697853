import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { certificate, certificateEvent } from "~db/schema/certification";
import type { Actor } from "~/domain/events/event";
import { recordEvent } from "~/domain/events/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState, type StateTable } from "~/domain/shared/state-table";
import type { CertificateEventKind } from "./certificate";
import { ASSESSING_ROLES, requireRole } from "./permission";

export interface CertificateDeed {
  actor: Actor;
  at: Date;
  today: Day;
  number: string;
  reason: string;
}

const STANDING: StateTable<"in force" | "suspended" | "withdrawn", "suspend" | "reinstate" | "withdraw"> = {
  "in force": { suspend: "suspended", withdraw: "withdrawn" },
  suspended: { reinstate: "in force", withdraw: "withdrawn" },
  withdrawn: {},
};
const KIND = { suspend: "suspended", reinstate: "reinstated", withdraw: "withdrawn" } as const;

/** What suspend, reinstate and withdraw share: one at a time for each certificate, added and never changed. */
export async function recordCertificateEvent(
  tx: Tx,
  deed: keyof typeof KIND,
  input: CertificateDeed,
): Promise<void> {
  requireRole(input.actor, ASSESSING_ROLES, `${deed} this certificate`);
  if (input.reason.trim() === "") {
    throw new Problem("rule-broken", "reason-missing", `Give the reason to ${deed} this certificate.`);
  }
  const [held] = await tx
    .select()
    .from(certificate)
    .where(eq(certificate.number, input.number))
    .for("update");
  if (!held) throw new Problem("not-found", "certificate-not-found", "There is no such certificate.");
  const past = await tx
    .select()
    .from(certificateEvent)
    .where(eq(certificateEvent.certificateNumber, input.number))
    .orderBy(asc(certificateEvent.effectiveOn), asc(certificateEvent.id));
  const last = past.at(-1)?.kind as CertificateEventKind | undefined;
  const before = last === undefined || last === "reinstated" ? "in force" : last;
  const after = requireNextState(STANDING, "certificate", before, deed);
  await tx.insert(certificateEvent).values({
    certificateNumber: input.number,
    kind: KIND[deed],
    effectiveOn: input.today,
    reason: input.reason,
    recordedAt: input.at,
    recordedBy: input.actor.userId,
  });
  await recordEvent(tx, {
    stream: `certificate:${input.number}`,
    action: `certificate.${KIND[deed]}`,
    summary: `Certificate ${input.number} ${KIND[deed]}: ${input.reason}`,
    actor: input.actor,
    at: input.at,
    before: { standing: before },
    after: { standing: after, reason: input.reason },
  });
}
