import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { lotSolution } from "~db/schema/frameworks";
import { shortlistItem, shortlistOther } from "~db/schema/shortlists";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { Problem } from "~/domain/shared/problem";
import { lockShortlistFor } from "./load-shortlist.server";
import { unmetNeedFault } from "./shortlist";

/**
 * Records which need other solutions of the lot, which are not on the shortlist, do not meet, so that the
 * lot's mechanism leaves them out; empty words take it back. Throws rule-broken for one that is on the
 * shortlist or not in the lot, or with the fields in question when the words do not say which need; may be
 * done again until the award. Codes: rule-broken `not-another-of-the-lot` and `need-not-named`, not-allowed
 * `procurement-lead-only`, not-found `no-such-shortlist`, conflict `wrong-state`.
 */
export async function excludeOthers(
  tx: Tx,
  input: { id: string; needs: Readonly<Record<string, string>>; actor: Actor; at: Date },
): Promise<void> {
  const { id, actor, at } = input;
  const row = await lockShortlistFor(tx, { id, action: "explain", actor });
  const needs = Object.entries(input.needs).map(([solutionId, text]) => ({ solutionId, text: text.trim() }));
  if (needs.length === 0) return;
  const ids = needs.map((one) => one.solutionId);
  const [listed, offered] = await Promise.all([
    tx.select().from(shortlistItem).where(eq(shortlistItem.shortlistId, id)),
    tx
      .select()
      .from(lotSolution)
      .where(and(eq(lotSolution.lotId, row.lotId ?? ""), isAnyOf(lotSolution.solutionId, ids))),
  ]);
  const stranger = ids.find(
    (one) =>
      listed.some((item) => item.solutionId === one) || !offered.some((item) => item.solutionId === one),
  );
  if (stranger !== undefined) {
    throw new Problem("rule-broken", "not-another-of-the-lot", {
      title: "This is asked only about solutions of the lot that are not on your shortlist.",
      detail: "Open the page again: what is in the lot may have changed.",
    });
  }
  const fields = Object.fromEntries(
    needs.flatMap(({ solutionId, text }) => {
      const fault = text === "" ? null : unmetNeedFault(text);
      return fault ? [[solutionId, fault]] : [];
    }),
  );
  if (Object.keys(fields).length > 0) {
    throw new Problem("rule-broken", "need-not-named", "Say which need each of them does not meet.", {
      fields,
    });
  }
  const of = and(eq(shortlistOther.shortlistId, id), isAnyOf(shortlistOther.solutionId, ids));
  const before = await tx.select().from(shortlistOther).where(of);
  await tx.delete(shortlistOther).where(of);
  const kept = needs.filter((one) => one.text !== "");
  await insertRows(
    tx,
    shortlistOther,
    kept.map(({ solutionId, text }) => ({
      shortlistId: id,
      solutionId,
      unmetNeedText: text,
      notedBy: actor.userId!,
      notedAt: at,
    })),
  );
  await recordEvent(tx, {
    stream: `shortlist:${id}`,
    action: "shortlist.others-explained",
    summary: `Said of ${kept.length} other solutions of the lot which need they do not meet`,
    actor,
    at,
    before: before.map(({ solutionId, unmetNeedText }) => ({ solutionId, unmetNeedText })),
    after: kept,
  });
}
