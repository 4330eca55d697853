import { organisationLabel } from "~/domain/organisations/organisation-views.server";
import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { application, grantAward, grantAwardCost, providerNeed } from "~db/schema/applications";
import { fund as fundTable } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";
import { notifyPeople } from "../../people/notify-people.server";
import { Problem } from "../../shared/problem";
import type { Day } from "../../shared/day";
import { awardedEmail } from "../application-emails";
import { paidAlready } from "../clash";
import { clashesOf } from "../clash-views.server";
import { lockForDecision } from "../decision.server";
import { grantable, whyNotGrant, grantedCosts } from "./grant";
import { memorandumOf } from "./memorandum";
import { storeSums } from "../application-content";
import type { NeedCost } from "../profile/profile";
import { changeSetAside } from "../set-aside.server";
import { withUnusedAllocations } from "../../funding/allocations/unused-allocations.server";
import { fundWithTerms } from "../terms-views.server";
import { drawNumber } from "~/domain/shared/draw-number.server";

/**
 * Awards money on an application: sets it aside in the fund and offers the memorandum to both sides. Answers
 * the award's id, for example GA-0001. Refused beyond what was asked or what the fund can grant, and for a
 * cost that another award pays, with that award named. The amount is pence. A sum that cannot be awarded is
 * refused with `award-beyond-asked` or `fund-cannot-grant`. Throws Problem rule-broken `cost-paid-already`
 * and `two-people`, not-found `no-such-application` and `no-such-fund`, not-allowed
 * `commercial-officer-only`, conflict `wrong-state`.
 */
export async function awardGrant(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    today: Day;
    applicationId: string;
    amount: Pence;
    reason: string;
    conditions: readonly string[];
  },
): Promise<string> {
  const held = await lockForDecision(tx, { ...input, action: "award" });
  const { actor, row, state, sent } = held;
  const { snapshot } = sent;
  const need = snapshot.need;
  // The need before the fund, always: two officers who award one cost from two funds wait for each other here.
  await tx.select().from(providerNeed).where(eq(providerNeed.id, need.id)).for("no key update");
  const costs = grantedCosts(snapshot.content.asked, input.amount);
  const named = { organisationCode: row.organisationCode, needId: need.id, costs };
  const [clash, ...more] = await clashesOf(tx, named);
  if (clash) throw paidAlready([clash, ...more]);
  const fund = await requireGrantable(tx, row.fundId, input.amount, sent.asked);
  const id = await insertGrant(tx, { ...input, held, fund, costs });
  await tx
    .update(application)
    .set({ state, decidedAt: input.at, decidedBy: actor.userId, decisionReason: input.reason })
    .where(eq(application.id, row.id));
  await tell(tx, { ...input, id, organisationCode: row.organisationCode, fund });
  await notifyPeople(
    tx,
    { organisationCode: row.organisationCode, roles: ["procurement_lead", "approver"] },
    awardedEmail({
      id: row.id,
      awardId: id,
      fundName: fund.name,
      organisationName: snapshot.facts.name,
      needTitle: need.title,
      amount: input.amount,
    }),
  );
  return id;
}

type Held = Awaited<ReturnType<typeof lockForDecision>>;

/** Writes the award, its memorandum and the costs that it pays; the database refuses a cost that another one pays. */
async function insertGrant(
  tx: Tx,
  input: {
    held: Held;
    fund: Held["fund"];
    costs: readonly NeedCost[];
    amount: Pence;
    conditions: readonly string[];
    at: Date;
    today: Day;
  },
): Promise<string> {
  const { fund, costs, amount } = input;
  const { row, actor, sent } = input.held;
  const { need, facts, content } = sent.snapshot;
  const id = await drawNumber(tx, "grantAward");
  const memorandum = memorandumOf({
    awardId: id,
    applicationId: row.id,
    on: input.today,
    payerName: fund.payerName,
    provider: facts,
    fund,
    need,
    amount,
    costs,
    content,
    conditions: input.conditions,
  });
  await changeSetAside(tx, {
    fundId: fund.fundId,
    organisationCode: row.organisationCode,
    awardId: id,
    by: amount,
    reason: `Awarded on application ${row.id}`,
    actor,
    at: input.at,
    today: input.today,
  });
  await tx.insert(grantAward).values({
    id,
    applicationId: row.id,
    fundId: fund.fundId,
    organisationCode: row.organisationCode,
    needId: need.id,
    amount,
    state: "awaiting_signature",
    conditions: [...input.conditions],
    memorandum: storeSums(memorandum) as unknown as Record<string, unknown>,
    awardedBy: actor.userId,
    awardedAt: input.at,
  });
  await insertRows(
    tx,
    grantAwardCost,
    costs.map(({ category, nature, financialYear, amount }) => ({
      awardId: id,
      organisationCode: row.organisationCode,
      needId: need.id,
      category,
      nature,
      financialYear,
      amount,
    })),
  );
  return id;
}

/** Holds the fund's row, as whoever allocates does, so that awards and allocations together never exceed it. */
async function requireGrantable(tx: Tx, fundId: string, amount: Pence, asked: Pence) {
  await tx.select().from(fundTable).where(eq(fundTable.id, fundId)).for("no key update");
  const [fund] = await withUnusedAllocations(tx, [await fundWithTerms(tx, fundId)]);
  const left = grantable(fund!);
  const reason = whyNotGrant(amount, { asked, left, fundName: fund!.name });
  if (reason === null) return fund!;
  const code = amount > asked || amount <= 0n ? "award-beyond-asked" : "fund-cannot-grant";
  const next = { label: "See the fund", href: `/commercial/funding/${fundId}` };
  throw new Problem("rule-broken", code, { ...reason, next }, { fundId, left: left.toString() });
}

async function tell(
  tx: Tx,
  input: {
    actor: Actor;
    at: Date;
    id: string;
    applicationId: string;
    organisationCode: string;
    amount: Pence;
    reason: string;
    conditions: readonly string[];
    fund: { fundId: string; name: string };
  },
): Promise<void> {
  const { actor, at, id, amount, fund } = input;
  const summary = `Awarded ${formatPence(amount)} of ${fund.name} to ${await organisationLabel(tx, input.organisationCode)} as ${id}`;
  const after = {
    awardId: id,
    amount,
    reason: input.reason,
    conditions: input.conditions,
    organisationCode: input.organisationCode,
  };
  for (const [stream, action] of [
    [`application:${input.applicationId}`, "application.awarded"],
    [`grant:${id}`, "grant.awarded"],
    [`fund:${fund.fundId}`, "fund.granted"],
  ] as const)
    await recordEvent(tx, { stream, action, summary, actor, at, after });
}
