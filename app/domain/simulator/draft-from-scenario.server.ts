import type { Tx } from "~db";
import { draftAgreement } from "~/domain/agreements/draft/draft-agreement.server";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { namedPayers } from "./own-rules";
import { scenarioView } from "./scenario-views.server";
import { simulate } from "./simulate";
import { splitQuestion } from "./split-question.server";

/**
 * Makes a draft agreement of a scenario's rules, for its buyer and its lot; its parties are those who would
 * pay. Only a commercial officer can (draftAgreement asks). Nobody is bound until the draft is proposed and
 * signed. Throws Problem rule-broken `basket-empty` and `several-agreements`, and what its guards throw.
 */
export async function draftFromScenario(
  tx: Tx,
  input: { actor: Actor; at: Date; scenarioId: string; title: string; summary: string; effectiveFrom: Day },
): Promise<{ agreementId: string; version: number }> {
  const { actor, at, scenarioId, title, summary, effectiveFrom } = input;
  const seen = await scenarioView(tx, { id: scenarioId, actor });
  if (seen.input.basket.length === 0) {
    throw new Problem("rule-broken", "basket-empty", {
      title: "There is nothing in the basket yet.",
      detail: "Who would pay is not known before something is bought. Fill the basket first.",
      next: { label: "Fill the basket", href: `/simulator/${scenarioId}/basket` },
    });
  }
  const orderId = seen.baseKind === "order" ? seen.baseRef : null;
  const question = await splitQuestion(tx, seen.input, { orderId, ownerCode: seen.organisationCode });
  const { differences } = simulate({ before: null, after: question });
  const payers = differences.filter(({ after }) => after.cost !== 0n).map(({ payerCode }) => payerCode);
  const [part, ...others] = question;
  if (!part || others.length > 0) {
    throw new Problem("rule-broken", "several-agreements", {
      title: "Several agreements cover this basket, and a draft has one list of rules.",
      detail: "Choose the rules of one of them, or write your own, then turn the scenario into a draft.",
      next: { label: "Choose the rules", href: `/simulator/${scenarioId}/rules` },
    });
  }
  const { rules } = part.agreement;
  const drafted = await draftAgreement(tx, {
    actor,
    at,
    agreement: {
      title,
      ownerCode: actor.organisationCode!,
      summary,
      parties: [...new Set([...namedPayers(rules), ...payers])],
      effectiveFrom,
      effectiveTo: null,
      // Narrow, so that a draft that somebody signs unread does not cover the whole market.
      scope: {
        organisations: [seen.input.buyerCode],
        ...(seen.input.lotId ? { lots: [seen.input.lotId] } : {}),
      },
      rules,
    },
  });
  await recordEvent(tx, {
    stream: `scenario:${scenarioId}`,
    action: "scenario.drafted",
    summary: `Made the draft agreement ${drafted.agreementId} of the scenario ${seen.title}`,
    actor,
    at,
    after: drafted,
  });
  return drafted;
}
