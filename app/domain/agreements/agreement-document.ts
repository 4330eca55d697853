import type { AgreementVersion } from "./agreement";
import { BUYER, BUYERS_ICB, type Rule } from "./rules/rule";
import { payerName, ruleSentence, type NameOf } from "./rules/rule-sentence";

/** Where the form of the document is published (agreement-schema.ts). */
export const AGREEMENT_SCHEMA_PATH = "/schemas/agreement.json";

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

const named = (code: string, nameOf: NameOf): Plain => ({ code, name: nameOf(code) });

function payerOf(payer: string, nameOf: NameOf): Plain {
  const name = payerName(payer, nameOf);
  if (payer === BUYER) return { kind: "buyer", name };
  return payer === BUYERS_ICB ? { kind: "buyer's integrated care board", name } : { code: payer, name };
}

const percent = (basisPoints: number) => basisPoints / 100;

/** Names and values of a rule as a reader outside knows them: pence, percentages, and a name beside each code. */
function plainEntry(key: string, value: unknown, nameOf: NameOf, inCount: boolean): [string, Plain][] {
  if (value === undefined) return [];
  if (key === "payer") return [["payer", payerOf(String(value), nameOf)]];
  if (key === "fundId") return [["fund", named(String(value), nameOf)]];
  if (key === "fundIds") return [["funds", (value as string[]).map((id) => named(id, nameOf))]];
  if (key === "organisations")
    return [["organisations", (value as string[]).map((code) => named(code, nameOf))]];
  if (key === "portion") {
    return typeof value === "number" ? [["percent", percent(value)]] : [["fraction", value as Plain]];
  }
  if (key === "byContractYear") return [["percentByContractYear", (value as number[]).map(percent)]];
  // A unit price is in ten-thousandths of a pound: hundredths of a penny.
  if (key === "rate") return [["ratePence", Number(value) / 100]];
  if (key === "roundUnit") return [["roundedDownTo", Number(value)]];
  if (key === "upTo") {
    return [[inCount ? "upToUnits" : "upToPence", value === null ? null : Number(value)]];
  }
  if (typeof value === "bigint") return [[`${key}Pence`, Number(value)]];
  if (Array.isArray(value)) {
    const plain = value.map((each): Plain =>
      typeof each === "object" && each !== null ? plainObject(each, nameOf, inCount) : each,
    );
    return [[key, plain]];
  }
  if (typeof value === "object" && value !== null) return [[key, plainObject(value, nameOf, inCount)]];
  return [[key, value as Plain]];
}

const plainObject = (value: object, nameOf: NameOf, inCount: boolean): Plain =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => plainEntry(key, inner, nameOf, inCount)),
  );

function plainRule(rule: Rule, nameOf: NameOf): Plain {
  const { ruleNumber, shape, ...terms } = rule;
  const inCount = rule.shape === "band" && rule.by !== "order-value";
  return {
    ruleNumber,
    kind: shape,
    sentence: ruleSentence(rule, nameOf),
    ...(plainObject(terms, nameOf, inCount) as object),
  };
}

/**
 * A version of an agreement as JSON for readers outside: sums are whole pence (a unit price may have parts of a penny),
 * shares are percentages or fractions, each code has its name beside it, and each rule its sentence.
 */
export function agreementDocument(
  version: AgreementVersion,
  about: { state: string; summary: string; nameOf: NameOf; origin: string },
): Plain {
  const { nameOf, origin, ...rest } = about;
  const { scope, rules, parties, ...facts } = version;
  return {
    $schema: `${origin}${AGREEMENT_SCHEMA_PATH}`,
    ...facts,
    ...rest,
    parties: parties.map((code) => named(code, nameOf)),
    scope: plainObject(scope, nameOf, false),
    rules: rules.map((rule) => plainRule(rule, nameOf)),
  };
}
