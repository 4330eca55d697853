/** The code of the organisation that a supplier's people belong to. */
export function supplierOrganisationCode(supplierId: string): string {
  return `S${supplierId}`;
}
