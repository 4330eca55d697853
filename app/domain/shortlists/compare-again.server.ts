import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { award, shortlist, shortlistItem } from "~db/schema/shortlists";
import { cancelOrder } from "~/domain/orders/cancel-order.server";
import type { Change } from "~/domain/orders/draft/change-order.server";
import { lockOrder } from "~/domain/orders/lock-order.server";
import { requireBuyer } from "~/domain/orders/parties";
import { later, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { carriedBack } from "./carried-back-views.server";
import { addToShortlist } from "./add-to-shortlist.server";
import { createShortlist } from "./create-shortlist.server";
import { LONGEST_NAME, LONGEST_NEED, readQuantities } from "./shortlist";

/**
 * Sends an order in progress back to comparison: cancels it and starts a shortlist with the same need and solutions, on
 * the order's own quantities, with the services that it added, term and start. Returns the shortlist's id. Solutions that are no longer published are
 * left out. Throws conflict once the order is signed by the supplier.
 */
export async function compareAgain(
  tx: Tx,
  command: Change & { today: Day },
): Promise<{ shortlistId: string }> {
  const { actor, at, today, orderId } = command;
  const locked = await lockOrder(tx, orderId);
  requireBuyer(actor, locked);
  const [from] = await tx
    .select({ shortlist, compared: award.compared })
    .from(award)
    .innerJoin(shortlist, eq(shortlist.id, award.shortlistId))
    .where(eq(award.id, locked.awardId));
  const { shortlist: old, compared: stored } = from!;
  const again = await carriedBack(tx, { orderId, solutionId: locked.solutionId, compared: stored });
  await cancelOrder(tx, { ...command, reason: "Back to comparison: it left what was compared" });
  const shortlistId = await createShortlist(tx, {
    name: `${old.name.slice(0, LONGEST_NAME - AGAIN.length)}${AGAIN}`,
    need: [old.need, again && wanted(again.words)].filter(Boolean).join("\n\n").slice(0, LONGEST_NEED),
    lotId: old.lotId,
    quantities: again?.quantities ?? readQuantities(old.quantities),
    termMonths: locked.termMonths ?? old.termMonths,
    startsOn: later(locked.startsOn ?? old.startsOn, today),
    actor,
    at,
  });
  const listed = await tx
    .select({ solutionId: shortlistItem.solutionId })
    .from(shortlistItem)
    .where(eq(shortlistItem.shortlistId, old.id))
    .orderBy(asc(shortlistItem.addedAt), asc(shortlistItem.solutionId));
  for (const { solutionId } of listed) {
    await addToShortlist(tx, { id: shortlistId, solutionId, actor, at }).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== "not-orderable") throw error;
    });
  }
  return { shortlistId };
}

const AGAIN = ", compared again";

const wanted = (words: readonly string[]) => (words.length > 0 ? `Wanted besides: ${words.join("; ")}.` : "");
