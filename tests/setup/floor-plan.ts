/*
 * The plan of the house as data: its floors, and which room may lean on which. The rooms' README.md say why each stands
 * where it does; architecture-rules.ts checks every file against it.
 */

/** The floors, water running downhill: a file imports its own floor or one below. The first match counts. */
export const FLOORS: { prefix: string; floor: number; name: string }[] = [
  { prefix: "db/", floor: 1, name: "db" },
  { prefix: "app/platform/", floor: 2, name: "platform" },
  { prefix: "app/domain/", floor: 3, name: "domain" },
  { prefix: "app/gateways/", floor: 3, name: "gateways" },
  { prefix: "app/web/", floor: 4, name: "web" },
  { prefix: "app/papers/", floor: 4, name: "papers" },
  { prefix: "app/jobs/", floor: 5, name: "jobs" },
  { prefix: "app/ui/", floor: 5, name: "ui" },
  { prefix: "app/", floor: 6, name: "routes" }, // routes/, root, entries
  { prefix: "scripts/", floor: 6, name: "scripts" },
];

/** Rooms that hold only words and arithmetic; the tables and the gateways may speak them too. */
export const WORD_ROOMS = ["money", "shared"];
export const OPEN_ROOMS = [...WORD_ROOMS, "audit"];

/** Which rooms a room may import besides money, shared and audit; a room stands below those that use it. */
export const ROOMS: Record<string, string[]> = {
  money: [],
  shared: [],
  audit: [],
  organisations: [],
  files: [],
  people: ["organisations"],
  pricing: [],
  // Those who sign an agreement are told when it waits for them.
  agreements: ["people", "organisations"],
  // The engine: rules and lines in, shares with their reasons out. It reads no table.
  "cost-sharing": ["agreements"],
  ledger: ["organisations", "people"],
  funding: ["ledger", "organisations", "people"],
  certification: ["files", "organisations", "people"],
  // What the centre writes and publishes; whether something meets it is certification's one verdict.
  standards: ["certification", "people", "organisations"],
  // What one officer proposes and another decides, where it is not about money. Whoever closes a fund is told whose drafts count on it.
  proposals: [
    "applications",
    "who-pays",
    "funding",
    "agreements",
    "certification",
    "people",
    "organisations",
  ],
  frameworks: ["certification", "people", "organisations"],
  "local-spend": ["agreements", "cost-sharing", "people", "organisations"],
  // Facts of a purchase brought to the engine, and its answer put into words.
  "who-pays": [
    "local-spend",
    "pricing",
    "agreements",
    "cost-sharing",
    "funding",
    "certification",
    "people",
    "organisations",
  ],
  // An order is of what the catalogue offers, at its prices; the catalogue knows nothing of orders.
  orders: [
    "who-pays",
    "local-spend",
    "catalogue",
    "pricing",
    "agreements",
    "cost-sharing",
    "funding",
    "ledger",
    "certification",
    "frameworks",
    "people",
    "organisations",
  ],
  catalogue: ["pricing", "certification", "frameworks", "people", "organisations"],
  // What suppliers write in the catalogue and the centre publishes; the catalogue itself knows nothing of drafts.
  listings: ["orders", "catalogue", "pricing", "agreements", "certification", "people", "organisations"],
  interoperability: ["certification", "catalogue", "people", "organisations"],
  invoices: ["orders", "who-pays", "funding", "ledger", "people", "organisations"],
  shortlists: [
    "catalogue",
    "interoperability",
    "frameworks",
    "orders",
    "who-pays",
    "pricing",
    "agreements",
    "cost-sharing",
    "certification",
    "people",
    "organisations",
  ],
  contracts: ["shortlists", "orders", "who-pays", "funding", "organisations", "catalogue", "frameworks"],
  maturity: ["catalogue", "funding", "people", "organisations"],
  // One application for every open fund; the fund knows nothing of who applied.
  applications: [
    "funding",
    "ledger",
    "agreements",
    "cost-sharing",
    "certification",
    "people",
    "organisations",
  ],
  // What would be paid under other rules: works out purchases as orders do, and changes none of them.
  simulator: [
    "shortlists",
    "orders",
    "who-pays",
    "local-spend",
    "catalogue",
    "frameworks",
    "pricing",
    "agreements",
    "cost-sharing",
    "funding",
    "people",
    "organisations",
  ],
  // What lapses, what comes back, and the closing of the books: funds and orders seen together, and the standards that lapsed.
  "year-end": [
    "applications",
    "certification",
    "orders",
    "invoices",
    "who-pays",
    "agreements",
    "cost-sharing",
    "funding",
    "ledger",
    "people",
    "organisations",
  ],
  // What an organisation gets, pays and has left; and the pictures of money from programme to supplier.
  statements: [
    "applications",
    "invoices",
    "orders",
    "who-pays",
    "agreements",
    "cost-sharing",
    "funding",
    "ledger",
    "people",
    "organisations",
  ],
};
