import type { OrganisationKind, Scheme } from "~/domain/organisations/organisation";
import { COUNCILS, HOMES, PRACTICES, PROVIDERS, TRUSTS } from "./organisation-facts";

/**
 * A real organisation, as facts of the public directories: the same code that scripts/import gives it, so that the
 * demonstration and an import describe one record. `beds` alone is not a published fact, and `bedsNote` says so.
 */
export interface SeedOrganisation {
  code: string;
  scheme: Scheme;
  name: string;
  kind: OrganisationKind;
  primaryRole?: string;
  /** Roles beside the primary one: RO318 ICB, RO76 GP practice, RO57 foundation trust, RO269 care home. */
  otherRoles?: readonly string[];
  icbCode?: string;
  regionCode?: string;
  town?: string;
  postcode?: string;
  openedOn?: string;
  closedOn?: string;
  /** Who replaced it on the day after `closedOn`. */
  successorCode?: string;
  /** A practice's network (RE8) or a care home's provider (RE6). */
  parentCode?: string;
  registeredPatients?: number;
  /** The day of the list size. */
  registeredPatientsAsAt?: string;
  beds?: number;
  bedsNote?: string;
}

export const BEDS_NOTE = "A demonstration figure of about the right size, not a published count.";
/** The day of the list sizes typed in organisation-facts.ts. */
export const LIST_SIZE_DAY = "2022-05-01";

const REGION_OF_BOARD: Record<string, string> = {
  QWO: "Y63",
  QF7: "Y63",
  QOQ: "Y63",
  QHM: "Y63",
  QOP: "Y62",
  QYG: "Y62",
  QJM: "Y60",
  Z9B2Z: "Y56",
};

const BOARDS: readonly (readonly [code: string, area: string, town: string, postcode: string])[] = [
  ["QWO", "West Yorkshire", "Wakefield", "WF1 1LT"],
  ["QOP", "Greater Manchester", "Manchester", "M1 3BN"],
  ["QF7", "South Yorkshire", "Sheffield", "S9 4EU"],
  ["QYG", "Cheshire and Merseyside", "Warrington", "WA5 1QG"],
  ["QOQ", "Humber and North Yorkshire", "Hull", "HU1 1UY"],
  ["QHM", "North East and North Cumbria", "Penrith", "CA11 7BF"],
  ["QJM", "Lincolnshire", "Lincoln", "LN5 7LH"],
];

const ICB_ROLES = { primaryRole: "RO261", otherRoles: ["RO318"] } as const;

/** Two London boards closed on 31 March 2026 and one took over (trusts.csv names its code; the boards named it). */
const LONDON: readonly SeedOrganisation[] = [
  ...(
    [
      ["QMJ", "North Central London"],
      ["QRV", "North West London"],
    ] as const
  ).map(([code, area]) => ({
    code,
    scheme: "ods" as const,
    name: `NHS ${area} Integrated Care Board`,
    kind: "icb" as const,
    ...ICB_ROLES,
    regionCode: "Y56",
    town: "London",
    closedOn: "2026-03-31",
    successorCode: "Z9B2Z",
  })),
  {
    code: "Z9B2Z",
    scheme: "ods",
    name: "NHS West and North London Integrated Care Board",
    kind: "icb",
    ...ICB_ROLES,
    regionCode: "Y56",
    town: "London",
    openedOn: "2026-04-01",
  },
];

const boards = BOARDS.map(([code, area, town, postcode]): SeedOrganisation => ({
  code,
  scheme: "ods",
  name: `NHS ${area} Integrated Care Board`,
  kind: "icb",
  ...ICB_ROLES,
  regionCode: REGION_OF_BOARD[code],
  town,
  postcode,
}));

const trusts = TRUSTS.map(([code, name, icbCode, town, postcode, openedOn, beds]): SeedOrganisation => ({
  code,
  scheme: "ods",
  name,
  kind: "trust",
  primaryRole: "RO197",
  otherRoles: name.includes("Foundation") ? ["RO57"] : [],
  icbCode,
  regionCode: REGION_OF_BOARD[icbCode],
  town,
  postcode,
  openedOn,
  ...(beds === null ? {} : { beds, bedsNote: BEDS_NOTE }),
}));

/** Networks in the order in which their practices name them, each under the board of its practices. */
const networks = [...new Map(PRACTICES.map((row) => [row[5], row])).values()].map(
  ([, , icbCode, , , code, name]): SeedOrganisation => ({
    code,
    scheme: "ods",
    name,
    kind: "pcn",
    primaryRole: "RO272",
    icbCode,
    regionCode: REGION_OF_BOARD[icbCode],
  }),
);

const practices = PRACTICES.map(
  ([code, name, icbCode, postcode, registeredPatients, parentCode]): SeedOrganisation => ({
    code,
    scheme: "ods",
    name,
    kind: "gp_practice",
    primaryRole: "RO177",
    otherRoles: ["RO76"],
    icbCode,
    regionCode: REGION_OF_BOARD[icbCode],
    postcode,
    parentCode,
    registeredPatients,
    registeredPatientsAsAt: LIST_SIZE_DAY,
  }),
);

const councils = COUNCILS.map(([code, name, icbCode, town, postcode]): SeedOrganisation => ({
  code,
  scheme: "gss",
  name,
  kind: "local_authority",
  primaryRole: "RO141",
  icbCode,
  regionCode: REGION_OF_BOARD[icbCode],
  town,
  postcode,
}));

const TRAFFORD = { icbCode: "QOP", regionCode: "Y62" } as const;

const providers = PROVIDERS.map(([code, name]): SeedOrganisation => ({
  code,
  scheme: "dovetail",
  name,
  kind: "care_provider",
  primaryRole: "RO104",
  ...TRAFFORD,
}));

const homes = HOMES.map(([code, name, parentCode, town, postcode, beds]): SeedOrganisation => ({
  code,
  scheme: "cqc",
  name,
  kind: "care_site",
  primaryRole: "RO101",
  otherRoles: ["RO269"],
  ...TRAFFORD,
  town,
  postcode,
  parentCode,
  beds,
  bedsNote: BEDS_NOTE,
}));

const others: readonly SeedOrganisation[] = [
  { code: "X24", scheme: "ods", name: "NHS England", kind: "national", town: "London" },
  {
    code: "0AR",
    scheme: "ods",
    name: "NHS North of England Commissioning Support Unit",
    kind: "csu",
    primaryRole: "RO213",
    icbCode: "QHM",
    regionCode: "Y63",
    town: "Durham",
    postcode: "DH1 3YG",
  },
  {
    code: "0CX",
    scheme: "ods",
    name: "NHS Midlands and Lancashire Commissioning Support Unit",
    kind: "csu",
    primaryRole: "RO213",
    regionCode: "Y60",
    town: "West Bromwich",
    postcode: "B70 9LD",
  },
];

/** What a row refers to comes before it: boards before trusts, networks before practices, providers before homes. */
export const ORGANISATIONS: readonly SeedOrganisation[] = [
  ...others.slice(0, 1),
  ...LONDON.slice(2),
  ...LONDON.slice(0, 2),
  ...boards,
  ...others.slice(1),
  ...trusts,
  ...networks,
  ...practices,
  ...councils,
  ...providers,
  ...homes,
];
