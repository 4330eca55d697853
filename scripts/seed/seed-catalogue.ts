import type { Tx } from "~db";
import { capability, capabilityEpic, epic } from "~db/schema/catalogue";
import type { Actor } from "~/domain/audit/event";
import { addSupplier } from "~/domain/catalogue/add-supplier.server";
import type { NewPrice } from "~/domain/catalogue/add-prices.server";
import { listItem } from "~/domain/catalogue/list-item.server";
import { publishListing } from "~/domain/catalogue/publish-listing.server";
import { submitListing } from "~/domain/catalogue/submit-listing.server";
import { changeListingStatus } from "~/domain/listings/status/change-listing-status.server";
import { addMonths, type Day } from "~/domain/shared/day";
import { changeInvoicingDetails } from "~/domain/invoices/supplier-details/change-invoicing-details.server";
import { withCheckDigits } from "~/domain/invoices/supplier-details/vat-number";
import { CAPABILITIES, EPICS } from "./content/capabilities";
import { priceOfSeed } from "./content/price-of-seed";
import type { SeedPrice, SeedService, SeedSolution, SeedSupplier } from "./content/shapes";
import { SUPPLIERS } from "./content/suppliers";
import type { SeedTime } from "./seed-time";

const LISTED_DAYS_AGO = 440;
const PRICED_DAYS_AGO = 450;
/** How long what is withdrawn is supported. */
const SUPPORTED_MONTHS = 12;

/** Puts in the capabilities and the epics of the demonstration; what an import brought already stays. */
export async function seedCapabilities(tx: Tx): Promise<void> {
  await tx
    .insert(capability)
    .values(
      CAPABILITIES.map(({ category, ...rest }) => ({
        ...rest,
        categoryName: category,
        version: "1.0.0",
        status: "Effective",
      })),
    )
    .onConflictDoNothing();
  await tx
    .insert(epic)
    .values(EPICS.map(({ id, name }) => ({ id, name, isActive: true, supplierDefined: false })))
    .onConflictDoNothing();
  await tx
    .insert(capabilityEpic)
    .values(EPICS.map(({ id, capabilityRef, level }) => ({ epicId: id, capabilityRef, level })))
    .onConflictDoNothing();
}

/** Every MUST epic of a capability that is fully met, and half of the MAY ones; of a partly met one the first alone. */
function assessed(solution: SeedSolution) {
  return solution.capabilities.map((text) => {
    const ref = text.replace("?", "");
    const partly = text.endsWith("?");
    const epics = EPICS.filter((one) => one.capabilityRef === ref);
    const passed = epics.filter((one, index) =>
      partly ? index === 0 : one.level === "MUST" || index % 2 === 0,
    );
    return {
      ref,
      result: partly ? ("partial" as const) : ("full" as const),
      epicIds: passed.map((one) => one.id),
    };
  });
}

function pricesOf(
  itemId: string,
  prices: readonly SeedPrice[],
  costCategory: string,
  validFrom: Day,
): NewPrice[] {
  return prices.map((one, index) => ({
    ...priceOfSeed(one, `${itemId}-P${index + 1}`),
    costCategory,
    validFrom,
  }));
}

class Lister {
  constructor(
    private readonly tx: Tx,
    private readonly time: SeedTime,
    private readonly editor: Actor,
    private readonly signatory: () => Promise<Actor>,
    private readonly officer: Actor,
    private readonly by: SeedSupplier,
  ) {}

  private get action() {
    return { actor: this.editor, at: this.time.at(this.time.daysAgo(LISTED_DAYS_AGO)) };
  }

  async solution(one: SeedSolution): Promise<string> {
    const id = `${this.by.id}-${one.suffix}`;
    const {
      name,
      summary,
      capabilities: _,
      prices,
      suffix: _suffix,
      lots: _lots,
      additional,
      state,
      stateReason,
      certificates: _c,
      ...texts
    } = one;
    await listItem(this.tx, {
      ...this.action,
      id,
      kind: "solution",
      supplierId: this.by.id,
      name,
      summary,
      demonstration: true,
      texts: {
        ...texts,
        features: [...texts.features],
        careSettings: [...texts.careSettings],
        applicationTypes: [...texts.applicationTypes],
        integrations: [...texts.integrations],
        missions: [...texts.missions],
      },
      capabilities: assessed(one),
      prices: pricesOf(id, prices, "licence-subscription", this.time.daysAgo(PRICED_DAYS_AGO)),
    });
    for (const service of additional ?? []) await this.service(service, { parentSolutionId: id });
    await this.bringTo(id, state ?? "published", stateReason);
    return id;
  }

  async service(one: SeedService, of: { parentSolutionId?: string; solutionIds?: string[] }): Promise<void> {
    const id = of.parentSolutionId ? `${of.parentSolutionId}${one.suffix}` : `${this.by.id}-${one.suffix}`;
    await listItem(this.tx, {
      ...this.action,
      ...of,
      id,
      kind: of.parentSolutionId ? "additional_service" : "associated_service",
      supplierId: this.by.id,
      name: one.name,
      summary: one.summary,
      demonstration: true,
      prices: pricesOf(id, one.prices, one.costCategory, this.time.daysAgo(PRICED_DAYS_AGO)),
    });
    await this.bringTo(id, "published");
  }

  /** Through the same states as any listing: submitted by its supplier, published by the centre. */
  private async bringTo(
    id: string,
    state: NonNullable<SeedSolution["state"]>,
    reason?: string,
  ): Promise<void> {
    // One that waits for the centre is sent in by its supplier later (seed-listing-changes).
    if (state === "draft" || state === "submitted") return;
    await submitListing(this.tx, { ...this.action, id });
    const today = this.time.daysAgo(LISTED_DAYS_AGO);
    await publishListing(this.tx, { id, actor: this.officer, at: this.time.at(today), today });
    const since = this.time.at(this.time.daysAgo(30));
    const day = this.time.daysAgo(30);
    const change = { solutionId: id, at: since, today: day };
    if (state === "withdrawn") {
      await changeListingStatus(this.tx, {
        ...change,
        action: "withdraw",
        supplierId: this.by.id,
        reason: reason ?? "Its supplier no longer offers it.",
        supportEndsOn: addMonths(day, SUPPORTED_MONTHS),
        actor: await this.signatory(),
      });
    }
    if (state === "suspended") {
      await changeListingStatus(this.tx, {
        ...change,
        action: "suspend",
        supplierId: null,
        reason: reason ?? "Its supplier does not answer.",
        supportEndsOn: null,
        actor: this.officer,
      });
    }
  }
}

/** Takes the suppliers on and lists what they offer. */
export async function seedSuppliers(tx: Tx, officer: Actor, time: SeedTime): Promise<void> {
  for (const { solutions: _, services: _services, ...details } of SUPPLIERS) {
    await addSupplier(tx, {
      ...details,
      demonstration: true,
      actor: officer,
      at: time.at(time.daysAgo(PRICED_DAYS_AGO)),
    });
  }
}

/**
 * What each supplier's invoices say about it: invented, as everything else about it. No VAT number or sort code that
 * begins with zeros was ever given to anybody.
 */
export async function seedInvoicingDetails(
  tx: Tx,
  time: SeedTime,
  editorOf: (supplierId: string) => Promise<Actor>,
): Promise<void> {
  const today = time.daysAgo(LISTED_DAYS_AGO);
  for (const { id, legalName, town, postcode, contactEmail } of SUPPLIERS) {
    await changeInvoicingDetails(tx, {
      supplierId: id,
      details: {
        addressLines: ["Accounts receivable", `${Number(id) % 97} Exchange Street`, town, postcode],
        vatNumber: withCheckDigits(id.padStart(7, "0")),
        accountName: legalName,
        sortCode: `00${id.slice(-4)}`,
        accountNumber: `00${id.padStart(6, "0")}`,
        disputeName: "Accounts receivable",
        disputeEmail: `accounts@${contactEmail.split("@")[1]}`,
        disputePhone: "0113 496 0000",
      },
      actor: await editorOf(id),
      at: time.at(today),
      today,
    });
  }
}

export async function seedListings(
  tx: Tx,
  officer: Actor,
  time: SeedTime,
  of: Record<"editor" | "signatory", (supplierId: string) => Promise<Actor>>,
): Promise<void> {
  for (const by of SUPPLIERS) {
    const lister = new Lister(tx, time, await of.editor(by.id), () => of.signatory(by.id), officer, by);
    const solutionIds: string[] = [];
    for (const one of by.solutions) {
      const id = await lister.solution(one);
      if (one.state !== "draft") solutionIds.push(id);
    }
    for (const one of by.services) await lister.service(one, { solutionIds });
  }
}
