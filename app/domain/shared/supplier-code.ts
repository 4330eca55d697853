/**
 * The code of a supplier as pages, papers and files show it: that of the organisation which its people belong to,
 * "S20001". The id without the letter stands only in addresses, in the JSON that leads to them and in solutions' codes.
 */
export function supplierOrganisationCode(supplierId: string): string {
  return `S${supplierId}`;
}

/** The id of the supplier that a code names, "20001" of "S20001" and "s20001"; null for what is no such code. */
export function supplierIdOf(code: string): string | null {
  return /^S(\d+)$/i.exec(code)?.[1] ?? null;
}
