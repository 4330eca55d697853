/** The parts of a listing, each a page of its own; a gap names the part that closes it. */
export const LISTING_PARTS = {
  about: "What it does",
  capabilities: "Capabilities and epics",
  settings: "Care settings, hosting and data",
  interfaces: "Interfaces",
  terms: "Service, data and leaving",
  support: "Support contacts",
  prices: "Prices",
} as const;
export type ListingPart = keyof typeof LISTING_PARTS;
export const LISTING_PART_NAMES = Object.keys(LISTING_PARTS) as ListingPart[];

export const INTERFACE_DIRECTIONS = ["provides", "consumes"] as const;
export const INTERFACE_STATUSES = ["certified", "self-declared", "planned"] as const;

export const MOST_FEATURES = 20;
export const MOST_PRICES = 20;
export const MOST_CAPABILITIES = 60;
export const MOST_INTERFACES = 40;
