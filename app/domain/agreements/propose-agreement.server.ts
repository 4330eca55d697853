import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { agreementVersion } from "~db/schema/agreements";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { dayOf, formatDay } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { AGREEMENT_STATES, AGREEMENT_WORDS, coversEverything, type AgreementVersion } from "./agreement";
import { namesIn } from "./agreement-views.server";
import { clashesOf } from "./checks/check-views.server";
import { loadVersion } from "./load-version.server";
import { beginningText } from "./first-day";
import { payersToNotify } from "./payers-to-notify.server";
import { rulesAsProposed } from "./rules/renumber";
import { rulesToJson } from "./rules/rules-json";
import { ruleSentence } from "./rules/rule-sentence";
import { requireAgreementWriter } from "./signing";
import { requireFreshDraft } from "./draft/stale-draft";
import { notifySignatories } from "./notify-signatories.server";

/**
 * Shows a draft to its parties for signature; from now on its words are fixed. Organisations that pay by it
 * without being a party are told now, before it is in force. Throws Problem agreement-contradicts-itself with
 * every contradiction and the rule numbers, which in a first version are given anew in the order of its rules; breadth-not-accepted when it covers everything, and
 * past-not-accepted when its first day is before the day of `at`, and the person has not said that it should.
 * Throws Problem rule-broken `agreement-contradicts-itself`, `breadth-not-accepted` and `past-not-accepted`,
 * and what its guards throw.
 */
export async function proposeAgreement(
  tx: Tx,
  input: {
    agreementId: string;
    version: number;
    /** The edit count that the person's page showed: what was changed since is not proposed unseen. */
    seen?: number;
    /** That it may cover every order of every buyer, where nothing narrows it. */
    breadthAccepted?: boolean;
    /** That its first day may be in the past, where it is. */
    pastAccepted?: boolean;
    actor: Actor;
    at: Date;
  },
): Promise<void> {
  requireAgreementWriter(input.actor);
  const { row, state, version: drafted } = await loadVersion(tx, input.agreementId, input.version);
  const next = requireNextState(AGREEMENT_STATES, AGREEMENT_WORDS, state, "propose");
  if (input.seen !== undefined) requireFreshDraft({ ...row, seen: input.seen });
  const found = await clashesOf(tx, drafted, row.summary);
  if (found.length > 0) {
    throw new Problem(
      "rule-broken",
      "agreement-contradicts-itself",
      {
        title: `This agreement cannot be proposed yet: it contradicts itself in ${found.length === 1 ? "one place" : `${found.length} places`}.`,
        detail: found.map((each) => each.text).join(" "),
        rule: "An agreement must be able to hold before anyone signs it",
      },
      { contradictions: found },
    );
  }
  if (input.actor.userId !== null) requireMeant(drafted, input);
  const version = { ...drafted, rules: rulesAsProposed(drafted) };
  const told = await payersToNotify(tx, version);
  await tx
    .update(agreementVersion)
    .set({
      state: next,
      rules: rulesToJson(version.rules),
      proposedAt: input.at,
      proposedBy: input.actor.userId,
      payersTold: told,
    })
    .where(and(eq(agreementVersion.agreementId, row.agreementId), eq(agreementVersion.version, row.version)));
  await recordEvent(tx, {
    stream: `agreement:${row.agreementId}`,
    action: "agreement.proposed",
    summary: `Proposed ${version.title}, version ${row.version}, to ${version.parties.length === 1 ? "1 party" : `${version.parties.length} parties`}`,
    actor: input.actor,
    at: input.at,
    before: { state, ruleNumbers: numbersOf(drafted) },
    after: { state: next, ruleNumbers: numbersOf(version), toldThatTheyPay: told },
  });
  await notifyParties(tx, { version, told, input });
}

/** Mails those who pay by it without being a party, and those who may sign for each party. */
async function notifyParties(
  tx: Tx,
  of: { version: AgreementVersion; told: readonly string[]; input: { actor: Actor; at: Date } },
): Promise<void> {
  const { version, told, input } = of;
  const name = `${version.title} (${version.agreementId}, version ${version.version})`;
  const begins = beginningText(version.effectiveFrom, dayOf(input.at));
  const nameOf = await namesIn(tx, [version.rules]);
  await notifySignatories(tx, told, (address) => ({
    kind: "agreement-to-accept",
    subject: `${version.title} says what your organisation pays`,
    body: [
      `${name} is proposed, and its rules make your organisation pay a part of what is bought under it. ${begins}`,
      ...version.rules.map((rule) => `Rule ${rule.ruleNumber}: ${ruleSentence(rule, nameOf)}`),
      "You are not asked to sign it. Your organisation accepts it when it approves its share of its first order, and can decline that.",
      { label: "Read it", path: `${address}/${version.agreementId}` },
    ],
  }));
  await notifySignatories(
    tx,
    version.parties,
    (address) => ({
      kind: "agreement-to-sign",
      subject: `Sign ${version.title}`,
      body: [
        `${name} says who pays for what, and your organisation is a party to it. Its words are now fixed.`,
        begins,
        { label: "Read it and sign it", path: `${address}/${version.agreementId}` },
      ],
    }),
    input.actor.userId,
  );
}

const numbersOf = ({ rules }: AgreementVersion) => rules.map(({ ruleNumber }) => ruleNumber);

/** Refuses what is seldom meant, every order of every buyer or a first day in the past, until the person has said that it is. */
function requireMeant(
  { scope, effectiveFrom }: AgreementVersion,
  { breadthAccepted, pastAccepted, at }: { breadthAccepted?: boolean; pastAccepted?: boolean; at: Date },
): void {
  if (coversEverything(scope) && !breadthAccepted) {
    throw new Problem("rule-broken", "breadth-not-accepted", {
      title: "This agreement covers every order of every buyer.",
      detail: "Say on the check page that it should, or keep it to some buyers or products first.",
    });
  }
  if (effectiveFrom < dayOf(at) && !pastAccepted) {
    throw new Problem("rule-broken", "past-not-accepted", {
      title: `The first day of this agreement, ${formatDay(effectiveFrom)}, is past.`,
      detail: "Say on the check page that it should be, or choose another first day.",
    });
  }
}
