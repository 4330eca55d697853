import type { Tx } from "~db";
import type { CostCategory } from "~/domain/agreements/rules/cost-line";
import { pence } from "~/domain/money/money";
import { decideLocalSpend } from "~/domain/local-spend/decide-local-spend.server";
import type { Actor } from "~/domain/audit/event";
import { recordLocalSpend } from "~/domain/local-spend/record-local-spend.server";
import type { SeedPeople } from "./seed-people";
import type { SeedTime } from "./seed-time";

/** What a hospital has paid of its own before it buys: what, for how much, how long ago, its proof, and whether the centre has confirmed it. */
const SPEND: readonly (readonly [string, CostCategory, number, number, string, boolean])[] = [
  ["Training of ward staff before go-live", "training-change", 1_850_000, 74, "INV 20817", true],
  ["Cleaning of the old records for migration", "data-migration", 640_000, 51, "Voucher 4402", false],
];

/** Local spend with evidence: some that a match agreement counts, and some that waits for the centre. */
export async function seedLocalSpend(
  tx: Tx,
  officer: Actor,
  people: SeedPeople,
  time: SeedTime,
): Promise<void> {
  const actor = await people.withRole("RR8", "procurement_lead");
  for (const [description, category, amount, days, evidence, confirmed] of SPEND) {
    const spentOn = time.daysAgo(days);
    const recordedOn = time.daysAgo(days - 14);
    const { id } = await recordLocalSpend(tx, {
      spend: { description, category, amount: pence(amount), spentOn, evidence },
      actor,
      at: time.at(recordedOn),
      today: recordedOn,
    });
    if (!confirmed) continue;
    const at = time.at(time.daysAgo(days - 18));
    await decideLocalSpend(tx, { id, decision: "confirm", reason: "", actor: officer, at });
  }
}
