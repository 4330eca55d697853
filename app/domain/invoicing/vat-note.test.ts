import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { vatNote } from "./vat-note";

const line = (position: number, net: bigint, vat: bigint, vatRate = 2_000) => ({
  position,
  net: pence(net),
  vat: pence(vat),
  vatRate,
});

describe("the VAT of an invoice", () => {
  it("needs no word where it is exactly its rate, at one rate or at two", () => {
    expect(vatNote([line(1, 10_000n, 2_000n)])).toBeNull();
    expect(vatNote([line(1, 10_000n, 2_000n), line(2, 10_000n, 500n, 500)])).toBeNull();
  });

  it("says by how much it is apart from its rate, why, and in which line the penny is", () => {
    const note = vatNote([line(1, 48_966_775n, 9_793_353n), line(2, 100n, 20n)]);
    expect(note).toContain("20% of £489,668.75 is £97,933.75; the VAT of this invoice is 2p less");
    expect(note).toContain("all invoices together carry exactly the VAT of the order");
    expect(note).toContain("It is in line 1 (2p less).");
  });
});
