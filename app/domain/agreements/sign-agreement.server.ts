import { organisationLabel } from "~/domain/organisations/organisation-views.server";
import { and, eq, lt } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementParty, agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { addDays, dayOf, earlier, formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { AGREEMENT_STATES, AGREEMENT_WORDS } from "./agreement";
import { appliesText } from "./first-day";
import { loadVersion } from "./load-version.server";
import { whyNotSign } from "./signing";
import { notifySignatories } from "./notify-signatories.server";

/**
 * Signs a proposed version for one party. The last signature brings it into force, and the version before it
 * ends on the day before this one begins. Throws Problem cannot-sign, or a conflict when the party has
 * signed. Who may not sign is refused with not-allowed `cannot-sign`, a version signed already or not
 * proposed with conflict `cannot-sign`. Codes: not-found `no-such-agreement`, conflict `wrong-state`.
 */
export async function signAgreement(
  tx: Tx,
  input: {
    agreementId: string;
    version: number;
    organisationCode: string;
    /** Who signed, where the system records a signature on paper. */
    signatoryName?: string;
    actor: Actor;
    at: Date;
  },
): Promise<{ inForce: boolean }> {
  const { row, state, parties, version } = await loadVersion(tx, input.agreementId, input.version);
  const why = whyNotSign(input.actor, input.organisationCode, state, parties, row.proposedBy);
  if (why) {
    const signed = parties.some((p) => p.organisationCode === input.organisationCode && p.signedAt);
    const title = `You cannot sign ${version.title}, version ${row.version}.`;
    throw new Problem(signed || state !== "proposed" ? "conflict" : "not-allowed", "cannot-sign", {
      title,
      detail: why,
      rule: "Two people stand behind every agreement",
    });
  }
  const signatoryName = input.signatoryName ?? input.actor.name;
  await tx
    .update(agreementParty)
    .set({ signedBy: input.actor.userId, signatoryName, signedAt: input.at })
    .where(
      and(
        eq(agreementParty.agreementId, row.agreementId),
        eq(agreementParty.version, row.version),
        eq(agreementParty.organisationCode, input.organisationCode),
      ),
    );
  const waiting = parties.filter(
    (party) => !party.signedAt && party.organisationCode !== input.organisationCode,
  );
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.signed",
    summary: `${signatoryName} signed ${version.title}, version ${row.version}, for ${await organisationLabel(tx, input.organisationCode)}`,
    actor: input.actor,
    at: input.at,
    after: { organisationCode: input.organisationCode, waitingFor: waiting.map((p) => p.organisationCode) },
  });
  if (waiting.length > 0) return { inForce: false };
  const next = requireNextState(AGREEMENT_STATES, AGREEMENT_WORDS, state, "bring_into_force");
  await supersedeEarlier(tx, row.agreementId, row.version, row.effectiveFrom);
  await tx
    .update(agreementVersion)
    .set({ state: next, inForceAt: input.at })
    .where(and(eq(agreementVersion.agreementId, row.agreementId), eq(agreementVersion.version, row.version)));
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.in_force",
    summary: `${version.title}, version ${row.version}, is in force from ${formatDay(row.effectiveFrom)}`,
    actor: input.actor,
    at: input.at,
    before: { state },
    after: { state: next },
  });
  await notifySignatories(tx, version.parties, (address) => ({
    kind: "agreement-in-force",
    subject: `${version.title} is signed by every party`,
    body: [
      `${signatoryName} signed last. ${version.title} (${row.agreementId}, version ${row.version}) ${appliesText(row.effectiveFrom, dayOf(input.at))}.`,
      { label: "Read what it says", path: `${address}/${row.agreementId}` },
    ],
  }));
  return { inForce: true };
}

async function supersedeEarlier(tx: Tx, agreementId: string, version: number, from: Day): Promise<void> {
  const inForce = and(
    eq(agreementVersion.agreementId, agreementId),
    eq(agreementVersion.state, "in_force"),
    lt(agreementVersion.version, version),
  );
  const rows = await tx.select().from(agreementVersion).where(inForce);
  for (const row of rows) {
    const lastDay = addDays(from, -1);
    await tx
      .update(agreementVersion)
      .set({
        state: requireNextState(AGREEMENT_STATES, AGREEMENT_WORDS, "in_force", "supersede"),
        effectiveTo: row.effectiveTo ? earlier(row.effectiveTo, lastDay) : lastDay,
      })
      .where(and(eq(agreementVersion.agreementId, agreementId), eq(agreementVersion.version, row.version)));
  }
}
