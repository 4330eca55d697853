import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import {
  associatedServiceLink,
  catalogueItem,
  itemCapability,
  itemEpic,
  solution,
} from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { addPrices, type NewPrice } from "./add-prices.server";
import type { ItemKind } from "./listing";

export interface SolutionTexts {
  description: string;
  productVersion: string;
  features: string[];
  careSettings: string[];
  hosting: string | null;
  applicationTypes: string[];
  integrations: string[];
  missions: string[];
  implementation: string;
  serviceLevels: string;
  exitTerms: string;
  website?: string | null;
  dataProcessing?: string;
  dataLocation?: string;
  roadmap?: string;
  supportEmail?: string | null;
  supportPhone?: string | null;
  supportHours?: string;
  /** Standards of exchange, as the room of listings keeps them. */
  interfaces?: readonly unknown[];
  /** What it changes for those who use it, as the room of listings keeps it. */
  successMeasures?: readonly unknown[];
}

export interface NewItem {
  id: string;
  kind: ItemKind;
  supplierId: string;
  name: string;
  summary: string;
  /** Solutions only. */
  texts?: SolutionTexts;
  /** Additional services only. */
  parentSolutionId?: string;
  /** Associated services only: the solutions it is offered with. */
  solutionIds?: string[];
  /** Associated services only: the solution in whose listing it is written. */
  listedWithId?: string;
  capabilities?: { ref: string; result: "full" | "partial"; epicIds: string[] }[];
  prices: NewPrice[];
  demonstration?: boolean;
}

/**
 * Writes a new listing as a draft, with its capabilities and prices. Throws rule-broken for a price that
 * contradicts itself. Codes: rule-broken `price-contradicts-itself`.
 */
export async function listItem(tx: Tx, input: NewItem & { actor: Actor; at: Date }): Promise<void> {
  const { id, kind, supplierId, name, summary, actor, at } = input;
  await tx.insert(catalogueItem).values({
    id,
    kind,
    supplierId,
    name,
    summary,
    parentSolutionId: input.parentSolutionId,
    listedWithId: input.listedWithId,
    state: "draft",
    demonstration: input.demonstration ?? false,
    createdAt: at,
    stateChangedAt: at,
  });
  if (input.texts) await tx.insert(solution).values({ id, ...input.texts });
  const offeredWith = (input.solutionIds ?? []).map((solutionId) => ({ serviceId: id, solutionId }));
  await insertRows(tx, associatedServiceLink, offeredWith);
  const capabilities = input.capabilities ?? [];
  await insertRows(
    tx,
    itemCapability,
    capabilities.map(({ ref, result }) => ({ itemId: id, capabilityRef: ref, result })),
  );
  const epics = capabilities.flatMap(({ ref, epicIds }) =>
    epicIds.map((epicId) => ({ itemId: id, capabilityRef: ref, epicId, result: "passed" })),
  );
  await insertRows(tx, itemEpic, epics);
  await addPrices(tx, id, input.prices);
  await recordEvent(tx, {
    stream: `solution:${id}`,
    action: "listing.drafted",
    summary: `Drafted the listing of ${name}`,
    actor,
    at,
    after: { kind, supplierId, name, prices: input.prices.length },
  });
}
