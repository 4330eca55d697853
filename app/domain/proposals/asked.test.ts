import { expect, it } from "vitest";
import { pence } from "../money/money";
import { ASKED_KINDS, askedPath, askedSum } from "./asked";

it("leads from the list to the page on which each is decided, and names what is asked and its sum", () => {
  expect(askedPath({ id: "FR-0001", proposalId: null })).toBe("/commercial/funding/requests/FR-0001");
  expect(askedPath({ id: "OP-0001", proposalId: "5b" })).toBe("/commercial/proposals/5b");
  expect([ASKED_KINDS.add, ASKED_KINDS["close-fund"]]).toEqual([
    "Add money to a fund",
    "Close a fund sooner",
  ]);
  expect(askedSum({ kind: "close-fund", amount: null })).toBe("None");
  expect(askedSum({ kind: "add", amount: pence(5_000) })).toBe("£50.00");
});
