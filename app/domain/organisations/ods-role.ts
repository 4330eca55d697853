/** Roles of the Organisation Data Service that the directory's bodies here have, as people call them. */
const ODS_ROLES: Readonly<Record<string, string>> = {
  RO57: "foundation trust",
  RO76: "GP practice",
  RO177: "prescribing cost centre",
  RO197: "NHS trust",
  RO269: "care home",
  RO318: "integrated care board",
};

/** "NHS trust (RO197)"; the code alone where we have no word for it. */
export function odsRoleText(code: string): string {
  const name = ODS_ROLES[code];
  return name ? `${name} (${code})` : code;
}
