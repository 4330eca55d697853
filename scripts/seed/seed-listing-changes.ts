import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { answerReview } from "~/domain/listings/review/answer-review.server";
import { changeListing } from "~/domain/listings/change-listing.server";
import type { ContentChange } from "~/domain/listings/content-change";
import { ownChange } from "~/domain/listings/change-views.server";
import { publishChange } from "~/domain/listings/review/publish-change.server";
import { returnChange } from "~/domain/listings/review/return-change.server";
import { startChange } from "~/domain/listings/start-change.server";
import { startListing } from "~/domain/listings/start-listing.server";
import { submitChange } from "~/domain/listings/submit-change.server";
import type { SeedTime } from "./seed-time";

/** What listings say since their suppliers write them, for those that were written before. */
const TERMS = {
  dataLocation: "England, in two data centres of the supplier’s hosting partner",
  dataProcessing:
    "Names, NHS numbers and records of the people in your care, as your processor and on your written instructions. Logs are kept for two years. The hosting partner is the only sub-processor.",
  roadmap: "A reading view for relatives, and export as FHIR Questionnaire, in the next two releases.",
  supportHours: "Weekdays from 08:00 to 18:00; at all hours for incidents that stop the service",
};

class Writer {
  constructor(
    private readonly tx: Tx,
    private readonly time: SeedTime,
    private readonly supplierId: string,
    private readonly actor: Actor,
  ) {}

  private by(daysAgo: number) {
    const today = this.time.daysAgo(daysAgo);
    return { supplierId: this.supplierId, actor: this.actor, at: this.time.at(today), today };
  }

  edit(solutionId: string, daysAgo: number): Promise<string> {
    return startChange(this.tx, { ...this.by(daysAgo), solutionId });
  }

  begin(name: string, summary: string, daysAgo: number): Promise<string> {
    return startListing(this.tx, { ...this.by(daysAgo), name, summary });
  }

  view(changeId: string) {
    return ownChange(this.tx, { changeId, supplierId: this.supplierId, today: this.time.today });
  }

  async write(changeId: string, change: ContentChange, daysAgo: number): Promise<void> {
    const { revision } = await this.view(changeId);
    await changeListing(this.tx, { ...this.by(daysAgo), changeId, seen: revision, change });
  }

  async send(changeId: string, daysAgo: number): Promise<void> {
    const { revision } = await this.view(changeId);
    await submitChange(this.tx, { ...this.by(daysAgo), changeId, seen: revision });
  }

  answer(changeId: string, message: string, daysAgo: number): Promise<void> {
    return answerReview(this.tx, { ...this.by(daysAgo), changeId, message });
  }
}

/**
 * What suppliers are writing and what waits for the centre: a new solution and a dearer price in review, an edit that came back with a
 * question, one that was published, and a draft that was just begun.
 */
export async function seedListingChanges(
  tx: Tx,
  officer: Actor,
  time: SeedTime,
  editorOf: (supplierId: string) => Promise<Actor>,
): Promise<void> {
  const writerOf = async (supplierId: string) => new Writer(tx, time, supplierId, await editorOf(supplierId));
  const decide = async (writer: Writer, changeId: string, daysAgo: number) => {
    const today = time.daysAgo(daysAgo);
    const { revision: seen } = await writer.view(changeId);
    return { changeId, seen, actor: officer, at: time.at(today), today };
  };

  const birchwood = await writerOf("20002");
  const published = await birchwood.edit("20002-005", 24);
  const birchwoodMail = "support@birchwood.example";
  await birchwood.write(published, { fields: { ...TERMS, supportEmail: birchwoodMail } }, 24);
  await birchwood.send(published, 23);
  await publishChange(tx, await decide(birchwood, published, 21));

  const edge = await writerOf("20011");
  const fresh = await edge.edit("20011-003", 6);
  await edge.write(fresh, { fields: { ...TERMS, supportEmail: "help@limestone.example" } }, 6);
  await edge.send(fresh, 5);

  const alder = await writerOf("20001");
  const alderMail = "support@alder.example";
  const dearer = await alder.edit("20001-005", 4);
  await alder.write(
    dearer,
    { fields: { ...TERMS, supportEmail: alderMail, pricesFrom: time.daysAhead(60) } },
    4,
  );
  const [price] = (await alder.view(dearer)).content.prices;
  const { id: priceId, ...terms } = price!;
  // Five per cent more in each tier, in whole pence.
  const raised = (unitPrice: string) => String(((BigInt(unitPrice) * 105n) / 10_000n) * 100n);
  const tiers = terms.tiers.map((tier) => ({ ...tier, unitPrice: raised(tier.unitPrice) }));
  await alder.write(dearer, { price: { ...terms, tiers }, priceId }, 4);
  await alder.send(dearer, 3);

  const back = await alder.edit("20001-002", 12);
  await alder.write(
    back,
    { fields: { ...TERMS, supportEmail: alderMail, exitTerms: "Your records as FHIR." } },
    12,
  );
  await alder.send(back, 11);
  const message =
    "The exit terms no longer say within how many days a buyer has its records, and what that costs. Please say both.";
  await returnChange(tx, { ...(await decide(alder, back, 9)), action: "return", message });
  await alder.answer(back, "It stays at 30 days, free of charge. We put it back into the text.", 8);

  await alder.begin("Alder Handover", "Handover between shifts, on the ward’s own list.", 2);
}
