import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { listingVersion, solution } from "~db/schema/catalogue";
import { searchEntries } from "~/domain/catalogue/catalogue-entry";
import {
  catalogueEntries,
  facetNames,
  matchWords,
  readCatalogueVersion,
} from "~/domain/catalogue/catalogue-views.server";
import { validCertificateCount } from "~/domain/catalogue/figure-views.server";
import { freezeListing } from "~/domain/catalogue/freeze-listing.server";
import { publishListing } from "~/domain/catalogue/publish-listing.server";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { listingVersionView } from "~/domain/catalogue/version-views.server";
import { changeListingStatus } from "~/domain/listings/status/change-listing-status.server";
import { day } from "~/domain/shared/day";
import { AT, certify, makeListing, makeShop, priceOf, TODAY } from "../../factories/catalogue";
import { actorFor, makePeople } from "../../factories/people";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await makePeople(database.db);
  await makeShop(database.db);
});

const found = async (words: string) => [...(await matchWords(database.db, words)).keys()].sort();

describe("search finds by words", () => {
  it.each([
    ["a name", "CareNotes", ["S-100"]],
    ["a supplier", "birchwood", ["S-200"]],
    ["a capability", "appointments", ["S-200"]],
    ["another form of the word (British stemming)", "prescribed", ["S-300"]],
    ["a standard", "technology assessment criteria", ["S-100", "S-200", "S-300"]],
    ["a feature", "discharge summaries", ["S-100", "S-200", "S-300"]],
  ])("by %s", async (_what, words, expected) => expect(await found(words)).toEqual(expected));

  it("by a name typed wrongly", async () => {
    expect(await found("CareNotse")).toContain("S-100");
    expect(await found("Brich Record")).toContain("S-200");
  });

  it("by a synonym", async () => {
    await makeListing(database.db, {
      id: "S-400",
      name: "Ward One",
      supplierId: "alder",
      summary: "An electronic patient record for hospitals.",
      capabilities: ["C3"],
    });
    expect(await found("EPR")).toEqual(["S-400"]);
  });

  it("and says why", async () => {
    const matches = await matchWords(database.db, "appointments");
    expect(matches.get("S-200")?.why).toBe("Capability: Appointments Management");
  });

  it("and nothing for words that nobody uses, whatever is typed", async () => {
    for (const words of ["xyzzyq", "'; drop table solution; --", "& | ! :*", '"', "%"]) {
      expect(await found(words)).toEqual([]);
    }
  });
});

describe("facets count what they lead to", () => {
  it("for every value of every facet", async () => {
    const entries = await catalogueEntries(database.db, TODAY);
    const all = searchEntries(
      entries,
      { words: "", chosen: {}, showNotCompliant: false, priceFor: null },
      null,
      TODAY,
    );
    for (const [name, values] of Object.entries(all.counts)) {
      for (const [value, count] of values) {
        const filters = { words: "", chosen: { [name]: [value] }, showNotCompliant: false, priceFor: null };
        expect(searchEntries(entries, filters, null, TODAY).rows, `${name} ${value}`).toHaveLength(count);
      }
    }
    expect(all.counts.capability.get("C1")).toBe(3);
  });

  it("with the names behind the codes", async () => {
    const names = await facetNames(database.db);
    expect(names.lot.get("F1-1")).toBe("DCF: Records");
    expect(names.standard.get("dtac")).toBe("Digital Technology Assessment Criteria");
    expect(names.categoryOf.get("C3")).toBe("Medicines");
  });
});

describe("what is not compliant is hidden and counted", () => {
  it("from the day after its certificate ends", async () => {
    await makeListing(database.db, {
      id: "S-500",
      name: "Short",
      supplierId: "alder",
      certifiedTo: "2026-12-01",
    });
    const hidden = async (on: string) => {
      const entries = await catalogueEntries(database.db, day(on));
      return searchEntries(
        entries,
        { words: "", chosen: {}, showNotCompliant: false, priceFor: null },
        null,
        day(on),
      );
    };
    expect((await hidden("2026-12-01")).rows.map(({ id }) => id)).toContain("S-500");
    const after = await hidden("2026-12-02");
    expect(after.rows.map(({ id }) => id)).not.toContain("S-500");
    expect(after.hiddenNotCompliant).toBe(1);
  });
});

describe("the version rises with every change of what the catalogue shows", () => {
  it("for texts, prices, certificates and listings, and stays for reading", async () => {
    const before = await readCatalogueVersion(database.db);
    await catalogueEntries(database.db, TODAY);
    expect(await readCatalogueVersion(database.db)).toBe(before);
    await database.db.update(solution).set({ hosting: "hybrid" }).where(eq(solution.id, "S-300"));
    const texts = await readCatalogueVersion(database.db);
    expect(texts).not.toBe(before);
    await certify(database.db, "S-300", "alder", "2028-01-01");
    expect(await readCatalogueVersion(database.db)).not.toBe(texts);
  });

  it("and is the old one until the change is there for all to see", async () => {
    const before = await readCatalogueVersion(database.db);
    await inTransaction(database.db, async (tx) => {
      await tx.update(solution).set({ hosting: "public-cloud" }).where(eq(solution.id, "S-300"));
      expect(await readCatalogueVersion(database.db)).toBe(before);
    });
    expect(await readCatalogueVersion(database.db)).not.toBe(before);
  });
});

describe("publishing is a gate", () => {
  it("refuses a solution that lacks a certificate and names who can mend it", async () => {
    await makeListing(database.db, { id: "S-600", name: "Bare", supplierId: "alder", certifiedTo: null });
    const publish = inTransaction(database.db, (tx) =>
      publishListing(tx, { id: "S-600", actor: { ...actor(), roles: [] }, at: AT, today: TODAY }),
    );
    await expect(publish).rejects.toMatchObject({
      code: "not-compliant",
      kind: "rule-broken",
      public: { detail: expect.stringContaining("Ask Alder Systems") },
    });
    await expect(solutionView(database.db, "S-600", TODAY)).rejects.toMatchObject({ kind: "not-found" });
  });
});

const actor = () => ({
  userId: null,
  name: "The system",
  organisationCode: null,
  roles: [] as string[],
  requestId: null,
});

describe("a listing version is kept as it was", () => {
  it("once for each thing that the listing says, however often it is frozen", async () => {
    const freeze = () =>
      inTransaction(database.db, (tx) => freezeListing(tx, { solutionId: "S-200", at: AT, today: TODAY }));
    expect(await freeze()).toBe(1);
    expect(await freeze()).toBe(1);
    await database.db.update(solution).set({ hosting: "hybrid" }).where(eq(solution.id, "S-200"));
    expect(await freeze()).toBe(2);
    expect(await freeze()).toBe(2);
    const first = await listingVersionView(database.db, { solutionId: "S-200", version: 1 });
    expect(first.listing).toMatchObject({ name: "Birch Record", hosting: "private-cloud" });
    expect(first.listing.items[0]?.prices[0]?.tiers).toEqual([{ from: "1", to: null, unitPrice: "11000" }]);
    expect((await solutionView(database.db, "S-200", TODAY)).listingVersion).toBe(2);
    await expect(listingVersionView(database.db, { solutionId: "S-200", version: 3 })).rejects.toMatchObject({
      kind: "not-found",
    });
  });

  it("and nobody can change it", async () => {
    const change = database.db
      .update(listingVersion)
      .set({ snapshot: {} })
      .where(eq(listingVersion.solutionId, "S-200"));
    await expect(change).rejects.toMatchObject({
      cause: expect.objectContaining({ message: "listing_version rows are never changed or deleted" }),
    });
  });
});

describe("a withdrawn listing is gone", () => {
  it("from the list at once; its page says who withdrew it, when and why", async () => {
    await makeListing(database.db, { id: "S-700", name: "Old Notes", supplierId: "alder" });
    const ruth = await actorFor(database.db, "ruth");
    await inTransaction(database.db, (tx) =>
      changeListingStatus(tx, {
        solutionId: "S-700",
        action: "withdraw",
        supplierId: "alder",
        reason: "Replaced by CareNotes.",
        supportEndsOn: day("2027-06-30"),
        actor: ruth,
        at: AT,
        today: TODAY,
      }),
    );
    expect((await catalogueEntries(database.db, TODAY)).map(({ id }) => id)).not.toContain("S-700");
    await expect(solutionView(database.db, "S-700", TODAY)).rejects.toMatchObject({
      kind: "gone",
      public: {
        title: "Old Notes was withdrawn from the catalogue.",
        detail:
          "It was withdrawn by Alder Systems Ltd on 20 November 2026. Replaced by CareNotes. It is supported until 30 June 2027.",
      },
    });
  });

  it("and stays gone", async () => {
    const again = inTransaction(database.db, (tx) =>
      publishListing(tx, { id: "S-700", actor: actor(), at: AT, today: TODAY }),
    );
    await expect(again).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("figures and prices", () => {
  it("counts the certificates that meet their standards on a day", async () => {
    const today = await validCertificateCount(database.db, TODAY);
    expect(await validCertificateCount(database.db, day("2026-12-02"))).toBe(today - 1);
  });

  it("refuses a price whose tiers leave a gap", async () => {
    const price = priceOf("X-P1", "patient", 1);
    const broken = { ...price, tiers: [{ ...price.tiers[0]!, from: 2n }] };
    await expect(
      makeListing(database.db, { id: "X", name: "Broken", supplierId: "alder", prices: [broken] }),
    ).rejects.toMatchObject({ code: "price-contradicts-itself" });
  });
});
