// Over 300 lines: services and success measures go the way of all that a listing says, on one database.
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "~db";
import { associatedServiceLink, catalogueItem, listingVersion, price, solution } from "~db/schema/catalogue";
import { listingChange } from "~db/schema/listings";
import { email } from "~db/schema/platform";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { listingVersionView } from "~/domain/catalogue/version-views.server";
import { ownChange } from "~/domain/listings/change-views.server";
import type { ServiceWords } from "~/domain/listings/content-change";
import { storedContent } from "~/domain/listings/content-views.server";
import { listingDifferences } from "~/domain/listings/differences";
import { contentOfFrozen, namesOfFrozen } from "~/domain/listings/frozen-content";
import { previewOf } from "~/domain/listings/preview-views.server";
import { publishChange } from "~/domain/listings/review/publish-change.server";
import { servicesWrittenElsewhere, storedServices } from "~/domain/listings/services/service-views.server";
import { startChange } from "~/domain/listings/start-change.server";
import { submitChange } from "~/domain/listings/submit-change.server";
import type { MemberActor } from "~/domain/people/role";
import { day } from "~/domain/shared/day";
import { makeListing, makeShop } from "../../factories/catalogue";
import { PATIENT_PRICE, WHOLE, write } from "../../factories/listings";
import { actorFor, makePeople } from "../../factories/people";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const at = new Date("2026-12-01T09:00:00Z");
const today = day("2026-12-01");
let database: TestDatabase;
let daniel: MemberActor;
let nadia: MemberActor;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
  await makeListing(database.db, { id: "S-150", name: "Alder Beds", supplierId: "alder" });
  daniel = await actorFor(database.db, "daniel");
  nadia = await actorFor(database.db, "nadia");
});

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);
const by = () => ({ supplierId: "alder", actor: daniel, at });
const edit = async (tx: Tx, solutionId = "S-100") => {
  const changeId = await startChange(tx, { ...by(), solutionId });
  return changeId;
};
const view = (tx: Tx, changeId: string) => ownChange(tx, { changeId, supplierId: "alder", today });
const send = async (tx: Tx, changeId: string) => {
  const { revision: seen } = await view(tx, changeId);
  return submitChange(tx, { ...by(), changeId, seen, today });
};
const publish = async (tx: Tx, changeId: string) => {
  const { revision: seen } = await view(tx, changeId);
  return publishChange(tx, { changeId, seen, actor: nadia, at, today });
};
const TRAINING: ServiceWords = {
  kind: "associated_service",
  name: "Training",
  summary: "A day on the ward.",
  alsoWith: [],
};
const DAY_PRICE = {
  ...PATIENT_PRICE,
  unit: "day",
  unitText: "per day",
  quantityNoun: "days",
  billingPeriod: "one-off" as const,
  tiers: [{ from: "1", to: null, unitPrice: "4500000" }],
  costCategory: "training-change",
};
/** The listing says all that it must, once; what follows is services alone. */
async function whole(tx: Tx, solutionId = "S-100") {
  const changeId = await edit(tx, solutionId);
  await write(tx, changeId, by(), { fields: WHOLE });
  if ((await send(tx, changeId)) === "submitted") await publish(tx, changeId);
}
async function add(tx: Tx, changeId: string, words: ServiceWords = TRAINING, serviceId = "new-1") {
  await write(tx, changeId, by(), { service: words, serviceId: null });
  await write(tx, changeId, by(), { price: DAY_PRICE, priceId: null, serviceId });
}
/** A listing whose training is on sale. */
async function withTraining(tx: Tx, words: ServiceWords = TRAINING): Promise<string> {
  await whole(tx);
  const changeId = await edit(tx);
  await add(tx, changeId, words);
  expect(await send(tx, changeId)).toBe("published");
  return "S-100-S1";
}
const shownItems = async (tx: Tx, id = "S-100", on = today) =>
  (await solutionView(tx, id, on)).items.map(({ id: item, name, prices }) => [
    item,
    name,
    prices.map(({ tiers }) => tiers[0]!.unitPrice),
  ]);

describe("a service", () => {
  it("that is new is on sale with its listing at once, as a version that names it", async () =>
    undone(async (tx) => {
      await whole(tx);
      const changeId = await edit(tx);
      await add(tx, changeId);
      await add(tx, changeId, { ...TRAINING, kind: "additional_service", name: "Dictation" }, "new-2");
      const change = await view(tx, changeId);
      expect(change.materials).toEqual([]);
      expect(change.differences.map(({ what }) => what)).toEqual([
        "Associated service",
        "Training: price per day",
        "Additional service",
        "Dictation: price per day",
      ]);
      const preview = await previewOf(tx, change, today);
      expect(preview.items.map(({ name, prices }) => [name, prices.length])).toEqual([
        ["CareNotes", 1],
        ["Dictation", 1],
        ["Training", 1],
      ]);
      expect(await send(tx, changeId)).toBe("published");
      expect(await shownItems(tx)).toEqual([
        ["S-100", "CareNotes", [12_600n]],
        ["S-100-S2", "Dictation", [4_500_000n]],
        ["S-100-S1", "Training", [4_500_000n]],
      ]);
      expect((await view(tx, changeId)).differences).toHaveLength(4);
      // What is stored is what was written: the next edit begins with nothing changed.
      expect((await view(tx, await edit(tx))).differences).toEqual([]);
      const { listingVersion: latest } = await solutionView(tx, "S-100", today);
      const kept = await Promise.all(
        [latest - 1, latest].map((version) => listingVersionView(tx, { solutionId: "S-100", version })),
      );
      const [former, now] = kept.map(({ listing }) => listing);
      const names = namesOfFrozen([former!, now!]);
      expect(
        listingDifferences(contentOfFrozen(former!), contentOfFrozen(now!), names).map(({ after }) => after),
      ).toContain("Training: A day on the ward.");
    }));

  it("changes its words at once; a higher price waits, and the former one stays on sale", async () =>
    undone(async (tx) => {
      const serviceId = await withTraining(tx);
      const changeId = await edit(tx);
      await write(tx, changeId, by(), { service: { ...TRAINING, summary: "Half a day." }, serviceId });
      expect((await view(tx, changeId)).materials).toEqual([]);
      const dearer = { ...DAY_PRICE, tiers: [{ from: "1", to: null, unitPrice: "5000000" }] };
      await write(tx, changeId, by(), { price: dearer, priceId: `${serviceId}-P1`, serviceId });
      expect((await view(tx, changeId)).materials.map(({ text }) => text)).toEqual([
        "The price of Training per day goes up or is counted otherwise.",
      ]);
      expect(await send(tx, changeId)).toBe("submitted");
      expect((await shownItems(tx))[1]).toEqual([serviceId, "Training", [4_500_000n]]);
      await publish(tx, changeId);
      // The framework states a notice of 30 days, for services as for the solution.
      const first = day("2026-12-31");
      expect((await shownItems(tx))[1]).toEqual([serviceId, "Training", [4_500_000n]]);
      expect((await shownItems(tx, "S-100", first))[1]).toEqual([serviceId, "Training", [5_000_000n]]);
      expect((await solutionView(tx, "S-100", today)).coming.map(({ itemId }) => itemId)).toEqual([
        serviceId,
      ]);
      const rows = await tx.select().from(price).where(eq(price.itemId, serviceId)).orderBy(price.id);
      expect(rows.map(({ id, validFrom, validTo }) => [id, validFrom, validTo])).toEqual([
        [`${serviceId}-P1`, today, "2026-12-30"],
        [`${serviceId}-P2`, first, null],
      ]);
    }));

  it("that is taken out is withdrawn, with its reason; its number is not given again", async () =>
    undone(async (tx) => {
      const serviceId = await withTraining(tx);
      const changeId = await edit(tx);
      await write(tx, changeId, by(), { service: null, serviceId });
      expect(await send(tx, changeId)).toBe("published");
      expect(await shownItems(tx)).toHaveLength(1);
      const [row] = await tx.select().from(catalogueItem).where(eq(catalogueItem.id, serviceId));
      expect(row).toMatchObject({
        state: "withdrawn",
        stateReason: "It was taken out of the listing of CareNotes.",
      });
      const next = await edit(tx);
      await add(tx, next);
      await send(tx, next);
      expect((await shownItems(tx))[1]![0]).toBe("S-100-S2");
    }));

  it("without a price keeps the listing from being sent in", async () =>
    undone(async (tx) => {
      await whole(tx);
      const changeId = await edit(tx);
      await write(tx, changeId, by(), { service: TRAINING, serviceId: null });
      const why = await refused(send(tx, changeId));
      expect([why.code, why.public.detail]).toEqual([
        "listing-incomplete",
        "Training: enter at least one price, or remove the service.",
      ]);
    }));
});

describe("an associated service that is offered with other solutions", () => {
  const also = { ...TRAINING, alsoWith: [{ id: "S-150", name: "Alder Beds" }] };

  it("stands in their listings, as a new version of each, and is written in one", async () =>
    undone(async (tx) => {
      const before = (await tx.select().from(listingVersion).where(eq(listingVersion.solutionId, "S-150")))
        .length;
      const serviceId = await withTraining(tx, also);
      expect((await shownItems(tx, "S-150")).map(([id]) => id)).toContain(serviceId);
      const after = await tx.select().from(listingVersion).where(eq(listingVersion.solutionId, "S-150"));
      expect(after).toHaveLength(before + 1);
      expect(await storedServices(tx, "S-150")).toEqual([]);
      expect(await servicesWrittenElsewhere(tx, "S-150")).toEqual([
        { id: serviceId, name: "Training", solutionId: "S-100", solutionName: "CareNotes" },
      ]);
      // An edit of the other listing neither holds it nor takes it out.
      await whole(tx, "S-150");
      expect((await shownItems(tx, "S-150")).map(([id]) => id)).toContain(serviceId);

      const changeId = await edit(tx);
      await write(tx, changeId, by(), { service: TRAINING, serviceId });
      expect((await view(tx, changeId)).differences.map(({ what, before: was }) => [what, was])).toEqual([
        ["Training: also offered with", "Alder Beds (S-150)"],
      ]);
      await send(tx, changeId);
      expect((await shownItems(tx, "S-150")).map(([id]) => id)).not.toContain(serviceId);
    }));

  it("that was loaded is written where it is first offered, and its home withdrawn, where it is offered next", async () =>
    undone(async (tx) => {
      await tx.insert(catalogueItem).values({
        id: "A-9",
        kind: "associated_service",
        supplierId: "alder",
        name: "Migration",
        state: "published",
      });
      await tx.insert(associatedServiceLink).values([
        { serviceId: "A-9", solutionId: "S-150" },
        { serviceId: "A-9", solutionId: "S-100" },
      ]);
      const homes = async () =>
        Promise.all(
          ["S-100", "S-150"].map(async (id) => (await storedServices(tx, id)).map((one) => one.id)),
        );
      expect(await homes()).toEqual([["A-9"], []]);
      await tx.update(catalogueItem).set({ listedWithId: "S-150" }).where(eq(catalogueItem.id, "A-9"));
      expect(await homes()).toEqual([[], ["A-9"]]);
      await tx.update(catalogueItem).set({ state: "withdrawn" }).where(eq(catalogueItem.id, "S-150"));
      expect(await homes()).toEqual([["A-9"], []]);
    }));

  it("is offered with no solution of another supplier, nor with one that is not in the catalogue", async () =>
    undone(async (tx) => {
      const changeId = await edit(tx);
      for (const id of ["S-200", "S-100", "none"]) {
        const words = { ...TRAINING, alsoWith: [{ id, name: id }] };
        const why = await refused(write(tx, changeId, by(), { service: words, serviceId: null }));
        expect(why.code, id).toBe("not-own-solution");
      }
    }));
});

describe("success measures", () => {
  const measure = {
    measure: "safe-practice",
    mission: "safety",
    effect: "Errors fall by 12% within a year.",
    evidence: "https://alder.example/trial",
  } as const;

  it("are published at once, stand on the page and in the version, and are kept", async () =>
    undone(async (tx) => {
      await whole(tx);
      const changeId = await edit(tx);
      await write(tx, changeId, by(), { fields: { successMeasures: [measure], missions: ["safety"] } });
      expect(await send(tx, changeId)).toBe("published");
      expect((await solutionView(tx, "S-100", today)).successMeasures).toEqual([measure]);
      expect((await storedContent(tx, "S-100"))!.successMeasures).toEqual([measure]);
      expect((await view(tx, changeId)).differences.map(({ part, after }) => [part, after])).toEqual([
        ["settings", "Safety"],
        [
          "measures",
          "Safe practice, for safety: Errors fall by 12% within a year. (https://alder.example/trial)",
        ],
      ]);
    }));
});

describe("what was begun before listings said their services", () => {
  it("keeps them: an open edit that names none has the stored ones", async () =>
    undone(async (tx) => {
      const serviceId = await withTraining(tx);
      const changeId = await edit(tx);
      const {
        services: _services,
        successMeasures: _measures,
        ...older
      } = (await view(tx, changeId)).content;
      await tx.update(listingChange).set({ content: older }).where(eq(listingChange.id, changeId));
      expect((await view(tx, changeId)).differences).toEqual([]);
      await write(tx, changeId, by(), { fields: { roadmap: "Dictation in 2027." } });
      expect(await send(tx, changeId)).toBe("published");
      expect((await shownItems(tx)).map(([id]) => id)).toContain(serviceId);
    }));
});

describe("the database refuses", () => {
  it("a solution that belongs to another, and measures that are no list", async () =>
    undone(async (tx) => {
      const one = and(eq(catalogueItem.id, "S-100"));
      for (const set of [{ parentSolutionId: "S-150" }, { listedWithId: "S-150" }])
        expect(await databaseSays(tx, (inner) => inner.update(catalogueItem).set(set).where(one))).toContain(
          "catalogue_item_belongs_by_kind",
        );
      expect(
        await databaseSays(tx, (inner) =>
          inner.update(solution).set({ successMeasures: {} }).where(eq(solution.id, "S-100")),
        ),
      ).toContain("solution_success_measures_listed");
      expect(await tx.$count(email, eq(email.kind, "price-change"))).toBe(0);
    }));
});
