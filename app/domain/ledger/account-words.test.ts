import { describe, expect, it } from "vitest";
import { accountWords } from "./account-words";

describe("an account of the ledger in words", () => {
  it.each([
    ["fund:FD-2026", "Frontline Digitisation", "Frontline Digitisation (fund FD-2026)"],
    ["budget:RR8", "Leeds Teaching Hospitals", "Own budget of Leeds Teaching Hospitals (RR8)"],
    ["supplier:20001", "Alder Systems", "Alder Systems (supplier S20001)"],
    ["vat:RR8", "Leeds Teaching Hospitals", "VAT that Leeds Teaching Hospitals (RR8) recovers"],
    ["source:X24", "NHS England", "Put in by NHS England (X24)"],
  ])("has the code of %s beside its name", (key, name, words) => {
    expect(accountWords(key, name)).toBe(words);
  });

  it.each([
    ["fund:FD-2026", "Fund FD-2026"],
    ["budget:RR8", "Own budget of RR8"],
    ["supplier:20001", "Supplier S20001"],
    ["vat:RR8", "VAT that RR8 recovers"],
    ["source:X24", "Put in by X24"],
  ])("says what %s is where no name is known", (key, words) => {
    expect(accountWords(key)).toBe(words);
  });
});
