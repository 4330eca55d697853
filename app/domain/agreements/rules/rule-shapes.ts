import type { RuleShape } from "./rule-form";

export interface ShapeWords {
  shape: RuleShape;
  /** What people call it. */
  name: string;
  /** What it does, in one line. */
  does: string;
  group: "Who pays" | "Limits" | "Conditions on the money" | "Who pays the rest";
}

/** The 17 shapes of rules in the words of those who write agreements, in the order in which they are offered. */
export const RULE_SHAPES: readonly ShapeWords[] = [
  {
    group: "Who pays",
    shape: "percentage",
    name: "A percentage",
    does: "Somebody pays a part of the cost, for example 60% of licences in year 1.",
  },
  {
    group: "Who pays",
    shape: "taper",
    name: "A falling percentage",
    does: "The part falls with each contract year: 100%, 75%, 50%, 25%, then nothing.",
  },
  {
    group: "Who pays",
    shape: "category-split",
    name: "A split by kind of cost",
    does: "A different part for licences, for training, for hardware and so on.",
  },
  {
    group: "Who pays",
    shape: "fixed",
    name: "A fixed sum",
    does: "Somebody pays a sum towards the cost, once or in every year.",
  },
  {
    group: "Who pays",
    shape: "first-slice",
    name: "The first slice",
    does: "Somebody pays the cost up to a sum; later rules share what is above it.",
  },
  {
    group: "Who pays",
    shape: "per-unit",
    name: "So much for each",
    does: "A rate for each patient, bed, location or licence, counted on a day.",
  },
  {
    group: "Who pays",
    shape: "band",
    name: "Bands",
    does: "Different shares for different slices of the value, or of a count.",
  },
  {
    group: "Who pays",
    shape: "match",
    name: "Match funding",
    does: "Money for money: so much for what the buyer can show that it spent.",
  },
  {
    group: "Limits",
    shape: "cap",
    name: "A limit",
    does: "No more than a sum per order, organisation, location, year or programme.",
  },
  {
    group: "Limits",
    shape: "floor",
    name: "A least contribution",
    does: "Somebody pays at least a sum or a part; the others pay less.",
  },
  {
    group: "Limits",
    shape: "capital-revenue",
    name: "Capital or revenue only",
    does: "Somebody’s money is only for capital, or only for revenue.",
  },
  {
    group: "Limits",
    shape: "envelope",
    name: "What a fund can give",
    does: "No more than a sum from one fund in its year, nor more than is free to commit in it.",
  },
  {
    group: "Limits",
    shape: "eligibility",
    name: "Who is eligible",
    does: "A rule or a payer’s money counts only where the buyer meets conditions.",
  },
  {
    group: "Conditions on the money",
    shape: "earmark",
    name: "An earmark",
    does: "At least a part of somebody’s money is for one kind of cost.",
  },
  {
    group: "Conditions on the money",
    shape: "milestone-release",
    name: "Release on a milestone",
    does: "A part of somebody’s money waits until a milestone is met.",
  },
  {
    group: "Conditions on the money",
    shape: "clawback",
    name: "Clawback",
    does: "A part comes back when the product is delisted, or the contract ends early.",
  },
  {
    group: "Who pays the rest",
    shape: "residual",
    name: "The rest",
    does: "Somebody pays what is left, rounding pennies included. Every agreement has one, as its last rule.",
  },
];

/** The words for a rule shape, undefined for a shape that is not one of the 17. */
export function shapeWords(shape: string): ShapeWords | undefined {
  return RULE_SHAPES.find((each) => each.shape === shape);
}
