import { expect, it } from "vitest";
import { draftsText } from "./drafts-on-fund";

it.each([
  [0, 0, "No order that is still being written counts on it."],
  [1, 1, "So is 1 buyer with 1 order that is still being written and counts on it."],
  [3, 1, "So is 1 buyer with 3 orders that are still being written and count on it."],
  [3, 2, "So are 2 buyers with 3 orders that are still being written and count on it."],
])("%i orders of %i buyers: %s", (orders, buyers, words) =>
  expect(draftsText({ orders, buyers })).toBe(words),
);
