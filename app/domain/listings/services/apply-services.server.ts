import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows, isNoneOf } from "~db/lists";
import { associatedServiceLink, catalogueItem } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { changeItemState } from "~/domain/catalogue/change-item-state.server";
import { listItem } from "~/domain/catalogue/list-item.server";
import type { Day } from "~/domain/shared/day";
import { applyPrices } from "../apply-prices.server";
import type { Service } from "../content";

interface Applied {
  solutionId: string;
  /** What the listing is called, for the reason of what leaves it. */
  name: string;
  services: readonly Service[];
  stored: readonly Service[];
  pricesFrom: Day;
  actor: Actor;
  at: Date;
}

/**
 * Makes the services that are written in a listing what a change says: new ones are on sale with it, changed ones say and cost what they
 * are to, and one that is gone is withdrawn. Answers the other solutions whose listings show one of them, before or after.
 */
export async function applyServices(tx: Tx, input: Applied): Promise<string[]> {
  const { solutionId, services, stored, pricesFrom, actor, at } = input;
  for (const old of stored) {
    if (services.some(({ id }) => id === old.id)) continue;
    const reason = `It was taken out of the listing of ${input.name}.`;
    await changeItemState(tx, { id: old.id, action: "withdraw", reason, actor, at });
  }
  for (const service of services) {
    const old = stored.find(({ id }) => id === service.id);
    const id = old ? old.id : await addService(tx, input, service);
    const { name, summary, kind } = service;
    const listedWithId = kind === "associated_service" ? solutionId : null;
    if (old)
      await tx.update(catalogueItem).set({ name, summary, listedWithId }).where(eq(catalogueItem.id, id));
    if (kind === "associated_service") await linkTo(tx, id, [solutionId, ...idsOf(service)]);
    await applyPrices(tx, { itemId: id, prices: service.prices, stored: old?.prices ?? [], pricesFrom });
  }
  return [...new Set([...stored, ...services].flatMap(idsOf))].sort();
}

const idsOf = (service: Service) => service.alsoWith.map(({ id }) => id);

/** A new service is on sale with its solution's listing, which passed the gate. */
async function addService(tx: Tx, { solutionId, actor, at }: Applied, service: Service): Promise<string> {
  const { kind, name, summary } = service;
  const [home] = await tx
    .select({ supplierId: catalogueItem.supplierId, demonstration: catalogueItem.demonstration })
    .from(catalogueItem)
    .where(eq(catalogueItem.id, solutionId));
  const id = await nextServiceId(tx, solutionId);
  const place =
    kind === "additional_service" ? { parentSolutionId: solutionId } : { listedWithId: solutionId };
  await listItem(tx, { id, kind, name, summary, ...home!, ...place, prices: [], actor, at });
  await changeItemState(tx, { id, action: "submit", actor, at });
  await changeItemState(tx, { id, action: "publish", actor, at });
  return id;
}

/** "10045-001-S3" after "10045-001-S2". */
async function nextServiceId(tx: Tx, solutionId: string): Promise<string> {
  const own = `${solutionId}-S`;
  const [row] = await tx
    .select({
      last: sql<number>`coalesce(max(substr(${catalogueItem.id}, ${own.length + 1})::int), 0)`,
    })
    .from(catalogueItem)
    .where(
      sql`starts_with(${catalogueItem.id}, ${own}) and substr(${catalogueItem.id}, ${own.length + 1}) ~ '^[0-9]{1,6}$'`,
    );
  return `${own}${row!.last + 1}`;
}

async function linkTo(tx: Tx, serviceId: string, solutionIds: string[]): Promise<void> {
  const own = eq(associatedServiceLink.serviceId, serviceId);
  await tx
    .delete(associatedServiceLink)
    .where(and(own, isNoneOf(associatedServiceLink.solutionId, solutionIds)));
  const known = await tx
    .select({ id: associatedServiceLink.solutionId })
    .from(associatedServiceLink)
    .where(own);
  const missing = solutionIds.filter((id) => !known.some((one) => one.id === id));
  await insertRows(
    tx,
    associatedServiceLink,
    missing.map((solutionId) => ({ serviceId, solutionId })),
  );
}
