import { readDay } from "../readable-name";
import { readJson, listIn, readTable } from "../source";
import type { Directory } from "./directory";

/** Local authorities by ONS code, with the dates of those that were formed or abolished. */
export function readLocalAuthorities(directory: Directory, file: string): void {
  const columns = [
    "local-authority-type",
    "name",
    "statistical-geography",
    "start-date",
    "end-date",
  ] as const;
  const table = readTable(file, columns);
  directory.rejected.push(...table.rejected);
  for (const { line, values: v } of table.rows) {
    const code = v["statistical-geography"];
    if (!/^E\d{8}$/.test(code)) {
      directory.reject(table.file, line, `${v.name || "The authority"} has no ONS code.`);
      continue;
    }
    const [openedOn, closedOn] = [readDay(v["start-date"]), readDay(v["end-date"])];
    const role = v["local-authority-type"] === "COMB" ? "RO273" : "RO141";
    directory.describe(
      { code, scheme: "gss", kind: "local_authority", name: v.name, primaryRole: role, openedOn, closedOn },
      table.file,
    );
    directory.role(code, role, true, openedOn, closedOn);
    directory.count("local authorities");
  }
}

/** Addresses of ICBs, and the commissioning support units. */
export function readIcbsAndCsus(directory: Directory, file: string): void {
  const columns = [
    "ods_code",
    "name",
    "organisation_type",
    "primary_role_id",
    "line1",
    "line2",
    "line3",
    "town",
    "postcode",
  ] as const;
  const table = readTable(file, columns);
  directory.rejected.push(...table.rejected);
  for (const { line, values: v } of table.rows) {
    const kind = { RO261: "icb", RO213: "csu" }[v.primary_role_id];
    if (!kind || v.ods_code === "") {
      directory.reject(
        table.file,
        line,
        `The role ${v.primary_role_id || "(none)"} is neither an ICB's nor a CSU's.`,
      );
      continue;
    }
    directory.describe(
      {
        code: v.ods_code,
        kind,
        name: v.name,
        primaryRole: v.primary_role_id,
        addressLines: [v.line1, v.line2, v.line3],
        town: v.town,
        postcode: v.postcode,
      },
      table.file,
    );
    directory.role(v.ods_code, v.primary_role_id, true);
    if (kind === "csu") directory.count("commissioning support units");
  }
}

/**
 * The directory's extract for West Yorkshire: it adds addresses, and prescribing cost centres (RO177) that no practice
 * file names. Those are kept as "other": clinics and out-of-hours services are not GP practices (RO76).
 */
export function readCatalogueOrganisations(directory: Directory, file: string): void {
  const columns = [
    "ods_code",
    "name",
    "address_line1",
    "postcode",
    "is_active",
    "primary_role",
    "other_roles",
  ] as const;
  const table = readTable(file, columns);
  directory.rejected.push(...table.rejected);
  for (const { line, values: v } of table.rows) {
    if (v.ods_code === "" || v.name === "") {
      directory.reject(table.file, line, "The code or the name is missing.");
      continue;
    }
    const before = directory.get(v.ods_code);
    const described = {
      code: v.ods_code,
      name: v.name,
      addressLines: [v.address_line1],
      postcode: v.postcode,
    };
    directory.describe(
      { ...described, kind: before?.kind ?? "other", primaryRole: v.primary_role },
      table.file,
    );
    if (v.primary_role) directory.role(v.ods_code, v.primary_role, true);
    for (const role of v.other_roles.split(";").filter((one) => one !== ""))
      directory.role(v.ods_code, role, false);
    if (!before) directory.count("other prescribing cost centres");
  }
}

/** Relationships of the same extract; it gives no dates. */
export function readCatalogueRelationships(directory: Directory, file: string): void {
  const table = readTable(file, ["target_ods_code", "relationship", "owner_ods_code"]);
  directory.rejected.push(...table.rejected);
  for (const { line, values: v } of table.rows) {
    const member = directory.get(v.target_ods_code);
    const owner = directory.get(v.owner_ods_code);
    if (!member || !owner) {
      const unknown = member ? v.owner_ods_code : v.target_ods_code;
      directory.reject(table.file, line, `No file describes the organisation ${unknown}.`);
      continue;
    }
    directory.relate(v.target_ods_code, v.relationship, v.owner_ods_code, table.file);
    // A cost centre that only this extract knows takes its ICB and region from the location that commissions it.
    const icbCode = owner.kind === "icb" ? owner.code : owner.icbCode;
    const row = directory.organisations.get(v.target_ods_code);
    if (row && !row.icbCode && icbCode) Object.assign(row, { icbCode, regionCode: owner.regionCode });
    directory.count("relationships of the catalogue's extract");
  }
}

/** Checks roles.json: which role codes the directory knows. Returns their names by code. */
export function readRoles(directory: Directory, file: string): Map<string, string> {
  const roles = listIn<{ id: string; name: string }>(file, readJson(file), "roles");
  directory.count("role codes known", roles.length);
  return new Map(roles.map((role) => [role.id, role.name]));
}

export interface DsptRow {
  line: number;
  code: string;
  icb: string;
  sector: string;
}

/**
 * Data Security and Protection Toolkit status as published in 2020 and 2021, and what else the file proves: which
 * organisation replaced a closed one, and the board that each trust was in then (returned, for icb-mergers.ts).
 */
export function readDsptStatus(directory: Directory, file: string): DsptRow[] {
  const columns = [
    "Code",
    "Close",
    "Sector",
    "STP20CDH",
    "STPCDH",
    "Successor.Code",
    "Latest.Status",
    "Date.Of.Publication",
    "Short.Status",
  ] as const;
  const table = readTable(file, columns);
  directory.rejected.push(...table.rejected);
  const found: DsptRow[] = [];
  for (const { line, values: v } of table.rows) {
    if (!directory.get(v.Code)) {
      directory.reject(table.file, line, `No file describes the organisation ${v.Code}.`);
      continue;
    }
    found.push({ line, code: v.Code, icb: v.STPCDH || v.STP20CDH, sector: v.Sector });
    recordSuccession(directory, table.file, line, v.Code, v["Successor.Code"], readDay(v.Close));
    const asAt = readDay(v["Date.Of.Publication"]);
    if (asAt === null || v["Short.Status"] === "") {
      directory.reject(table.file, line, `${v.Code} published no status.`);
      continue;
    }
    const fact = { organisationCode: v.Code, name: "dspt_status", asAt, textValue: v["Short.Status"] };
    if (directory.fact({ ...fact, source: `${table.file}: ${v["Latest.Status"]}` })) {
      directory.count("toolkit statuses");
    } else {
      directory.reject(table.file, line, `${v.Code} is named twice for ${asAt}; the first is kept.`);
    }
  }
  return found;
}

function recordSuccession(
  directory: Directory,
  file: string,
  line: number,
  code: string,
  successor: string,
  closedOn: string | null,
): void {
  if (successor === "" || closedOn === null) return;
  if (!directory.get(successor)) {
    directory.reject(file, line, `No file describes ${successor}, the successor of ${code}.`);
    return;
  }
  const next = new Date(`${closedOn}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const from = next.toISOString().slice(0, 10);
  directory.succeed(code, successor, from, `${file} names ${successor} as the successor of ${code}`);
  directory.count("successions stated by a file");
}
