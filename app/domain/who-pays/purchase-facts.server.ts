import { odsRoleText } from "~/domain/organisations/ods-role";
import { regionText } from "~/domain/organisations/region";
import { listed } from "~/domain/shared/sentence";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { Facts, FundBalance, Succession, VatRecovery } from "~/domain/cost-sharing/facts";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { formatPence } from "~/domain/money/format";
import { sum, ZERO, type Pence } from "~/domain/money/money";
import {
  factsOf,
  rolesOn,
  successionsOf,
  type RecordedFact,
  type RecordedSuccession,
} from "~/domain/organisations/fact-views.server";
import { predecessorsAt } from "~/domain/organisations/succession";
import { addDays, formatDay, type Day } from "~/domain/shared/day";
import { vatRecoveryOf, type CostedItem } from "./cost";
import { COUNT_FACTS, countsAt, type Counts } from "./counts";
import type { FactEvidence } from "./fact-evidence";
import type { FreeSpend } from "~/domain/local-spend/local-spend";
import { freeLocalSpend, waitingLocalSpend } from "~/domain/local-spend/local-spend-views.server";
import { ReadOnce } from "./read-once";
import { REQUIREMENT_FACTS, requirementsMet } from "./requirement-views.server";

/** What the facts of a purchase are taken from. */
export interface FactsInput {
  buyer: typeof organisation.$inferSelect;
  /** Their `itemId` names what is bought, for the standards that it meets. */
  items: readonly CostedItem[];
  /** Null when none covers the purchase: then its buyer pays it all. */
  agreement: AgreementVersion | null;
  /** The order date. */
  on: Day;
  /** The lot whose standards bind; without one, only those that bind every lot. */
  lotId?: string | null;
  /** An order that exists: what it has had matched itself counts as free. */
  orderId?: string | null;
  once?: ReadOnce;
}

/** The engine's facts, each with its source and date, and the spend behind a match by id. */
export interface PurchaseFacts extends Facts {
  localSpend: readonly FreeSpend[];
  evidence: readonly FactEvidence[];
}

/** The free balances of every fund that an agreement's rules name. In pence. */
export async function balancesFor(q: Queryable, agreement: AgreementVersion): Promise<FundBalance[]> {
  const named = agreement.rules.flatMap((rule) => {
    if (rule.shape === "envelope") return [rule.fundId];
    if (rule.shape === "category-split") return rule.shares.flatMap((share) => share.fundIds ?? []);
    if (rule.shape === "band")
      return rule.bands.flatMap((band) => band.shares.flatMap((share) => share.fundIds ?? []));
    return "fundIds" in rule ? [...(rule.fundIds ?? [])] : [];
  });
  if (named.length === 0) return [];
  const found = await fundBalances(q, [...new Set(named)]);
  return found.map(({ fundId, financialYear, nature, free }) => ({ fundId, financialYear, nature, free }));
}

/**
 * What is known about a buyer and a purchase on the order date, as the cost-sharing engine asks for it; `alreadyUsed`
 * is the caller's (see cap-usage).
 */
export async function purchaseFacts(q: Queryable, input: FactsInput): Promise<PurchaseFacts> {
  const { buyer, agreement, on, once = new ReadOnce() } = input;
  const icbCode = buyer.kind === "icb" ? buyer.code : buyer.icbCode;
  const codes = [buyer.code, ...(icbCode ? [icbCode] : []), ...(agreement?.parties ?? [])];
  const [recorded, dated, odsRoles] = await Promise.all([
    once.ask(["successions", codes], () => successionsOf(q, codes)),
    datedFacts(q, input, once),
    once.ask(["roles", buyer.code, on], () => rolesOn(q, buyer.code, on)),
  ]);
  const buyerFamily = [buyer.code, ...predecessorsAt(recorded, buyer.code, on)];
  const counts = countsFrom(dated, input);
  const requirements = await requirementsMet(q, {
    buyer,
    itemIds: input.items.flatMap((item) => item.itemId ?? []),
    lotId: input.lotId ?? null,
    agreement,
    on,
    recorded: dated,
    once,
  });
  const matches = agreement?.rules.some((rule) => rule.shape === "match") ?? false;
  const localSpend = matches
    ? await once.ask(["local spend", buyerFamily, input.orderId ?? null, on], () =>
        freeLocalSpend(q, { codes: buyerFamily, orderId: input.orderId ?? null, until: on }),
      )
    : [];
  const waiting = matches
    ? await once.ask(["local spend that waits", buyerFamily, on], () =>
        waitingLocalSpend(q, { codes: buyerFamily, until: on }),
      )
    : ZERO;
  const { vatRecovery, leaving } = await once.ask(["payers", codes], () => payersOf(q, codes, recorded));
  // A buyer that closed cannot order at all, and the gate says so better than a split could.
  const others = leaving.filter((each) => each.code !== buyer.code);
  const successions = [...successionsFrom(recorded), ...others];
  return {
    buyerCode: buyer.code,
    buyerKind: buyer.kind,
    icbCode,
    region: buyer.regionCode,
    odsRoles: [...new Set([...odsRoles, ...(buyer.primaryRole ? [buyer.primaryRole] : [])])],
    orderDate: on,
    quantities: counts.quantities,
    quantitiesAt: counts.quantitiesAt,
    met: requirements.met,
    vatRecovery,
    localSpend,
    successions,
    evidence: [
      ...evidenceOfBuyer(buyer, icbCode, odsRoles),
      ...counts.evidence,
      ...requirements.evidence,
      ...evidenceOfSpend(localSpend, waiting),
      ...evidenceOfSuccessions(successions, recorded),
    ],
  };
}

function censusDatesOf(agreement: AgreementVersion | null): Day[] {
  const dates = (agreement?.rules ?? []).flatMap((rule) =>
    (rule.shape === "per-unit" || rule.shape === "band") && rule.censusDate ? [rule.censusDate] : [],
  );
  return [...new Set(dates)].sort();
}

/** What is recorded of the buyer and of whom it buys for, read once for everything that turns on it. */
function datedFacts(
  q: Queryable,
  { buyer, items, agreement, on }: FactsInput,
  once: ReadOnce,
): Promise<RecordedFact[]> {
  const codes = [buyer.code, ...items.flatMap((item) => item.quantities.map((one) => one.organisationCode))];
  const until = [on, ...censusDatesOf(agreement)].sort().at(-1)!;
  const asked = {
    codes: [...new Set(codes)],
    names: [...Object.values(COUNT_FACTS), ...REQUIREMENT_FACTS],
    until,
  };
  return once.ask(["facts", asked], () => factsOf(q, asked));
}

/** The counts as at the order date, and as at each day that a rule takes as its census. */
function countsFrom(recorded: readonly RecordedFact[], { buyer, items, agreement, on }: FactsInput) {
  const censusDates = censusDatesOf(agreement);
  const purchase = { buyerCode: buyer.code, items };
  const today = countsAt(recorded, purchase, on);
  const quantitiesAt: Record<Day, Counts["counts"]> = {};
  const evidence = [...today.evidence];
  for (const census of censusDates) {
    const then = countsAt(recorded, purchase, census, census);
    quantitiesAt[census] = then.counts;
    evidence.push(...then.evidence);
  }
  return { quantities: today.counts, quantitiesAt, evidence };
}

/** How each payer recovers VAT, those who come after it included; and those who close without a successor. */
async function payersOf(q: Queryable, codes: readonly string[], recorded: readonly RecordedSuccession[]) {
  const all = [...codes, ...recorded.map((each) => each.successorCode)];
  const payers = await q
    .select({ code: organisation.code, kind: organisation.kind, closedOn: organisation.closedOn })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...new Set(all)]));
  const vatRecovery: Record<string, VatRecovery> = {};
  for (const { code, kind } of payers) vatRecovery[code] = vatRecoveryOf(kind);
  const replaced = new Set(recorded.map((each) => each.predecessorCode));
  const leaving: Succession[] = payers.flatMap(({ code, closedOn }) =>
    closedOn && !replaced.has(code) ? [{ code, on: addDays(closedOn, 1), to: null }] : [],
  );
  return { vatRecovery, leaving };
}

/** A payer whose area was divided has no one successor: what it owes stays under its own code. */
function successionsFrom(recorded: readonly RecordedSuccession[]): Succession[] {
  return recorded
    .filter((each) => recorded.filter((one) => one.predecessorCode === each.predecessorCode).length === 1)
    .map(({ predecessorCode, successorCode, effectiveOn }) => ({
      code: predecessorCode,
      on: effectiveOn,
      to: successorCode,
    }));
}

function evidenceOfBuyer(
  buyer: FactsInput["buyer"],
  icbCode: string | null,
  odsRoles: readonly string[],
): FactEvidence[] {
  const source = `organisation register: ${buyer.source}`;
  return [
    { key: "kind", text: `The buyer, ${buyer.code}, is a ${buyer.kind.replaceAll("_", " ")} (${source}).` },
    ...(buyer.regionCode
      ? [{ key: "region", text: `The buyer’s region is ${regionText(buyer.regionCode)}, by the ${source}.` }]
      : []),
    ...(icbCode
      ? [{ key: "icb", text: `The buyer’s integrated care board is ${icbCode} (${source}).` }]
      : []),
    ...(odsRoles.length > 0
      ? [
          {
            key: "roles",
            text: `The buyer is registered as ${listed(odsRoles.map(odsRoleText))}, by the ${source}.`,
          },
        ]
      : []),
  ];
}

function evidenceOfSpend(spend: readonly FreeSpend[], waiting: Pence): FactEvidence[] {
  const notYet =
    waiting > 0n
      ? [
          {
            key: "local-spend",
            text: `${formatPence(waiting)} more of the buyer’s own spend waits for the centre to confirm it and does not count yet.`,
          },
        ]
      : [];
  if (spend.length === 0) return notYet;
  const parts = spend.map(
    (each) => `${formatPence(each.amount)} on ${formatDay(each.spentOn)} (${each.evidence})`,
  );
  const shown = parts.length > 10 ? [...parts.slice(0, 10), `${parts.length - 10} more`] : parts;
  const total = formatPence(sum(spend.map((each) => each.amount)));
  return [
    {
      key: "local-spend",
      text: `The buyer’s own spend with confirmed evidence, not matched before: ${total}, of it ${shown.join(", ")}.`,
    },
    ...notYet,
  ];
}

function evidenceOfSuccessions(
  successions: readonly Succession[],
  recorded: readonly RecordedSuccession[],
): FactEvidence[] {
  return successions.map(({ code, on, to }) => {
    const source = recorded.find((each) => each.predecessorCode === code)?.source ?? "organisation register";
    return {
      key: `succession:${code}`,
      text: to
        ? `From ${formatDay(on)} ${to} stands in the place of ${code} (${source}).`
        : `From ${formatDay(on)} ${code} is closed and has no successor (${source}).`,
    };
  });
}
