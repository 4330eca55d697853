import { AGREEMENT_SCHEMA_PATH } from "./agreement-document";

const named = {
  type: "object",
  required: ["code", "name"],
  properties: { code: { type: "string" }, name: { type: "string" } },
  additionalProperties: false,
};

const payer = {
  oneOf: [
    named,
    {
      type: "object",
      description: "Whoever places the order, or the integrated care board of its area",
      required: ["kind", "name"],
      properties: {
        kind: { enum: ["buyer", "buyer's integrated care board"] },
        name: { type: "string" },
      },
      additionalProperties: false,
    },
  ],
};

/** What rules, bands and shares are made of, wherever it stands in them. */
const terms = {
  type: "object",
  properties: {
    payer,
    fund: named,
    funds: { type: "array", items: named },
    organisations: { type: "array", items: named },
    percent: { type: "number", minimum: 0, maximum: 100, description: "60 is 60%" },
    fraction: {
      type: "object",
      description: "A share that no percentage says exactly, such as one third",
      required: ["numerator", "denominator"],
      properties: { numerator: { type: "integer" }, denominator: { type: "integer", minimum: 1 } },
    },
    percentByContractYear: { type: "array", items: { type: "number", minimum: 0, maximum: 100 } },
    ratePence: { type: "number", description: "A price for one unit, in pence and parts of a penny" },
    upToPence: { type: ["integer", "null"], description: "Null where there is no end" },
    upToUnits: { type: ["integer", "null"] },
    roundedDownTo: { type: "integer" },
    when: { $ref: "#/definitions/terms" },
    appliesTo: { $ref: "#/definitions/terms" },
    shares: { type: "array", items: { $ref: "#/definitions/terms" } },
    bands: { type: "array", items: { $ref: "#/definitions/terms" } },
  },
  patternProperties: { "^(amount|max)Pence$": { type: "integer", description: "Whole pence" } },
  // What a rule holds under a name that ends like a sum is a sum, and no number is wrapped in an object.
  not: { anyOf: [{ required: ["$int"] }] },
};

/** The form of an agreement's JSON, as JSON Schema (draft 7). */
export const agreementSchema = (origin: string) => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: `${origin}${AGREEMENT_SCHEMA_PATH}`,
  title: "Agreement on who pays what",
  description:
    "One version of an agreement. Sums are whole pence, shares are percentages or fractions, and each code has its name beside it.",
  type: "object",
  required: ["agreementId", "version", "title", "state", "effectiveFrom", "effectiveTo", "parties", "rules"],
  properties: {
    agreementId: { type: "string" },
    version: { type: "integer", minimum: 1 },
    title: { type: "string" },
    state: { enum: ["draft", "proposed", "in_force", "superseded", "ended", "withdrawn"] },
    summary: { type: "string" },
    effectiveFrom: { type: "string", format: "date" },
    effectiveTo: { type: ["string", "null"], description: "The last day; null without an end" },
    parties: { type: "array", items: named },
    scope: { $ref: "#/definitions/terms" },
    rules: {
      type: "array",
      description: "In the order in which they apply",
      items: {
        allOf: [
          { $ref: "#/definitions/terms" },
          {
            type: "object",
            required: ["ruleNumber", "kind", "sentence"],
            properties: {
              ruleNumber: { type: "integer", minimum: 1 },
              kind: { type: "string" },
              sentence: { type: "string", description: "The rule as the parties signed it" },
            },
          },
        ],
      },
    },
  },
  definitions: { terms },
});
