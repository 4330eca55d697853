import { describe, expect, it } from "vitest";
import { actionWords, streamParts, streamWords, whoWords } from "./stream-words";

describe("what an event is about, in words", () => {
  it.each([
    ["order:C010001-01", "Order C010001-01"],
    ["fund-transfer:FT-0001", "Transfer between funds FT-0001"],
    ["financial-year:2026", "Financial year 2026"],
    ["money-request:FR-0015", "Request to put money into a fund FR-0015"],
    ["ledger:7e02f1d0-76eb-44dd-be13-d4a9647155f7", "Entry in the ledger"],
    ["test:many", "test:many"],
  ])("reads %s", (stream, words) => {
    expect(streamWords(stream)).toBe(words);
  });

  it.each([
    ["order:C010001-01", "Beds", "Order C010001-01, Beds"],
    ["claim:7e02f1d0-76eb-44dd-be13-d4a9647155f7", "DTAC, version 2, Edge", "Claim: DTAC, version 2, Edge"],
    ["user:u1", "Nadia Rahman", "Person: Nadia Rahman"],
  ])("reads %s with its name", (stream, name, words) => {
    expect(streamWords(stream, name)).toBe(words);
  });

  it("says who did it for whom, the code beside the name", () => {
    const event = { actorName: "Nadia Rahman", organisationCode: "X24", organisationName: "NHS England" };
    expect(whoWords(event)).toBe("Nadia Rahman, NHS England (X24)");
    expect(whoWords({ ...event, organisationName: null })).toBe("Nadia Rahman (X24)");
    expect(whoWords({ ...event, organisationCode: null, organisationName: null })).toBe("Nadia Rahman");
  });

  it("keeps a code that holds a colon whole", () => {
    expect(streamParts("fund:A:B")).toEqual({ kind: "fund", code: "A:B" });
  });

  it("says what was done without the marks of a program", () => {
    expect(actionWords("fund.dates-changed")).toBe("Fund dates changed");
  });
});
