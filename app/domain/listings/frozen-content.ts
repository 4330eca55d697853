import type { FrozenListing, FrozenPrice } from "~/domain/catalogue/frozen-listing";
import type { KnownCapability } from "./completeness";
import {
  emptyContent,
  type Interface,
  type ListedPrice,
  type ListingContent,
  type SuccessMeasure,
} from "./content";

/** What a version kept beyond what its page has always shown; an older one lacks what listings did not say then. */
type Kept = FrozenListing &
  Partial<
    Pick<
      ListingContent,
      | "applicationTypes"
      | "missions"
      | "implementation"
      | "website"
      | "dataLocation"
      | "dataProcessing"
      | "roadmap"
      | "supportEmail"
      | "supportPhone"
      | "supportHours"
    >
  > & { interfaces?: Interface[]; successMeasures?: SuccessMeasure[] };

type KeptPrice = FrozenPrice & { unit?: string; costCategory?: string };
type KeptCapability = FrozenListing["capabilities"][number] & {
  epics?: { id: string; name: string; result: string; level: string | null }[];
};

const listedOf = (price: KeptPrice): ListedPrice => ({
  id: price.id,
  unit: price.unit ?? "item",
  unitText: price.unitText,
  quantityNoun: price.quantityNoun,
  billingPeriod: price.billingPeriod,
  calculation: price.calculation,
  tiers: price.tiers,
  minimumCharge: price.minimumCharge ?? null,
  maximumCharge: price.maximumCharge ?? null,
  vatRate: price.vatRate,
  costCategory: price.costCategory ?? "",
});

/** What a listing said in one of its versions, to be compared with another; prices are those of the day. */
export function contentOfFrozen(kept: Kept): ListingContent {
  const capabilities = (kept.capabilities as KeptCapability[]).flatMap(({ ref, result, epics = [] }) =>
    result === "full" || result === "partial"
      ? [
          {
            ref,
            result: result as "full" | "partial",
            epicIds: epics.filter((epic) => epic.result === "passed").map(({ id }) => id),
          },
        ]
      : [],
  );
  const none = emptyContent(kept.name, kept.summary);
  return {
    ...none,
    description: kept.description,
    productVersion: kept.productVersion,
    features: kept.features,
    website: kept.website ?? null,
    capabilities,
    careSettings: kept.careSettings,
    hosting: kept.hosting,
    applicationTypes: kept.applicationTypes ?? [],
    missions: kept.missions ?? [],
    dataLocation: kept.dataLocation ?? "",
    integrations: kept.integrations,
    interfaces: kept.interfaces ?? [],
    implementation: kept.implementation ?? "",
    serviceLevels: kept.serviceLevels,
    dataProcessing: kept.dataProcessing ?? "",
    exitTerms: kept.exitTerms,
    roadmap: kept.roadmap ?? "",
    supportEmail: kept.supportEmail ?? null,
    supportPhone: kept.supportPhone ?? null,
    supportHours: kept.supportHours ?? "",
    prices: kept.items
      .filter(({ kind }) => kind === "solution")
      .flatMap(({ prices }) => prices.map(listedOf)),
    services: kept.items.flatMap(({ id, kind, name, summary, prices }) =>
      kind === "additional_service" || kind === "associated_service"
        ? [{ id, kind, name, summary, alsoWith: [], prices: prices.map(listedOf) }]
        : [],
    ),
    successMeasures: kept.successMeasures ?? [],
  };
}

/** The names of what versions claimed, as they kept them; the later ones count. */
export function namesOfFrozen(versions: readonly FrozenListing[]): KnownCapability[] {
  const found = new Map<string, KnownCapability>();
  for (const { capabilities } of versions)
    for (const { ref, name, epics = [] } of capabilities as KeptCapability[]) {
      const known = found.get(ref)?.epics ?? [];
      const others = known.filter((one) => !epics.some((epic) => epic.id === one.id));
      const named = epics.map((epic) => ({ id: epic.id, name: epic.name, level: epic.level ?? "MAY" }));
      found.set(ref, { ref, name, epics: [...others, ...named] });
    }
  return [...found.values()];
}
