/** The parts of a listing, each a page of its own; a gap names the part that closes it. */
export const LISTING_PARTS = {
  about: "What it does",
  capabilities: "Capabilities and epics",
  settings: "Care settings, hosting and data",
  interfaces: "Interfaces",
  measures: "Missions and success measures",
  terms: "Service, data and leaving",
  support: "Support contacts",
  prices: "Prices",
  services: "Additional and associated services",
} as const;
export type ListingPart = keyof typeof LISTING_PARTS;
export const LISTING_PART_NAMES = Object.keys(LISTING_PARTS) as ListingPart[];

export const INTERFACE_DIRECTIONS = ["provides", "consumes"] as const;
export const INTERFACE_STATUSES = ["certified", "self-declared", "planned"] as const;

export const MOST_FEATURES = 20;
export const MOST_PRICES = 20;
export const MOST_CAPABILITIES = 60;
export const MOST_INTERFACES = 40;
export const MOST_SERVICES = 20;
export const MOST_MEASURES = 20;

export const SERVICE_KINDS = ["additional_service", "associated_service"] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

/** The government's five missions, as listings choose among them. */
export const MISSIONS = [
  "staff-burden",
  "citizen-tools",
  "information-access",
  "safety",
  "productivity",
] as const;

/** The seven measures of success of What Good Looks Like. */
export const SUCCESS_MEASURES = {
  "well-led": "Be well led",
  "smart-foundations": "Ensure smart foundations",
  "safe-practice": "Safe practice",
  "support-people": "Support people",
  "empower-citizens": "Empower citizens",
  "improve-care": "Improve care",
  "healthy-populations": "Healthy populations",
} as const;
export type SuccessMeasureName = keyof typeof SUCCESS_MEASURES;
export const SUCCESS_MEASURE_NAMES = Object.keys(SUCCESS_MEASURES) as [
  SuccessMeasureName,
  ...SuccessMeasureName[],
];
