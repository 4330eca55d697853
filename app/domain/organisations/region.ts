/** The regions of the NHS in England, by their code in the directory. */
export const REGIONS: Readonly<Record<string, string>> = {
  Y56: "London",
  Y58: "South West",
  Y59: "South East",
  Y60: "Midlands",
  Y61: "East of England",
  Y62: "North West",
  Y63: "North East and Yorkshire",
};

/** "North East and Yorkshire"; the code itself when it is none of the seven. */
export function regionName(code: string): string {
  return REGIONS[code] ?? code;
}

/** "North East and Yorkshire (Y63)"; the code alone when it is none of the seven. */
export function regionText(code: string): string {
  return REGIONS[code] ? `${REGIONS[code]} (${code})` : code;
}
