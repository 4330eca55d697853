import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { changeListing } from "~/domain/listings/change-listing.server";
import type { ContentChange } from "~/domain/listings/content-change";
import { ownChange } from "~/domain/listings/change-views.server";
import { dayOf } from "~/domain/shared/day";
import type { ListedPrice, ListingContent } from "~/domain/listings/content";

/** A price of £1.26 a patient and year, as a supplier enters it. */
export const PATIENT_PRICE: Omit<ListedPrice, "id"> = {
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [{ from: "1", to: null, unitPrice: "12600" }],
  minimumCharge: null,
  maximumCharge: null,
  vatRate: 2000,
  costCategory: "licence-subscription",
};

/** What makes a begun listing whole, but for its price. */
export const WHOLE: Partial<Omit<ListingContent, "prices" | "services">> = {
  description: "Nurses write the plan of care once, and everybody who cares for a person reads it.",
  features: ["Works offline"],
  capabilities: [{ ref: "C1", result: "full", epicIds: ["C1E1"] }],
  careSettings: ["community"],
  hosting: "public cloud",
  applicationTypes: ["browser"],
  dataLocation: "England",
  implementation: "Eight weeks with a named lead.",
  serviceLevels: "99.9% availability each month.",
  dataProcessing: "Records of patients, as their processor.",
  exitTerms: "All records as FHIR within 30 days.",
  supportEmail: "help@alder.example",
  supportHours: "Weekdays 8:00 to 18:00",
};

interface By {
  supplierId: string;
  actor: Actor;
  at: Date;
}

/** Writes one part of a change, on whatever picture of it is the newest. */
export async function write(tx: Tx, changeId: string, by: By, change: ContentChange): Promise<void> {
  const { revision } = await ownChange(tx, { changeId, supplierId: by.supplierId, today: dayOf(by.at) });
  await changeListing(tx, { ...by, changeId, seen: revision, change });
}

/** Makes a begun listing whole, with a price. */
export async function complete(tx: Tx, changeId: string, by: By): Promise<void> {
  await write(tx, changeId, by, { fields: WHOLE });
  await write(tx, changeId, by, { price: PATIENT_PRICE, priceId: null });
}
