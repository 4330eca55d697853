import type { Calculation } from "~/domain/pricing/price";

/** A price as it is typed here: pounds as text, tiers by the quantity they end at. */
export interface SeedPrice {
  unit: string;
  unitText: string;
  quantityNoun: string;
  billingPeriod: "month" | "year" | "one-off";
  calculation: Calculation;
  /** Last quantity of the tier (null: open-ended) and the unit price in pounds: [[9999, "1.20"], [null, "0.95"]]. */
  tiers: readonly (readonly [number | null, string])[];
  minimumPounds?: string;
  maximumPounds?: string;
  vatRate?: number;
}

export interface SeedService {
  /** Ends the item's id: "A01" for an additional service, "S01" for an associated one. */
  suffix: string;
  name: string;
  summary: string;
  /** One of the twelve cost categories. */
  costCategory: string;
  prices: readonly SeedPrice[];
}

export interface SeedSolution {
  /** Ends the solution's id: "001". */
  suffix: string;
  name: string;
  summary: string;
  description: string;
  productVersion: string;
  features: readonly string[];
  careSettings: readonly (
    | "primary care"
    | "secondary care"
    | "community"
    | "mental health"
    | "social care"
  )[];
  hosting: "public cloud" | "private cloud" | "on premises" | "hybrid";
  applicationTypes: readonly ("browser" | "mobile" | "desktop")[];
  integrations: readonly string[];
  missions: readonly ("staff-burden" | "citizen-tools" | "information-access" | "safety" | "productivity")[];
  implementation: string;
  serviceLevels: string;
  exitTerms: string;
  /** Capability refs; a "?" behind one means partly. */
  capabilities: readonly string[];
  /** Lots of the demonstration frameworks. */
  lots: readonly string[];
  prices: readonly SeedPrice[];
  additional?: readonly SeedService[];
  /** How its certificates stand; "sound" unless said otherwise. */
  certificates?:
    | "sound"
    | "expiring"
    | "expiring-soon"
    | "expired"
    | "suspended"
    | "withdrawn"
    | "superseded"
    | "conditions"
    | "in-review"
    | "missing";
  /** "published" unless said otherwise. */
  state?: "draft" | "submitted" | "published" | "suspended" | "withdrawn";
  stateReason?: string;
}

export interface SeedSupplier {
  id: string;
  name: string;
  legalName: string;
  summary: string;
  website: string;
  companyNumber: string;
  size: "micro" | "small" | "medium" | "large";
  town: string;
  postcode: string;
  contactName: string;
  contactEmail: string;
  solutions: readonly SeedSolution[];
  /** Associated services, offered with all its solutions. */
  services: readonly SeedService[];
}
