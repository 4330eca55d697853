import { readDay } from "../readable-name";
import { readTable } from "../source";
import type { Directory } from "./directory";

const COLUMNS = [
  "EXTRACT_DATE",
  "PRACTICE_CODE",
  "PRACTICE_NAME",
  "PRACTICE_POSTCODE",
  "PCN_CODE",
  "PCN_NAME",
  "CCG_CODE",
  "STP_CODE",
  "COMM_REGION_CODE",
] as const;

export interface Practice {
  line: number;
  code: string;
  name: string;
  postcode: string;
  pcn: string | null;
  pcnName: string;
  location: string;
  region: string;
}

/** The practices of gp-practice-map. "U" and "Unallocated" stand for a practice in no network. */
export function readPractices(directory: Directory, file: string): { file: string; rows: Practice[] } {
  const table = readTable(file, COLUMNS);
  directory.rejected.push(...table.rejected);
  const rows: Practice[] = [];
  for (const { line, values: v } of table.rows) {
    if (!/^[A-Z]\d{5}$/.test(v.PRACTICE_CODE) || v.PRACTICE_NAME === "" || readDay(v.EXTRACT_DATE) === null) {
      directory.reject(
        table.file,
        line,
        "The practice's code, its name or the extract's date is missing or wrong.",
      );
      continue;
    }
    rows.push({
      line,
      code: v.PRACTICE_CODE,
      name: v.PRACTICE_NAME,
      postcode: v.PRACTICE_POSTCODE,
      pcn: v.PCN_CODE === "U" || v.PCN_CODE === "" ? null : v.PCN_CODE,
      pcnName: v.PCN_NAME,
      location: v.CCG_CODE,
      region: v.COMM_REGION_CODE,
    });
  }
  return { file: table.file, rows };
}

/** GP practices and their networks, each under the ICB that its sub-ICB location is in today. */
export function describePractices(directory: Directory, file: string, practices: readonly Practice[]): void {
  const networks = new Map<string, { name: string; locations: Map<string, number> }>();
  for (const practice of practices) {
    const location = directory.get(practice.location);
    if (!location) {
      directory.reject(file, practice.line, `The sub-ICB location ${practice.location} is not known.`);
      continue;
    }
    directory.describe(
      {
        code: practice.code,
        kind: "gp_practice",
        name: practice.name,
        primaryRole: "RO177",
        postcode: practice.postcode,
        regionCode: location.regionCode ?? practice.region,
        icbCode: location.icbCode,
      },
      file,
    );
    directory.role(practice.code, "RO177", true);
    directory.role(practice.code, "RO76", false);
    directory.relate(practice.code, "RE4", practice.location, file);
    directory.count("GP practices");
    if (practice.pcn === null) continue;
    directory.relate(practice.code, "RE8", practice.pcn, file);
    const network = networks.get(practice.pcn) ?? { name: practice.pcnName, locations: new Map() };
    network.locations.set(practice.location, (network.locations.get(practice.location) ?? 0) + 1);
    networks.set(practice.pcn, network);
  }
  for (const [code, network] of networks) {
    // A few networks straddle two locations: most of their practices decide.
    const [most] = [...network.locations.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const location = directory.get(most![0])!;
    directory.describe(
      {
        code,
        kind: "pcn",
        name: network.name,
        primaryRole: "RO272",
        regionCode: location.regionCode,
        icbCode: location.icbCode,
      },
      file,
    );
    directory.role(code, "RO272", true);
    directory.relate(code, "RE4", most![0], file);
  }
  directory.count("primary care networks", networks.size);
}

/** How many patients each practice had registered on a day. A practice that no other file knows is reported. */
export function readListSizes(directory: Directory, file: string): void {
  const table = readTable(file, ["code", "number_of_patients", "extract_date"]);
  directory.rejected.push(...table.rejected);
  for (const { line, values } of table.rows) {
    const asAt = readDay(values.extract_date);
    if (!/^\d+$/.test(values.number_of_patients) || asAt === null) {
      directory.reject(table.file, line, "The number of patients or the date is missing or wrong.");
      continue;
    }
    if (!directory.get(values.code)) {
      directory.reject(table.file, line, `No file names the practice ${values.code}.`);
      continue;
    }
    const added = directory.fact({
      organisationCode: values.code,
      name: "registered_patients",
      asAt,
      numberValue: BigInt(values.number_of_patients),
      source: table.file,
    });
    if (added) {
      directory.count("list sizes");
      recognisePractice(directory, values.code);
    } else
      directory.reject(table.file, line, `${values.code} is named twice for ${asAt}; the first is kept.`);
  }
}

/** A prescribing cost centre that has patients registered with it is a GP practice that opened after the other file. */
function recognisePractice(directory: Directory, code: string): void {
  const row = directory.organisations.get(code);
  if (row?.kind !== "other" || row.primaryRole !== "RO177") return;
  row.kind = "gp_practice";
  directory.role(code, "RO76", false);
  directory.count("GP practices");
  directory.count("other prescribing cost centres", -1);
}
