import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import {
  associatedServiceLink,
  catalogueItem,
  price,
  priceTier,
  solution,
  supplier,
} from "~db/schema/catalogue";
import { lotSolution, lotSupplier } from "~db/schema/frameworks";
import { organisation } from "~db/schema/organisations";
import { ASSUMED_SINCE } from "../import-standards";
import { billingPeriodOf, costCategoryOf, type ImportedTier, readTiers, unitOf } from "./item-words";
import { lotOf } from "./reference";
import type { Stage } from "./stage";

const VAT_RATE = 2000; // 20% in basis points: the file states no VAT and the standard rate applies to software
const KINDS: Record<string, string> = {
  Solution: "solution",
  "Additional Service": "additional_service",
  "Associated Service": "associated_service",
};
const NO_DESCRIPTION =
  "The Buying Catalogue's open data holds no description of this product. Its capabilities, services and list prices are below; ask the supplier for more.";

/** Suppliers, each with an organisation of its own that its people belong to. */
export async function importSuppliers(tx: Tx, stage: Stage): Promise<void> {
  const columns = [
    "supplier_id",
    "name",
    "legal_name",
    "url",
    "address_line1",
    "address_line2",
    "address_line3",
    "town",
    "postcode",
  ] as const;
  const rows = stage.table("suppliers.csv", columns, (v, refuse) =>
    /^\d+$/.test(v.supplier_id) && v.name !== "" ? v : refuse("The id or the name is missing."),
  );
  const organisations = rows.map((v) => ({
    code: `S${v.supplier_id}`,
    scheme: "dovetail",
    name: v.name,
    kind: "supplier",
    addressLines: [v.address_line1, v.address_line2, v.address_line3].filter((line) => line !== ""),
    town: v.town || null,
    postcode: v.postcode || null,
    source: "catalogue/suppliers.csv",
  }));
  await stage.write(tx, organisation, organisations, ["code"]);
  const suppliers = rows.map((v) => ({
    id: v.supplier_id,
    organisationCode: `S${v.supplier_id}`,
    name: v.name,
    legalName: v.legal_name || v.name,
    website: v.url || null,
  }));
  await stage.write(tx, supplier, suppliers, ["id"], "suppliers");
  for (const one of rows) stage.known.suppliers.add(one.supplier_id);
}

/** Rows that the seed left to the database's clock say so instead of a time; they count from ASSUMED_SINCE. */
function createdAtOf(text: string): Date | null {
  const time = text === "GETUTCDATE()" ? `${ASSUMED_SINCE}T00:00:00` : text.slice(0, 23);
  const at = new Date(`${time}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Solutions, additional services and associated services. */
export async function importItems(tx: Tx, stage: Stage): Promise<void> {
  const parents = new Map(
    stage
      .table("additional_services.csv", ["catalogue_item_id", "parent_solution_id"], (v) => v)
      .map((v) => [v.catalogue_item_id, v.parent_solution_id]),
  );
  const columns = [
    "catalogue_item_id",
    "name",
    "item_type",
    "supplier_id",
    "published_status",
    "created",
  ] as const;
  const items = stage.table("catalogue_items.csv", columns, (v, refuse) => {
    const kind = KINDS[v.item_type];
    const createdAt = createdAtOf(v.created);
    if (!kind || v.name === "") return refuse("The name is missing or the type is not one of the three.");
    if (!stage.known.suppliers.has(v.supplier_id)) return refuse(`suppliers.csv has no ${v.supplier_id}.`);
    if (createdAt === null) return refuse(`"${v.created}" is not a time.`);
    const state = v.published_status === "Published" ? "published" : "draft";
    const parentSolutionId = parents.get(v.catalogue_item_id) ?? null;
    if (kind === "additional_service" && !parentSolutionId)
      return refuse("It names no solution that it belongs to.");
    return {
      id: v.catalogue_item_id,
      kind,
      supplierId: v.supplier_id,
      parentSolutionId,
      name: v.name,
      state,
      createdAt,
    };
  });
  await stage.write(tx, catalogueItem, items, ["id"], undefined, ["state"]);
  for (const item of items) {
    stage.known.items.set(item.id, { ...item, createdOn: item.createdAt.toISOString().slice(0, 10) });
  }
  const solutions = items.filter((item) => item.kind === "solution");
  const described = solutions.map((item) => ({ id: item.id, description: NO_DESCRIPTION }));
  await stage.write(tx, solution, described, ["id"], "solutions", ["description"]);
  for (const [kind, label] of [
    ["additional_service", "additional services"],
    ["associated_service", "associated services"],
  ] as const) {
    const found = items.filter((item) => item.kind === kind).length;
    if (found > 0) stage.report.counts[label] = found;
  }
  const links = stage.table(
    "supplier_service_associations.csv",
    ["associated_service_id", "solution_id"],
    (v, refuse) => {
      const why = stage.unknown({ item: v.associated_service_id }) ?? stage.unknown({ item: v.solution_id });
      return why ? refuse(why) : { serviceId: v.associated_service_id, solutionId: v.solution_id };
    },
  );
  await stage.write(
    tx,
    associatedServiceLink,
    links,
    ["serviceId", "solutionId"],
    "associated service links",
  );
}

/** Which solutions are in which framework, and with them their suppliers. */
export async function importLotEntries(tx: Tx, stage: Stage): Promise<void> {
  const columns = ["framework_id", "solution_id", "is_foundation"] as const;
  const entries = stage.table("framework_solutions.csv", columns, (v, refuse) => {
    const why = stage.unknown({ item: v.solution_id });
    if (why) return refuse(why);
    if (!stage.known.frameworks.has(v.framework_id))
      return refuse(`frameworks.csv has no ${v.framework_id}.`);
    return {
      lotId: lotOf(v.framework_id),
      solutionId: v.solution_id,
      isFoundation: v.is_foundation === "True",
    };
  });
  const suppliers = new Map(
    entries.map((entry) => {
      const supplierId = stage.known.items.get(entry.solutionId)!.supplierId;
      // A status that a commercial officer has changed since is theirs: see `write` below.
      return [`${entry.lotId} ${supplierId}`, { lotId: entry.lotId, supplierId }];
    }),
  );
  await stage.write(tx, lotSolution, entries, ["lotId", "solutionId"], "solutions in lots");
  const held = await tx
    .select({ lotId: lotSupplier.lotId, supplierId: lotSupplier.supplierId })
    .from(lotSupplier);
  const known = new Set(held.map((row) => `${row.lotId} ${row.supplierId}`));
  const fresh = [...suppliers.entries()].filter(([key]) => !known.has(key)).map(([, row]) => row);
  const active = fresh.map((row) => ({ ...row, status: "active", validFrom: ASSUMED_SINCE }));
  await stage.write(tx, lotSupplier, active, ["lotId", "supplierId"]);
  if (entries.length > 0) stage.report.counts["suppliers in lots"] = suppliers.size;
}

const PRICE_COLUMNS = [
  "price_id",
  "catalogue_item_id",
  "unit",
  "billing_period",
  "currency",
  "tiers",
  "published_status",
] as const;

/**
 * List prices. The file marks nearly all of them SingleFixed although each is per something: 1.26 per patient is not one
 * charge whatever the list size. Every price per unit is therefore `volume`.
 */
export async function importPrices(tx: Tx, stage: Stage): Promise<void> {
  const nouns = new Map(
    stage
      .table("pricing_units.csv", ["description", "range_description"], (v) => v)
      .map((v) => [v.description, v.range_description]),
  );
  const prices = stage.table("list_prices.csv", PRICE_COLUMNS, (v, refuse) => {
    const item = stage.known.items.get(v.catalogue_item_id);
    const tiers = readTiers(v.tiers);
    const billingPeriod = billingPeriodOf(v.billing_period);
    if (!item) return refuse(`catalogue_items.csv has no ${v.catalogue_item_id}.`);
    if (v.currency !== "GBP") return refuse(`The currency ${v.currency} is not pounds.`);
    if (!v.unit.startsWith("per ")) return refuse(`"${v.unit}" does not say what is counted.`);
    if (!tiers || tiers.length > 7 || tiers[0]!.fromQuantity !== 1n)
      return refuse(`The tiers "${v.tiers}" are not understood.`);
    if (!billingPeriod) return refuse(`The billing period "${v.billing_period}" is not understood.`);
    return { id: `BC-${v.price_id}`, v, item, tiers, billingPeriod };
  });
  const rows = prices.map(({ id, v, item, billingPeriod }) => ({
    id,
    itemId: v.catalogue_item_id,
    unit: unitOf(v.unit),
    unitText: v.unit,
    quantityNoun: nouns.get(v.unit) ?? `${v.unit.replace(/^per /, "")}s`,
    billingPeriod,
    calculation: "volume",
    vatRate: VAT_RATE,
    costCategory: costCategoryOf(item.kind, item.name),
    published: v.published_status === "Published",
    validFrom: item.createdOn as typeof ASSUMED_SINCE,
  }));
  await stage.write(tx, price, rows, ["id"], "list prices");
  await writeTiers(tx, stage, prices);
}

async function writeTiers(
  tx: Tx,
  stage: Stage,
  prices: { id: string; tiers: ImportedTier[] }[],
): Promise<void> {
  const rows = prices.flatMap(({ id, tiers }) =>
    tiers.map((tier, index) => ({ priceId: id, position: index + 1, ...tier })),
  );
  await stage.write(tx, priceTier, rows, ["priceId", "position"]);
  if (prices.length === 0) return;
  // A price that lost a tier since the last import must not keep it.
  const held = await tx
    .select({ priceId: priceTier.priceId, position: priceTier.position })
    .from(priceTier)
    .where(
      isAnyOf(
        priceTier.priceId,
        prices.map((one) => one.id),
      ),
    );
  const wanted = new Set(rows.map((row) => `${row.priceId} ${row.position}`));
  const stale = held.filter((row) => !wanted.has(`${row.priceId} ${row.position}`));
  if (stale.length > 0)
    throw new Error(
      `${stale.length} tiers of imported prices are gone from the file; prices are replaced, not shortened.`,
    );
}
