import { organisationLabel } from "~/domain/organisations/organisation-views.server";
import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isAnyOf } from "~db/lists";
import { allocationChange } from "~db/schema/fund-changes";
import { allocation, fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { formatPence } from "../../money/format";
import { sum, ZERO, type Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { requireReason } from "~/domain/shared/reason";
import { Problem } from "../../shared/problem";
import { useByHolder, usedOf } from "./allocation";
import { useByBuyer } from "./allocation-views.server";
import { whyNotPlan, whyNotSetAside } from "./allocation-table";
import { fundBalances } from "../funding-views.server";
import { roomToAllocate } from "../transfers/leaving-views.server";
import { requireAgreed } from "../payments/require-agreed.server";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { notifyAllocationHolders } from "./notify-allocation-holders.server";

export interface NewAllocation {
  organisationCode: string;
  /** What the allocation is from now on; zero takes it away. */
  amount: Pence;
  /** What it was when somebody looked; another figure means that somebody else was faster. */
  before: Pence;
  basis: string;
}

const MOST_NAMED = 20;

/**
 * Sets, changes or takes away the parts of a fund that are set aside for organisations, all or none. Each change is a
 * record of its own with its reason; what does not change is left alone. Throws a Problem when the parts come to more
 * than the fund holds, one is below what its organisation has committed, or somebody changed one in between. Amounts
 * are pence. Throws Problem not-found `no-such-fund` and `no-such-organisation`, bad-request `reason-missing`,
 * `reason-too-long` and `nothing-changes`, rule-broken `fund-closed` and `allocations-refused`, conflict
 * `allocations-changed`, and what its guards throw.
 */
export async function setAllocations(
  tx: Tx,
  input: {
    fundId: string;
    allocations: readonly NewAllocation[];
    method: "typed" | "table" | "formula";
    reason: string;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<{ changed: number; total: Pence }> {
  requireFundingOfficer(input.actor);
  const [held] = await tx.select().from(fund).where(eq(fund.id, input.fundId)).for("no key update");
  if (!held) throw new Problem("not-found", "no-such-fund", `There is no fund ${input.fundId}.`);
  await requireAgreed(tx, held);
  const reason = requireReason(input.reason, "Say why the money is set aside like this.");
  const changes = input.allocations.filter((row) => row.amount !== row.before);
  if (changes.length === 0) {
    throw new Problem("bad-request", "nothing-changes", {
      title: "Nothing would change.",
      detail: "Every organisation named has this amount already.",
    });
  }
  const rises = changes.some((row) => row.amount > row.before);
  const closed = whyNotSetAside(held, rises, input.today);
  if (closed) {
    throw new Problem("rule-broken", "fund-closed", {
      title: closed,
      detail: "Nothing was changed. Set the money aside in a fund that is open.",
    });
  }
  await requireUnchanged(tx, input.fundId, changes);
  await requirePossible(tx, held, changes);
  await insertRows(
    tx,
    allocationChange,
    changes.map((row) => ({
      fundId: input.fundId,
      organisationCode: row.organisationCode,
      amountBefore: row.before,
      amount: row.amount,
      method: input.method,
      basis: row.basis,
      reason,
      decidedBy: input.actor.userId,
      decidedOn: input.today,
      recordedAt: input.at,
    })),
  );
  const total = sum(changes.map((row) => row.amount));
  const [only] = changes;
  await recordEvent(tx, {
    stream: `fund:${input.fundId}`,
    action: "fund.allocated",
    summary:
      changes.length === 1
        ? `${changeWords(only!, held.name, await organisationLabel(tx, only!.organisationCode))}: ${reason}`
        : `Set ${formatPence(total)} of ${held.name} aside for ${changes.length} organisations: ${reason}`,
    actor: input.actor,
    at: input.at,
    before: Object.fromEntries(changes.map((row) => [row.organisationCode, row.before])),
    after: Object.fromEntries(changes.map((row) => [row.organisationCode, row.amount])),
  });
  await notifyAllocationHolders(tx, { name: held.name, changes, reason, by: input.actor.name });
  return { changed: changes.length, total };
}

/** "Cut what is set aside of Frontline for Leeds from £600.00 to £0.00", or "Set £600.00 of Frontline aside for Leeds". */
function changeWords({ before, amount }: NewAllocation, fundName: string, holder: string): string {
  if (before === 0n) return `Set ${formatPence(amount)} of ${fundName} aside for ${holder}`;
  const verb = amount < before ? "Cut" : "Raised";
  return `${verb} what is set aside of ${fundName} for ${holder} from ${formatPence(before)} to ${formatPence(amount)}`;
}

/** Refuses figures that are not the ones that were looked at. */
async function requireUnchanged(tx: Tx, fundId: string, changes: readonly NewAllocation[]): Promise<void> {
  const rows = await tx.select().from(allocation).where(eq(allocation.fundId, fundId));
  const present = new Map(rows.map((row) => [row.organisationCode, row.amount]));
  const stale = changes.find((row) => (present.get(row.organisationCode) ?? ZERO) !== row.before);
  if (!stale) return;
  throw new Problem("conflict", "allocations-changed", {
    title: `The allocation of ${stale.organisationCode} has changed since you looked at it.`,
    detail: "Nothing was changed. Look at the allocations as they are now and do it again.",
  });
}

async function requirePossible(
  tx: Tx,
  held: typeof fund.$inferSelect,
  changes: readonly NewAllocation[],
): Promise<void> {
  const codes = changes.map((row) => row.organisationCode);
  const known = await tx
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(and(isAnyOf(organisation.code, codes)));
  const names = new Map(known.map((row) => [row.code, row.name]));
  const stranger = codes.find((code) => !names.has(code));
  if (stranger) {
    throw new Problem("not-found", "no-such-organisation", `There is no organisation ${stranger}.`);
  }
  const [balance] = await fundBalances(tx, [held.id]);
  const current = await tx.select().from(allocation).where(eq(allocation.fundId, held.id));
  const holders = new Set(current.filter((row) => row.amount > 0n).map((row) => row.organisationCode));
  for (const row of changes) {
    if (row.amount > 0n) holders.add(row.organisationCode);
  }
  const { byHolder } = useByHolder(await useByBuyer(tx, held.id), holders);
  const faults = whyNotPlan(
    changes.map((row) => ({
      before: row.before,
      amount: row.amount,
      used: usedOf(byHolder.get(row.organisationCode)),
      organisationName: names.get(row.organisationCode)!,
    })),
    await roomToAllocate(tx, balance!),
  );
  if (faults.length === 0) return;
  throw new Problem("rule-broken", "allocations-refused", {
    title:
      faults.length === 1 ? faults[0]!.reason : `${faults.length} allocations cannot be kept as they stand.`,
    detail:
      faults.length === 1
        ? "Nothing was changed. Lower the amounts, or add money to the fund first."
        : faults
            .slice(0, MOST_NAMED)
            .map((fault) => fault.reason)
            .join(" "),
  });
}
