import {
  whyNotWithdrawVersion,
  type ProductVersion,
} from "~/domain/certification/product-versions/product-version";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";

/** Whether customers have a version on a day; the first they always had. */
export const isReleased = ({ releasedOn }: ProductVersion, today: Day): boolean =>
  releasedOn === null || releasedOn <= today;

/** There is no such version of the product. Answers Problem not-found `no-such-product-version`. */
export const noSuchProductVersion = (solutionId: string) =>
  new Problem("not-found", "no-such-product-version", {
    title: "There is no such version of this product.",
    next: { label: "Versions of the product", href: `/supplying/listings/${solutionId}/product-versions` },
  });

/** Why a version cannot be withdrawn, with what to do next; null when it can. Conflict `version-withdrawn`, `only-version-on-sale`. */
export function whyNotWithdraw(
  versions: readonly ProductVersion[],
  chosen: ProductVersion,
  { solutionId, today }: { solutionId: string; today: Day },
): Problem | null {
  const listing = `/supplying/listings/${encodeURIComponent(solutionId)}`;
  const why = whyNotWithdrawVersion(versions, chosen, today);
  if (why === "withdrawn") {
    return new Problem("conflict", "version-withdrawn", {
      title: `Version ${chosen.version} is withdrawn already.`,
      next: { label: "Versions of the product", href: `${listing}/product-versions` },
    });
  }
  if (why === null) return null;
  return new Problem("conflict", "only-version-on-sale", {
    title: `Version ${chosen.version} is the only one on sale, so it cannot be withdrawn by itself.`,
    detail: "Bring out another version first, or withdraw the whole solution.",
    next: { label: "Withdraw the solution", href: `${listing}/withdraw` },
  });
}
