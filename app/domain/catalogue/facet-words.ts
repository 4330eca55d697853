import type { FacetName } from "./catalogue-entry";

/** The names behind codes, as plain objects or maps alike. */
export interface FacetLabels {
  capability: ReadonlyMap<string, string>;
  lot: ReadonlyMap<string, string>;
  standard: ReadonlyMap<string, string>;
}

/** A map, because the value comes from the address: an object would answer "constructor" with a function. */
const SIZES: ReadonlyMap<string, string> = new Map([
  ["micro", "Micro (up to 9 people)"],
  ["small", "Small (10 to 49)"],
  ["medium", "Medium (50 to 249)"],
  ["large", "Large (250 or more)"],
]);

const SHORT = /\b(gp|nhs|icb|saas|uk|it|ai|api|eu|iaas|paas)\b/gi;

/** "public-cloud" as "Public cloud", "gp_practice" as "GP practice": the words of a value that has no name of its own. */
export function wordsOf(value: string): string {
  const text = value.replaceAll(/[-_]+/g, " ").trim();
  const spelled = text.replaceAll(SHORT, (short) => (/^saas$/i.test(short) ? "SaaS" : short.toUpperCase()));
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

/** What a facet's value is called on the page. */
export function facetLabel(name: FacetName, value: string, labels: FacetLabels): string {
  if (name === "capability" || name === "lot" || name === "standard") return labels[name].get(value) ?? value;
  if (name === "size") return SIZES.get(value) ?? wordsOf(value);
  return wordsOf(value);
}
