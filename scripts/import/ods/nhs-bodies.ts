import { readDay } from "../readable-name";
import { BrokenFile } from "../report";
import { readTable, type Source } from "../source";
import type { Directory } from "./directory";

// The raw ODS exports have no header; these are the places of the cells that are ever filled.
const RAW_WIDTH = 27;
const RAW_POSITIONS = {
  code: 0,
  name: 1,
  region: 2,
  icb: 3,
  address1: 4,
  address2: 5,
  address3: 6,
  town: 7,
  county: 8,
  postcode: 9,
  opened: 10,
  closed: 11,
  roles: 13,
};
type RawColumn = keyof typeof RAW_POSITIONS;
const RAW_COLUMNS = Object.keys(RAW_POSITIONS) as RawColumn[];

/** The commissioning regions by ODS code: facts that no file of the set lists by itself. */
const REGIONS: readonly (readonly [code: string, name: string])[] = [
  ["Y56", "London"],
  ["Y58", "South West"],
  ["Y59", "South East"],
  ["Y60", "Midlands"],
  ["Y61", "East of England"],
  ["Y62", "North West"],
  ["Y63", "North East and Yorkshire"],
];

/** NHS England and its seven regions. */
export function describeNational(directory: Directory): void {
  directory.describe({ code: "X24", kind: "national", name: "NHS England" }, "typed in: NHS directory");
  for (const [code, name] of REGIONS) {
    directory.describe(
      { code, kind: "national", name: `NHS England ${name}`, primaryRole: "RO209", regionCode: code },
      "typed in: NHS directory",
    );
    directory.role(code, "RO209", true);
  }
  directory.count("NHS England and its regions", 1 + REGIONS.length);
}

/** The integrated care boards as of December 2024; later files close those that were merged since. */
export function readIcbs(directory: Directory, file: string): string[] {
  const table = readTable(file, ["ICB24CD", "ICB24CDH", "ICB24NM"]);
  directory.rejected.push(...table.rejected);
  const codes: string[] = [];
  for (const { line, values } of table.rows) {
    if (!/^Q[A-Z0-9]{2}$/.test(values.ICB24CDH) || values.ICB24NM === "") {
      directory.reject(table.file, line, "The ICB's ODS code or name is missing.");
      continue;
    }
    directory.describe(
      { code: values.ICB24CDH, kind: "icb", name: values.ICB24NM, primaryRole: "RO261" },
      table.file,
    );
    directory.role(values.ICB24CDH, "RO261", true);
    directory.role(values.ICB24CDH, "RO318", false);
    codes.push(values.ICB24CDH);
  }
  directory.count("ICBs of December 2024", codes.length);
  return codes;
}

export interface TrustRow {
  line: number;
  code: string;
  name: string;
  region: string;
  icb: string;
  address: string[];
  town: string;
  postcode: string;
  opened: string;
  closed: string;
  foundation: boolean | null;
}

function readTrusts(file: string): { name: string; rows: TrustRow[] } {
  const columns = [
    "ods_code",
    "name",
    "nhs_region_code",
    "icb_code",
    "address_1",
    "address_2",
    "address_3",
    "town",
    "postcode",
    "open_date",
    "close_date",
    "is_foundation_trust",
  ] as const;
  const table = readTable(file, columns);
  if (table.rejected.length > 0)
    throw new BrokenFile(file, `line ${table.rejected[0]!.line}: ${table.rejected[0]!.reason}`);
  return {
    name: table.file,
    rows: table.rows.map(({ line, values: v }) => ({
      line,
      code: v.ods_code,
      name: v.name,
      region: v.nhs_region_code,
      icb: v.icb_code,
      address: [v.address_1, v.address_2, v.address_3],
      town: v.town,
      postcode: v.postcode,
      opened: v.open_date,
      closed: v.close_date,
      foundation: v.is_foundation_trust === "Y" ? true : v.is_foundation_trust === "N" ? false : null,
    })),
  };
}

function readRawTrusts(file: string): { name: string; rows: TrustRow[] } {
  const table = readTable(file, RAW_COLUMNS, { width: RAW_WIDTH, positions: RAW_POSITIONS });
  if (table.rejected.length > 0)
    throw new BrokenFile(file, `line ${table.rejected[0]!.line}: ${table.rejected[0]!.reason}`);
  return {
    name: table.file,
    rows: table.rows.map(({ line, values: v }) => ({
      line,
      code: v.code,
      name: v.name,
      region: v.region,
      icb: v.icb,
      address: [v.address1, v.address2, v.address3],
      town: v.town,
      postcode: v.postcode,
      opened: v.opened,
      closed: v.closed,
      foundation: null,
    })),
  };
}

/**
 * Every NHS trust, open and closed. trusts.csv (with a header) is believed; etr.csv, the raw export of the same rows, is
 * read beside it, fills in trusts that the first lacks, and a row in which the two differ is reported.
 */
export function readAllTrusts(directory: Directory, source: Source): TrustRow[] {
  const withHeader = source.find("trusts.csv");
  const rawFile = source.find("etr.csv");
  const main = withHeader ? readTrusts(withHeader) : null;
  const raw = rawFile ? readRawTrusts(rawFile) : null;
  const rows = new Map<string, TrustRow>();
  for (const [file, list] of [main, raw].flatMap((one) => (one ? [[one.name, one.rows] as const] : []))) {
    for (const row of list) {
      const why = whyNotTrust(row);
      if (why) directory.reject(file, row.line, why);
      else if (!rows.has(row.code)) rows.set(row.code, row);
      else if (file !== main?.name && !sameTrust(rows.get(row.code)!, row)) {
        directory.reject(file, row.line, `${row.code} differs from trusts.csv, which is believed.`);
      }
    }
  }
  const files = [main?.name, raw?.name].filter(Boolean).join(", ");
  for (const row of rows.values()) describeTrust(directory, row, files);
  directory.count("NHS trusts", rows.size);
  return [...rows.values()];
}

function whyNotTrust(row: TrustRow): string | null {
  if (!/^[A-Z0-9]{3,6}$/.test(row.code)) return `"${row.code}" is not an ODS code.`;
  if (row.name === "") return "The trust has no name.";
  if (readDay(row.opened) === null && row.opened !== "") return `"${row.opened}" is not a date.`;
  if (readDay(row.closed) === null && row.closed !== "") return `"${row.closed}" is not a date.`;
  return null;
}

function sameTrust(a: TrustRow, b: TrustRow): boolean {
  const of = (row: TrustRow) =>
    [row.name, row.icb, row.region, readDay(row.opened), readDay(row.closed)].join("|");
  return of(a) === of(b);
}

function describeTrust(directory: Directory, row: TrustRow, source: string): void {
  const [openedOn, closedOn] = [readDay(row.opened), readDay(row.closed)];
  directory.describe(
    {
      code: row.code,
      kind: "trust",
      name: row.name,
      primaryRole: "RO197",
      addressLines: row.address,
      town: row.town,
      postcode: row.postcode,
      regionCode: row.region,
      icbCode: row.icb,
      openedOn,
      closedOn,
    },
    source,
  );
  directory.role(row.code, "RO197", true, openedOn, closedOn);
  if (row.foundation) directory.role(row.code, "RO57", false);
  if (row.icb) directory.relate(row.code, "RE5", row.icb, source);
}

export interface SubIcb {
  line: number;
  code: string;
  icb: string;
  closed: string | null;
}

/** Sub-ICB locations, commissioning hubs and the clinical commissioning groups before them, with their dates. */
export function readSubIcbs(directory: Directory, file: string): SubIcb[] {
  const table = readTable(file, RAW_COLUMNS, { width: RAW_WIDTH, positions: RAW_POSITIONS });
  directory.rejected.push(...table.rejected);
  const found: SubIcb[] = [];
  for (const { line, values: v } of table.rows) {
    const [openedOn, closedOn] = [readDay(v.opened), readDay(v.closed)];
    if (
      !/^[A-Z0-9]{3,6}$/.test(v.code) ||
      v.name === "" ||
      openedOn === null ||
      (v.closed !== "" && !closedOn)
    ) {
      directory.reject(table.file, line, "The code, the name or a date is missing or wrong.");
      continue;
    }
    const roles = v.roles.split("|").filter((role) => role !== "");
    // RO98 was the clinical commissioning group; those that closed carry no other role.
    const isSubIcb = roles.includes("RO319") || closedOn !== null;
    directory.describe(
      {
        code: v.code,
        kind: isSubIcb ? "sub_icb" : "other",
        name: v.name,
        primaryRole: "RO98",
        addressLines: [v.address1, v.address2, v.address3],
        town: v.town,
        postcode: v.postcode,
        regionCode: v.region,
        icbCode: v.icb,
        openedOn,
        closedOn,
      },
      table.file,
    );
    directory.role(v.code, "RO98", true, openedOn, closedOn);
    for (const role of roles) directory.role(v.code, role, false);
    if (v.icb) directory.relate(v.code, "RE5", v.icb, table.file, { to: closedOn });
    // An ICB has no region in its own list; the open locations in it do.
    if (closedOn === null && isSubIcb) directory.describeRegion(v.icb, v.region);
    found.push({ line, code: v.code, icb: v.icb, closed: closedOn });
  }
  directory.count("sub-ICB locations and former CCGs", found.length);
  return found;
}
