import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import type { Nature } from "~/domain/agreements/rules/cost-line";
import { whyNotFund } from "~/domain/funding/fund";
import { Problem } from "~/domain/shared/problem";

/**
 * Refuses shares whose fund is of another nature than the cost, or not for this kind of buyer, and says which
 * rule of which fund stands in the way. Its dates and its balance are the ledger's to ask, when the money is
 * committed. Throws Problem rule-broken `fund-does-not-fit`.
 */
export async function requireFittingFunds(
  tx: Tx,
  order: { buyerCode: string },
  shares: readonly { fundId: string | null; nature: string }[],
): Promise<void> {
  const ids = [...new Set(shares.flatMap((share) => share.fundId ?? []))];
  if (ids.length === 0) return;
  const [buyer] = await tx
    .select({ kind: organisation.kind })
    .from(organisation)
    .where(eq(organisation.code, order.buyerCode));
  const funds = await tx.select().from(fund).where(isAnyOf(fund.id, ids));
  const reasons = new Set<string>();
  for (const { fundId, nature } of shares) {
    const found = funds.find((one) => one.id === fundId);
    if (!found) continue;
    const terms = { ...found, nature: found.nature as Nature };
    const use = { on: found.opensOn, nature: nature as Nature, buyerKind: buyer!.kind };
    for (const reason of whyNotFund(terms, use)) reasons.add(reason);
  }
  if (reasons.size === 0) return;
  throw new Problem(
    "rule-broken",
    "fund-does-not-fit",
    {
      title: "A fund that the agreement names cannot pay for this order.",
      detail: `${[...reasons].join(" ")} Ask the owner of the agreement to correct it, or change the items.`,
      rule: "A fund pays for its own nature of cost and its own kinds of organisation",
    },
    { reasons: [...reasons] },
  );
}
