import { LISTING_PART_NAMES } from "./parts";
import { listedOfPrice, priceOfListed } from "./listed-price";
import { describe, expect, it } from "vitest";
import { CHANGE_STATES, isReviewable, OPEN_STATES } from "./change";
import { listingGaps, listingLint } from "./completeness";
import { emptyContent, type ListedPrice, type ListingContent, type Service } from "./content";
import { listingDifferences } from "./differences";

const price: ListedPrice = {
  id: "P1",
  unit: "patient",
  unitText: "per patient",
  quantityNoun: "patients",
  billingPeriod: "year",
  calculation: "volume",
  tiers: [
    { from: "1", to: "9999", unitPrice: "12600" },
    { from: "10000", to: null, unitPrice: "9500" },
  ],
  minimumCharge: null,
  maximumCharge: null,
  vatRate: 2000,
  costCategory: "licence-subscription",
};
const whole: ListingContent = {
  ...emptyContent("CareNotes", "Keeps the plans of care."),
  description: "Nurses write the plan of care once, and everybody who cares for a person reads it.",
  features: ["Works offline"],
  capabilities: [{ ref: "C1", result: "full", epicIds: ["E1"] }],
  careSettings: ["community"],
  hosting: "public cloud",
  applicationTypes: ["browser"],
  dataLocation: "England",
  implementation: "Eight weeks.",
  serviceLevels: "99.9% each month.",
  dataProcessing: "The names and records of patients, as their processor.",
  exitTerms: "All records as FHIR within 30 days.",
  supportEmail: "help@alder.example",
  supportHours: "Weekdays 8:00 to 18:00",
  prices: [price],
};
const capabilities = [
  {
    ref: "C1",
    name: "Care planning",
    epics: [
      { id: "E1", name: "Write a plan", level: "MUST" },
      { id: "E2", name: "Share a plan", level: "MUST" },
      { id: "E3", name: "Print a plan", level: "MAY" },
    ],
  },
];

const training: Service = {
  id: "S1",
  kind: "associated_service",
  name: "Training",
  summary: "A day on the ward.",
  alsoWith: [],
  prices: [{ ...price, id: "S1-P1", unit: "day", unitText: "per day", quantityNoun: "days" }],
};

describe("what is missing of a listing", () => {
  it("is everything of a new one, by the part that closes it, and nothing of a whole one", () => {
    const gaps = listingGaps(emptyContent("CareNotes", "Keeps the plans of care."));
    expect([...new Set(gaps.map(({ part }) => part))]).toEqual(
      LISTING_PART_NAMES.filter((part) => !["interfaces", "measures", "services"].includes(part)),
    );
    expect(listingGaps(whole)).toEqual([]);
  });

  it.each<[string, Partial<ListingContent>, string, string]>([
    ["no name", { name: "" }, "about", "Give the solution a name and a summary."],
    [
      "no exit terms",
      { exitTerms: "" },
      "terms",
      "State the exit terms: how a buyer gets its data and leaves.",
    ],
    ["nobody to ask", { supportEmail: null }, "support", "Give an e-mail address or a telephone number."],
    ["no price", { prices: [] }, "prices", "Enter at least one price."],
    [
      "a gap between tiers",
      { prices: [{ ...price, tiers: [price.tiers[0]!, { from: "10002", to: null, unitPrice: "1" }] }] },
      "prices",
      "Price per patient: No tier covers 10000 to 10001: Tier 1 ends at 9999 and the next starts at 10002.",
    ],
    [
      "a service without a price",
      { services: [{ ...training, prices: [] }] },
      "services",
      "Training: enter at least one price, or remove the service.",
    ],
    [
      "a gap in the price of a service",
      {
        services: [
          {
            ...training,
            prices: [{ ...price, unitText: "per day", tiers: [{ from: "2", to: null, unitPrice: "1" }] }],
          },
        ],
      },
      "services",
      "Training, price per day: Tier 1 must start at 1, and it starts at 2.",
    ],
  ])("%s", (_, without, part, text) => {
    expect(listingGaps({ ...whole, ...without })).toEqual([{ part, text }]);
  });
});

describe("what a buyer will miss", () => {
  it("is said with what to do, and stops nothing", () => {
    const texts = listingLint(whole, capabilities).map(({ text }) => text);
    expect(texts).toContain("Care planning is claimed in full without its MUST epic “Share a plan”.");
    expect(texts.some((text) => text.startsWith("The description has 16 words."))).toBe(true);
    expect(texts.some((text) => text.startsWith("No interface is declared"))).toBe(true);
    expect(listingGaps(whole)).toEqual([]);
  });

  it("is nothing of a listing that says it all", () => {
    const full: ListingContent = {
      ...whole,
      description: "word ".repeat(60),
      features: ["One", "Two", "Three"],
      website: "https://alder.example",
      missions: ["safety"],
      roadmap: "Dictation in 2027.",
      services: [training],
      successMeasures: [
        { measure: "safe-practice", mission: "safety", effect: "Errors fall by 12%.", evidence: "" },
      ],
      interfaces: [{ standard: "GP Connect", version: "1", direction: "consumes", status: "certified" }],
      capabilities: [{ ref: "C1", result: "full", epicIds: ["E1", "E2"] }],
    };
    expect(listingLint(full, capabilities)).toEqual([]);
    expect(listingLint({ ...full, exitTerms: "On request." }, capabilities)).toHaveLength(1);
  });
});

describe("what an edit changes in services and measures", () => {
  const changed = (after: Partial<ListingContent>, before: Partial<ListingContent> = {}) =>
    listingDifferences({ ...whole, ...before }, { ...whole, ...after }, capabilities).map(
      ({ part, what, before: was, after: is }) => [part, what, was, is],
    );
  const has = { services: [training] };

  it("is each service with its words, its solutions and its prices", () => {
    expect(changed(has, has)).toEqual([]);
    const price_ = "Training: price per day";
    const [added, priced] = changed(has);
    expect(added).toEqual(["services", "Associated service", null, "Training: A day on the ward."]);
    expect(priced!.slice(0, 3)).toEqual(["services", price_, null]);
    expect(changed({}, has).map(([, what, , is]) => [what, is])).toEqual([
      ["Associated service", null],
      [price_, null],
    ]);
    const other = { id: "S-200", name: "Alder Plan" };
    expect(changed({ services: [{ ...training, alsoWith: [other] }] }, has)).toEqual([
      ["services", "Training: also offered with", null, "Alder Plan (S-200)"],
    ]);
    // Another name of that solution is no change of this listing.
    expect(
      changed(
        { services: [{ ...training, alsoWith: [{ ...other, name: "Alder Plan 2" }] }] },
        { services: [{ ...training, alsoWith: [other] }] },
      ),
    ).toEqual([]);
  });

  it("is each success measure", () => {
    const one = {
      measure: "safe-practice",
      mission: "safety",
      effect: "Errors fall by 12%.",
      evidence: "",
    } as const;
    expect(changed({ successMeasures: [one] })).toEqual([
      ["measures", "Success measure", null, "Safe practice, for safety: Errors fall by 12%."],
    ]);
  });
});

describe("what an edit changes", () => {
  it("is named section by section, texts word by word, prices in their terms", () => {
    const after: ListingContent = {
      ...whole,
      summary: "Keeps all plans of care.",
      features: ["Works offline", "Dictation"],
      capabilities: [{ ref: "C1", result: "full", epicIds: ["E1", "E2"] }],
      prices: [{ ...price, vatRate: 0 }],
    };
    const found = listingDifferences(whole, after, capabilities);
    expect(found.map(({ part, what }) => [part, what])).toEqual([
      ["about", "Summary"],
      ["about", "Feature"],
      ["capabilities", "Capability: Care planning"],
      ["prices", "Price per patient"],
    ]);
    expect(found[0]!.words).toEqual([
      { kind: "same", text: "Keeps " },
      { kind: "out", text: "the " },
      { kind: "in", text: "all " },
      { kind: "same", text: "plans of care." },
    ]);
    expect(found[1]).toMatchObject({ before: null, after: "Dictation", words: null });
    expect(found[3]!.before).toContain("1 to 9,999 patients: £1.26 per patient, a year");
    expect(found[3]!.after).toContain("No VAT (licence or subscription)");
  });

  it("is nothing between equals", () => {
    expect(listingDifferences(whole, structuredClone(whole), capabilities)).toEqual([]);
  });
});

describe("the states of a change", () => {
  it("leave nothing to do once it is decided, and show the centre only what was sent in", () => {
    for (const state of ["published", "rejected", "discarded"] as const)
      expect(CHANGE_STATES[state]).toEqual({});
    for (const state of OPEN_STATES) expect(Object.keys(CHANGE_STATES[state])).not.toEqual([]);
    expect(isReviewable("draft")).toBe(false);
    expect(isReviewable("discarded")).toBe(false);
    expect(isReviewable("submitted")).toBe(true);
    expect(CHANGE_STATES.submitted).not.toHaveProperty("change");
  });
});

it("keeps a price through the stored form and back", () => {
  const bounded = { ...price, minimumCharge: "100", maximumCharge: "90000" };
  expect(listedOfPrice({ ...priceOfListed(bounded), costCategory: price.costCategory })).toEqual(bounded);
});
