/** What a listing version keeps, as its snapshot holds it: plain data, quantities and prices as text. */
export interface FrozenPrice {
  id: string;
  unitText: string;
  quantityNoun: string;
  billingPeriod: "month" | "year" | "one-off";
  calculation: "volume" | "cumulative" | "single-fixed";
  /** Unit prices in ten-thousandths of a pound. */
  tiers: { from: string; to: string | null; unitPrice: string }[];
  /** In pence. */
  minimumCharge?: string | null;
  maximumCharge?: string | null;
  vatRate: number;
}

export interface FrozenListing {
  name: string;
  summary: string;
  description: string;
  productVersion: string;
  features: string[];
  careSettings: string[];
  hosting: string | null;
  integrations: string[];
  serviceLevels: string;
  exitTerms: string;
  supplier: { id: string; name: string };
  capabilities: { ref: string; name: string; result: string }[];
  items: { id: string; kind: string; name: string; summary: string; prices: FrozenPrice[] }[];
}
