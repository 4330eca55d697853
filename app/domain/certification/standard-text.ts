import { formatDay, type Day } from "~/domain/shared/day";
import type { AppliesTo } from "./requirement";

export const APPLIES_TO = ["organisation", "product", "deployment", "framework"] as const;

/** Which thing a standard is for, in words. */
export const APPLIES_TO_WORDS: Record<AppliesTo, string> = {
  organisation: "Supplier organisations",
  product: "Products",
  deployment: "Organisations that deploy a product",
  framework: "Frameworks",
};

/** "assurance-baseline" as "Assurance baseline"; short ones of capitals stay as they are. */
export function categoryText(category: string): string {
  const words = category.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** "12 months", or what holds without a calendar expiry. */
export function validityText(months: number | null): string {
  if (months === null) return "No calendar expiry";
  return months === 1 ? "1 month" : `${months} months`;
}

/** What the end of a standard means on a day, in a sentence: on its public page, and when it is published. Null without an end. */
export function endText(lastDay: Day | null, today: Day): string | null {
  if (lastDay === null) return null;
  if (lastDay < today) return `It ended on ${formatDay(lastDay)}. Nobody has to meet it any more.`;
  return `Its last day is ${formatDay(lastDay)}. Until then it has to be met as before, and from the day after by nobody.`;
}

/** A last day for lists: "3 March 2027". */
export function untilText(validTo: Day | null): string {
  return validTo === null ? "No end date" : formatDay(validTo);
}
