import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "~db";
import { localSpend } from "~db/schema/local-spend";
import { COST_CATEGORIES } from "~/domain/agreements/rules/cost-line";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "~/domain/money/format";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { proofKey } from "~/domain/shared/proof";
import { requireRecorder, wrongWithLocalSpend, type NewLocalSpend } from "./local-spend";

/**
 * Records what an organisation has spent of its own, with evidence, so that match funding can be counted
 * against it once the centre has confirmed it. The same evidence recorded again answers with the record that is there. Throws a Problem for
 * people without a budget role, for what is missing, and for evidence that stands already with other figures.
 * The amount is pence. Throws Problem bad-request `local-spend-incomplete`, not-allowed `not-spend-recorder`,
 * conflict `evidence-used` and `evidence-declined`.
 */
export async function recordLocalSpend(
  tx: Tx,
  input: { spend: NewLocalSpend; actor: Actor; at: Date; today: Day },
): Promise<{ id: string; already: boolean }> {
  const { spend, actor, at, today } = input;
  const organisationCode = requireRecorder(actor);
  const wrong = Object.values(wrongWithLocalSpend(spend, today));
  if (wrong.length > 0) throw new Problem("bad-request", "local-spend-incomplete", `${wrong.join(". ")}.`);
  const evidence = spend.evidence.trim();
  const [made] = await tx
    .insert(localSpend)
    .values({
      ...spend,
      evidence,
      evidenceKey: proofKey(evidence),
      description: spend.description.trim(),
      organisationCode,
      recordedBy: actor.userId!,
      recordedAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: localSpend.id });
  if (!made) return { id: await sameSpend(tx, organisationCode, { ...spend, evidence }), already: true };
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: "local-spend.recorded",
    summary: `Recorded ${formatPence(spend.amount)} of own spend on ${COST_CATEGORIES[spend.category]}, ${formatDay(spend.spentOn)}, evidence ${evidence}`,
    actor,
    at,
    after: { id: made.id, ...spend, evidence },
  });
  return { id: made.id, already: false };
}

async function sameSpend(tx: Tx, organisationCode: string, spend: NewLocalSpend): Promise<string> {
  const [known] = await tx
    .select()
    .from(localSpend)
    .where(
      and(
        eq(localSpend.organisationCode, organisationCode),
        eq(localSpend.evidenceKey, proofKey(spend.evidence)),
        isNull(localSpend.withdrawnAt),
      ),
    );
  const { amount, spentOn, category } = known!;
  const next = { label: "See your recorded spend", href: "/buying/local-spend" };
  if (known!.state === "declined") {
    throw new Problem("conflict", "evidence-declined", {
      title: `The centre declined the record of ${known!.evidence}: ${known!.declinedReason}`,
      detail: "One proof counts once. Withdraw that record first, then record the spend again.",
      next,
    });
  }
  if (amount === spend.amount && spentOn === spend.spentOn && category === spend.category) return known!.id;
  throw new Problem("conflict", "evidence-used", {
    title: `The evidence ${known!.evidence} is recorded already, for ${formatPence(amount)} on ${formatDay(spentOn)}.`,
    detail: "One proof counts once. Withdraw that record first if it is wrong.",
    next,
  });
}
