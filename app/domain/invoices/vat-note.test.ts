import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { vatEquation } from "~/domain/money/vat-text";
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
    expect(note).toContain("all invoices together still carry exactly the VAT of the order");
    expect(note).toContain("It is in line 1 (2p less).");
  });

  it("says that it is rounded where it is, so that no equation is false", () => {
    // 20% of £1.03 is £0.206
    expect(vatEquation(pence(103), 2_000)).toBe("20% of £1.03 is £0.21 to the nearest penny");
    expect(vatEquation(pence(105), 2_000)).toBe("20% of £1.05 is £0.21");
    const notes = vatNote([line(1, 103n, 20n), line(2, 105n, 22n, 2_000)]);
    // 20% of £2.08 is £0.416, 42p as it stands: the odd pennies are between the lines
    expect(notes).toBe(
      "VAT is rounded once for the whole invoice, not line by line: the odd pennies are in line 1 (1p less) and line 2 (1p more).",
    );
  });

  it("does not take a penny too many at one rate for one too few at another", () => {
    const note = vatNote([line(1, 10_000n, 2_001n), line(2, 10_000n, 499n, 500)]);
    expect(note).toContain("20% of £100.00 is £20.00; the VAT of this invoice is 1p more");
    expect(note).toContain("5% of £100.00 is £5.00; the VAT of this invoice is 1p less");
  });
});
