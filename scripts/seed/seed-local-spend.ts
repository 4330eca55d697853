import type { Tx } from "~db";
import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import { pence } from "~/domain/money/money";
import { recordLocalSpend } from "~/domain/local-spend/record-local-spend.server";
import type { SeedPeople } from "./seed-people";
import type { SeedTime } from "./seed-time";

/** What a hospital has paid of its own before it buys: what, for how much, how long ago, and its proof. */
const SPEND: readonly (readonly [string, CostCategory, number, number, string])[] = [
  ["Training of ward staff before go-live", "training-change", 1_850_000, 74, "INV 20817"],
  ["Cleaning of the old records for migration", "data-migration", 640_000, 51, "Voucher 4402"],
];

/** Local spend with evidence, as a match agreement would count it. */
export async function seedLocalSpend(tx: Tx, people: SeedPeople, time: SeedTime): Promise<void> {
  const actor = await people.withRole("RR8", "procurement_lead");
  for (const [description, category, amount, days, evidence] of SPEND) {
    const spentOn = time.daysAgo(days);
    const recordedOn = time.daysAgo(days - 14);
    await recordLocalSpend(tx, {
      spend: { description, category, amount: pence(amount), spentOn, evidence },
      actor,
      at: time.at(recordedOn),
      today: recordedOn,
    });
  }
}
