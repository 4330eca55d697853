import { requirementsFor } from "~/domain/certification/requirement";
import { verdict, type HeldCertificate, type VerdictLine, type Waiver } from "~/domain/certification/verdict";
import type { ProductVersion } from "~/domain/certification/product-versions/product-version";
import { addDays, type Day } from "~/domain/shared/day";
import type { Registry } from "./registry";

/** A product with all that one standard's line in its verdict turns on. */
export interface ImpactProduct {
  id: string;
  name: string;
  productVersion: string | null;
  /** Its versions, once it has several. */
  productVersions?: readonly ProductVersion[];
  supplierId: string;
  supplierName: string;
  capabilityRefs: readonly string[];
  careSettings: readonly string[];
  /** The lots in which it is offered. */
  lotIds: readonly string[];
  /** Of this standard: its own and its supplier's. */
  certificates: readonly HeldCertificate[];
  /** Of this standard. */
  waivers: readonly Waiver[];
}

/** A live order of a product. */
export interface ImpactContract {
  orderId: string;
  title: string;
  solutionId: string;
  buyerCode: string;
  buyerName: string;
  buyerKind: string;
  lotId: string;
  /** The last day of its term; null: not known. */
  endsOn: Day | null;
}

/** In which lots, and for which buyer, a product is judged. */
interface Scope {
  lotIds: readonly string[];
  buyerKind: string | null;
  buyerCode: string | null;
}

/**
 * What a change does to something that stands on a standard:
 * `change`: it falls out, and because of it; `opens`: it may not be bought, and may because of it from a day on; `anyway`: it
 * falls out on the same day or sooner without it; `already`: it does not count today; `stays`: no day in sight on which it
 * falls out.
 */
export type Effect = "change" | "opens" | "anyway" | "already" | "stays";

export interface Outcome {
  effect: Effect;
  /** The first day from today on which it may not be bought; null where it stays. */
  outOn: Day | null;
  /** That day without the change; null: none in sight. */
  outOnWithout: Day | null;
  /** The first day on which it may be bought because of the change; null where the change opens nothing. */
  opensOn: Day | null;
  /** Why, on that day, in one sentence; empty where it stays. */
  reason: string;
}

export type ProductImpact = Outcome & {
  solutionId: string;
  name: string;
  supplierId: string;
  supplierName: string;
  /** Live contracts that the change reaches during their term. */
  contracts: number;
};
export type ContractImpact = Outcome & ImpactContract & { solutionName: string; supplierName: string };

export interface Impact {
  /** Those that the standard binds, before or after: what falls out by the change first, by its day. */
  products: ProductImpact[];
  contracts: ContractImpact[];
}

/** The line of one standard in the one verdict on a product, on a day; null where it binds nobody there. */
export function lineOn(
  registry: Registry,
  product: ImpactProduct,
  scope: Scope,
  on: Day,
): VerdictLine | null {
  const requirements = requirementsFor(
    registry.bindings,
    new Map([[registry.standard.id, registry.standard]]),
    registry.versions,
    {
      capabilityRefs: product.capabilityRefs,
      careSettings: product.careSettings,
      lotIds: scope.lotIds,
      buyerKind: scope.buyerKind,
      on,
    },
  );
  if (requirements.length === 0) return null;
  const judged = verdict({
    solution: product,
    supplier: { id: product.supplierId, name: product.supplierName },
    requirements,
    certificates: product.certificates,
    versions: registry.versions,
    waivers: product.waivers,
    buyerCode: scope.buyerCode,
    on,
  });
  return judged.lines[0] ?? null;
}

/** The days on which a registry makes a difference to somebody: the verdict is the same on all days between two of them. */
function daysOf({ versions, bindings }: Registry): Day[] {
  return [
    ...versions.flatMap((one) => [one.effectiveFrom, after(one.complyBy), after(one.retiredOn)]),
    ...bindings.flatMap((one) => [one.validFrom, after(one.validTo)]),
  ].filter((on) => on !== null);
}

const after = (last: Day | null): Day | null => (last === null ? null : addDays(last, 1));

function ownDays({ certificates, waivers, productVersions = [] }: ImpactProduct): Day[] {
  return [
    ...productVersions.flatMap((one) => [one.onSaleFrom, one.withdrawnOn]),
    ...certificates.flatMap((one) => [
      one.validFrom,
      after(one.validTo),
      ...one.events.map((event) => event.effectiveOn),
      ...one.conditions.flatMap((condition) => [after(condition.dueOn), condition.metOn]),
    ]),
    ...waivers.flatMap((one) => [one.validFrom, after(one.validTo)]),
  ].filter((on) => on !== null);
}

const inOrder = (days: readonly Day[], today: Day) =>
  [...new Set([today, ...days.filter((on) => on > today)])].sort();

/** The first of these days on which the product does not meet the standard, with its line; null: none. */
function firstOut(registry: Registry, product: ImpactProduct, scope: Scope, days: readonly Day[]) {
  for (const on of days) {
    const line = lineOn(registry, product, scope, on);
    if (line?.outcome === "not-met") return { on, line };
  }
  return null;
}

interface Compared {
  before: Registry;
  after: Registry;
  today: Day;
}

/** The first of these days from which on the product may be bought by the change alone, having been out the day before. */
function firstOpen(
  { before, after: changed }: Compared,
  product: ImpactProduct,
  scope: Scope,
  days: readonly Day[],
) {
  const isOut = (registry: Registry, on: Day) => lineOn(registry, product, scope, on)?.outcome === "not-met";
  const at = days.findIndex(
    (on, index) => index > 0 && isOut(changed, days[index - 1]!) && !isOut(changed, on) && isOut(before, on),
  );
  return at === -1 ? null : days[at]!;
}

function outcomeOf(compared: Compared, product: ImpactProduct, scope: Scope, days: readonly Day[]): Outcome {
  const { before, after: changed, today } = compared;
  const out = firstOut(changed, product, scope, days);
  const without = firstOut(before, product, scope, days);
  const outOnWithout = without?.on ?? null;
  if (out === null) return { effect: "stays", outOn: null, outOnWithout, opensOn: null, reason: "" };
  const anyway = without !== null && without.on <= out.on;
  const opensOn = firstOpen(compared, product, scope, days);
  const effect = !anyway ? "change" : opensOn ? "opens" : out.on === today ? "already" : "anyway";
  return { effect, outOn: out.on, outOnWithout, opensOn, reason: out.line.text };
}

const RANK: Record<Effect, number> = { change: 0, opens: 1, anyway: 2, already: 3, stays: 4 };

const byEffect = (a: Outcome & { key: string }, b: Outcome & { key: string }) =>
  RANK[a.effect] - RANK[b.effect] ||
  (a.outOn ?? "").localeCompare(b.outOn ?? "") ||
  a.key.localeCompare(b.key, "en-GB");

/**
 * What publishing a change does: for each product that the standard binds, before or after, and for each of their live orders,
 * the day on which it falls out, and whether it would have done so anyway. Asks the one verdict, on the days that matter.
 * A product is judged in all its lots and for every kind of buyer alike; an order in its lot and for its buyer.
 */
export function impactOf(
  input: Compared & { products: readonly ImpactProduct[]; contracts: readonly ImpactContract[] },
): Impact {
  const common = [...daysOf(input.before), ...daysOf(input.after)];
  const days = new Map<string, Day[]>();
  const byId = new Map(input.products.map((product) => [product.id, product]));
  const daysFor = (product: ImpactProduct) => {
    const known = days.get(product.id);
    if (known) return known;
    const found = inOrder([...common, ...ownDays(product)], input.today);
    days.set(product.id, found);
    return found;
  };
  const contracts = input.contracts.flatMap((contract): ContractImpact[] => {
    const product = byId.get(contract.solutionId);
    if (!product) return [];
    const scope = { lotIds: [contract.lotId], buyerKind: contract.buyerKind, buyerCode: contract.buyerCode };
    if (!bound(input, product, scope, daysFor(product))) return [];
    const outcome = outcomeOf(input, product, scope, daysFor(product));
    const over = contract.endsOn !== null && outcome.outOn !== null && contract.endsOn < outcome.outOn;
    const stays = { effect: "stays", outOn: null, opensOn: null, reason: "" } as const;
    const { name: solutionName, supplierName } = product;
    return [{ ...contract, solutionName, supplierName, ...outcome, ...(over ? stays : {}) }];
  });
  const reached = new Map<string, number>();
  for (const one of contracts) {
    if (one.effect === "change") reached.set(one.solutionId, (reached.get(one.solutionId) ?? 0) + 1);
  }
  const products = input.products.flatMap((product): ProductImpact[] => {
    const scope = { lotIds: product.lotIds, buyerKind: null, buyerCode: null };
    if (!bound(input, product, scope, daysFor(product))) return [];
    const { id: solutionId, name, supplierId, supplierName } = product;
    const outcome = outcomeOf(input, product, scope, daysFor(product));
    return [
      { solutionId, name, supplierId, supplierName, contracts: reached.get(solutionId) ?? 0, ...outcome },
    ];
  });
  return {
    products: sorted(products, (row) => `${row.name} ${row.solutionId}`),
    contracts: sorted(contracts, (row) => row.orderId),
  };
}

function sorted<Row extends Outcome>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return rows
    .map((row) => ({
      row,
      key: keyOf(row),
      effect: row.effect,
      outOn: row.outOn,
      outOnWithout: null,
      opensOn: null,
      reason: "",
    }))
    .sort(byEffect)
    .map(({ row }) => row);
}

/** Whether the standard binds it on any of these days, before the change or after. */
function bound(
  { before, after: changed }: Compared,
  product: ImpactProduct,
  scope: Scope,
  days: readonly Day[],
): boolean {
  return days.some(
    (on) => lineOn(changed, product, scope, on) !== null || lineOn(before, product, scope, on) !== null,
  );
}

/** Figures of a report, for its first lines. */
export function impactCounts({ products, contracts }: Impact) {
  const count = (effect: Effect) => products.filter((row) => row.effect === effect).length;
  const out = products.filter((row) => row.effect === "change");
  const hit = contracts.filter((row) => row.effect === "change");
  const first = out[0]?.outOn ?? null;
  const opened = products.flatMap((row) => (row.effect === "opens" ? [row.opensOn!] : []));
  return {
    products: products.length,
    change: out.length,
    opens: opened.length,
    firstOpensOn: opened.toSorted()[0] ?? null,
    anyway: count("anyway"),
    already: count("already"),
    stays: count("stays"),
    suppliers: new Set(out.map((row) => row.supplierId)).size,
    contracts: hit.length,
    buyers: new Set(hit.map((row) => row.buyerCode)).size,
    firstOutOn: first,
  };
}

/**
 * Whether something that counts on the last day to comply does not count on the day after: whoever is written to beforehand.
 * False where it has no version of its own to wait for, or is out already.
 */
export function fallsOutAfter(
  registry: Registry,
  product: ImpactProduct,
  scope: Scope,
  complyBy: Day,
): boolean {
  const then = lineOn(registry, product, scope, addDays(complyBy, 1));
  if (then?.outcome !== "not-met") return false;
  return lineOn(registry, product, scope, complyBy)?.outcome !== "not-met";
}
