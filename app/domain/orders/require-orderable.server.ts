import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { framework, lot } from "~db/schema/frameworks";
import { orderRecipient } from "~db/schema/orders";
import { award } from "~db/schema/shortlists";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import type { Verdict } from "~/domain/certification/verdict";
import type { RouteAnswer } from "~/domain/frameworks/route";
import { routesFor } from "~/domain/frameworks/route-views.server";
import type { Pence } from "~/domain/money/money";
import { requireActive } from "~/domain/organisations/require-active.server";
import { requireAllActive } from "~/domain/organisations/require-all-active.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import type { LockedOrder } from "./lock-order.server";
import { requireOnSale } from "./require-on-sale.server";

/** What the gate found, kept with the order as evidence. */
export interface GateEvidence {
  verdict: Verdict;
  route: RouteAnswer;
}

/**
 * The gate that an order passes when it is sent for approval and again when it is accepted, inside that
 * transaction: on this day everybody concerned is open, everything in it is on sale, the solution is compliant, and the route that was
 * taken is open for this value, which asks that the framework is live and under its ceiling and the supplier
 * active in the lot. Throws a Problem that says which does not hold, since when, and who can mend it. The
 * value is pence including VAT. Throws Problem not-found `organisation-unknown`, `solution-not-found`,
 * `lot-not-found` and `buyer-not-found`, rule-broken `not-on-sale`, `not-compliant` and `route-closed`.
 */
export async function requireOrderable(
  tx: Tx,
  order: LockedOrder,
  { today, valueIncVat }: { today: Day; valueIncVat: Pence },
): Promise<GateEvidence> {
  const buyer = await requireActive(tx, order.buyerCode, today);
  const recipients = await tx.select().from(orderRecipient).where(eq(orderRecipient.orderId, order.id));
  const others = recipients.filter((row) => row.organisationCode !== order.buyerCode);
  await requireAllActive(
    tx,
    others.map((row) => row.organisationCode),
    today,
  );
  await requireOnSale(
    tx,
    order,
    "Nothing was sent or signed. Its buyer compares again and chooses another solution, or takes out what is not on sale.",
  );
  const verdict = await requireCompliant(tx, {
    solutionId: order.solutionId,
    lotId: order.lotId,
    buyerKind: buyer.kind,
    buyerCode: order.buyerCode,
    on: today,
  });
  const route = await requireOpenRoute(tx, order, { on: today, valueIncVat, verdict });
  return { verdict, route };
}

async function requireOpenRoute(
  tx: Tx,
  order: LockedOrder,
  { on, valueIncVat, verdict }: { on: Day; valueIncVat: Pence; verdict: Verdict },
): Promise<RouteAnswer> {
  // Call-offs under one framework are counted against its ceiling one after the other.
  await tx
    .select({ id: framework.id })
    .from(framework)
    .innerJoin(lot, eq(lot.frameworkId, framework.id))
    .where(eq(lot.id, order.lotId))
    .for("no key update", { of: framework });
  const [from] = await tx.select().from(award).where(eq(award.id, order.awardId));
  const answers = await routesFor(tx, {
    lotId: order.lotId,
    buyerCode: order.buyerCode,
    solutionIds: [order.solutionId],
    valueIncVat,
    termMonths: order.termMonths!,
    on,
    verdicts: new Map([[order.solutionId, verdict]]),
  });
  const answer = answers.find((one) => one.route === from!.route)!;
  if (answer.open) return answer;
  const closing = answer.reasons.filter((reason) => reason.effect === "closes");
  throw new Problem(
    "rule-broken",
    "route-closed",
    {
      title: `You cannot place this order yet: the route that was taken, ${answer.name.toLowerCase()}, is closed for it.`,
      detail: `${closing.map((reason) => reason.text).join(" ")} Change the order, or ask the commercial function.`,
      rule: closing.map((reason) => [reason.ruleId, reason.reference].filter(Boolean).join(", ")).join("; "),
    },
    { route: answer.route, rules: closing.map((reason) => reason.ruleId) },
  );
}
