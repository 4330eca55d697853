import type { Queryable } from "~db";
import type { Day } from "~/domain/shared/day";
import { counts } from "./certificates/certificate";
import { certificatesOf } from "./certificates/certificate-views.server";

/**
 * How a solution stands to a standard on a day, in a sentence or two, by its own certificates and its supplier's: for who
 * proposes a waiver, and who decides about it.
 */
export async function standardStatusOf(
  q: Queryable,
  of: { solutionId: string; standardId: string; on: Day },
): Promise<string> {
  const own = (await certificatesOf(q, of)).filter(({ standardId }) => standardId === of.standardId);
  const counting = own
    .filter(({ status }) => counts(status))
    .sort((a, b) => ((a.lastDay ?? "9999-12-31") > (b.lastDay ?? "9999-12-31") ? -1 : 1));
  const [best] = counting;
  if (best) return `It meets the standard today, by certificate ${best.number}. ${best.sentence}`;
  const [latest] = own;
  const why = latest
    ? `certificate ${latest.number} does not count. ${latest.sentence}`
    : "it has no certificate.";
  return `It does not meet the standard today: ${why}`;
}
