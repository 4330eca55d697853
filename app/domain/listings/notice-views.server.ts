import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { isNoneOf } from "~db/lists";
import { catalogueItem, price } from "~db/schema/catalogue";
import type { Day } from "~/domain/shared/day";
import { framework, lot, lotSolution } from "~db/schema/frameworks";
import { noticeTerms, type NoticeTerms } from "./price-notice";

/** The notice that a solution's frameworks ask for before a price goes up. What has ended asks for nothing. */
export async function noticeOf(q: Queryable, solutionId: string, today: Day): Promise<NoticeTerms> {
  const [rows, [coming]] = await Promise.all([frameworksOf(q, solutionId), comingOf(q, solutionId, today)]);
  return noticeTerms(rows, coming?.from ?? null);
}

function comingOf(q: Queryable, solutionId: string, today: Day) {
  return q
    .select({ from: price.validFrom })
    .from(price)
    .innerJoin(catalogueItem, eq(catalogueItem.id, price.itemId))
    .where(
      and(
        or(
          eq(catalogueItem.id, solutionId),
          eq(catalogueItem.parentSolutionId, solutionId),
          eq(catalogueItem.listedWithId, solutionId),
        ),
        eq(price.published, true),
        isNull(price.validTo),
        gt(price.validFrom, today),
      ),
    )
    .orderBy(desc(price.validFrom))
    .limit(1);
}

/** The frameworks that offer a solution, with the notices that they state. What has ended asks for nothing. */
export function frameworksOf(q: Queryable, solutionId: string) {
  return q
    .selectDistinct({
      name: framework.name,
      priceNoticeDays: framework.priceNoticeDays,
      versionNoticeDays: framework.versionNoticeDays,
    })
    .from(lotSolution)
    .innerJoin(lot, eq(lot.id, lotSolution.lotId))
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .where(and(eq(lotSolution.solutionId, solutionId), isNoneOf(framework.state, ["expired", "terminated"])));
}
