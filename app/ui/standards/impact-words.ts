import { formatDay } from "~/domain/shared/day";
import type { impactCounts } from "~/domain/standards/impact";

export type ImpactCounts = ReturnType<typeof impactCounts>;

const many = (number: number, one: string, more: string) =>
  `${number.toLocaleString("en-GB")} ${number === 1 ? one : more}`;

/** The report in one or two sentences. */
export function impactSentence(counts: ImpactCounts): string {
  if (counts.products === 0) return "It binds no product that can be bought today.";
  if (counts.opens > 0) {
    const first = formatDay(counts.firstOpensOn!);
    const out =
      counts.change === 0
        ? "nothing falls out"
        : many(counts.change, "product falls out", "products fall out");
    return `As things are today, ${many(counts.opens, "product", "products")} can be bought because of it, the first from ${first}, and ${out}.`;
  }
  if (counts.change === 0) {
    return `Nothing falls out because of it. ${many(counts.products, "product has", "products have")} to meet it.`;
  }
  const first = counts.firstOutOn ? `, the first on ${formatDay(counts.firstOutOn)}` : "";
  return `As things are today, ${many(counts.change, "product falls", "products fall")} out because of it${first}: of ${many(counts.suppliers, "supplier", "suppliers")}, with ${many(counts.contracts, "live contract", "live contracts")} of ${many(counts.buyers, "buyer", "buyers")}.`;
}
