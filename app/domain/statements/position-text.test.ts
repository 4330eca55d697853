import { expect, it } from "vitest";
import { positionText, type LedgerPosition } from "./statement";

it.each([
  [0n, "The ledger holds no movement of money yet."],
  [1n, "It counts the ledger’s first movement of money."],
  [1_805n, "It counts the ledger’s first 1,805 movements of money."],
])("after %s movements a statement says so in words", (movement, words) =>
  expect(positionText({ movement } as LedgerPosition)).toBe(words),
);
