import { describe, expect, it } from "vitest";
import { day } from "~/domain/shared/day";
import { bankChangeWarning, disputeSteps } from "./dispute";
import {
  changedParts,
  detailChanges,
  readInvoicingDetails,
  sameBank,
  type InvoicingDetails,
} from "./invoicing-details";

const TYPED = {
  address: "1 Exchange  Street\r\n\r\nLeeds\nLS1 4DY ",
  vatNumber: "GB 123 4567 82",
  accountName: " Alder  Systems Ltd ",
  sortCode: "30 94-30",
  accountNumber: "733445",
  disputeName: "Accounts",
  disputeEmail: "accounts@alder.example",
  disputePhone: "",
};
const DETAILS: InvoicingDetails = {
  addressLines: ["1 Exchange Street", "Leeds", "LS1 4DY"],
  vatNumber: "123456782",
  accountName: "Alder Systems Ltd",
  sortCode: "309430",
  accountNumber: "00733445",
  disputeName: "Accounts",
  disputeEmail: "accounts@alder.example",
  disputePhone: null,
};

describe("invoicing details as typed", () => {
  it("are read as they will be stored", () => {
    expect(readInvoicingDetails(TYPED)).toEqual({ details: DETAILS, wrong: null });
    expect(readInvoicingDetails({ ...TYPED, vatNumber: " " }).details?.vatNumber).toBeNull();
  });

  it.each([
    ["address", "Leeds", "two lines"],
    ["address", "1 Exchange Street\nLeeds", "postcode"],
    ["address", "1\n2\n3\n4\n5\n6\nLS1 4DY", "at most 6 lines"],
    ["vatNumber", "GB 123 4567 83", "check digits"],
    ["vatNumber", "none", "check digits"],
    ["accountName", "", "name on the bank account"],
    ["sortCode", "30-94-3", "6 digits"],
    ["sortCode", "00-00-00", "6 digits"],
    ["accountNumber", "12345", "6 to 8 digits"],
    ["accountNumber", "123456789", "6 to 8 digits"],
    ["accountNumber", "1234567a", "6 to 8 digits"],
    ["disputeName", "", "who answers"],
    ["disputeEmail", "accounts", "e-mail"],
    ["disputePhone", "ring us", "telephone"],
  ] as const)("%s of %j is refused beside its field", (field, value, words) => {
    const { wrong } = readInvoicingDetails({ ...TYPED, [field]: value });
    expect(Object.keys(wrong ?? {})).toEqual([field]);
    expect(wrong?.[field]).toContain(words);
  });

  it("name everything that is wrong at once", () => {
    const nothing = Object.fromEntries(Object.keys(TYPED).map((name) => [name, ""])) as typeof TYPED;
    expect(Object.keys(readInvoicingDetails(nothing).wrong ?? {}).sort()).toEqual([
      "accountName",
      "accountNumber",
      "address",
      "disputeEmail",
      "disputeName",
      "sortCode",
    ]);
  });
});

describe("a change of the details", () => {
  it("says what changed without the numbers", () => {
    const moved = { ...DETAILS, sortCode: "309431" };
    expect(changedParts(DETAILS, moved)).toEqual(["bank account for Bacs"]);
    expect(changedParts(DETAILS, DETAILS)).toEqual([]);
    expect(changedParts(null, DETAILS)).toHaveLength(4);
    expect([sameBank(DETAILS, moved), sameBank(DETAILS, { ...DETAILS })]).toEqual([false, true]);
  });

  const of = (version: number) => ({ version, supplierName: "Alder Systems" });
  const now = (version: number, bankChangedOn: ReturnType<typeof day> | null) => ({ version, bankChangedOn });

  it("is told to payers: on invoices of after it, and on those of before it", () => {
    const never = { bankChangedOn: null };
    expect(bankChangeWarning(never, now(1, null), of(1))).toBeNull();
    // Only the address changed since
    expect(bankChangeWarning(never, now(2, null), of(1))).toBeNull();
    expect(bankChangeWarning({ bankChangedOn: day("2026-11-02") }, now(2, day("2026-11-02")), of(2))).toMatch(
      /^Changed on 2 November 2026\. Before you pay, ring Alder Systems on a number that you already had/,
    );
    expect(bankChangeWarning(never, now(2, day("2026-11-02")), of(1))).toMatch(
      /^Alder Systems changed its bank details on 2 November 2026, after this invoice was raised\./,
    );
  });
});

describe("what the check page repeats", () => {
  it("is nothing without a version before, or without a change", () => {
    expect(detailChanges(null, DETAILS)).toEqual([]);
    expect(detailChanges(DETAILS, { ...DETAILS })).toEqual([]);
  });

  it("is a value that was taken away, with what follows", () => {
    const registered = { ...DETAILS, vatNumber: "123456782", disputePhone: "0113 496 0000" };
    expect(detailChanges(registered, { ...registered, vatNumber: null, disputePhone: null })).toEqual([
      "VAT number removed, it was GB 123 4567 82: invoices will say “Not registered for VAT”, and none with VAT can be raised.",
      "Telephone number for disputes removed, it was 0113 496 0000: invoices will name the e-mail address alone.",
    ]);
    expect(detailChanges({ ...registered, vatNumber: null }, registered)).toEqual([
      "VAT number added: GB 123 4567 82.",
    ]);
  });

  it.each([
    ["addressLines", ["1 New Street", "LS1 1AA"]],
    ["vatNumber", null],
    ["accountName", "Somebody"],
    ["sortCode", "309431"],
    ["accountNumber", "00733446"],
    ["disputeName", "Nobody"],
    ["disputeEmail", "new@alder.example"],
    ["disputePhone", null],
  ])("is a change of %s", (name, value) => {
    const before = { ...DETAILS, vatNumber: "123456782", disputePhone: "0113 496 0000" };
    expect(detailChanges(before, { ...before, [name]: value })).toHaveLength(1);
  });
});

describe("how to dispute an invoice", () => {
  it("says whom to tell, what, by when, and asks for nothing that cannot be done here", () => {
    const steps = disputeSteps({ number: "INV-000001", dueOn: day("2026-12-30") }, DETAILS).join("\n");
    expect(steps).toContain("Tell Accounts at accounts@alder.example by 30 December 2026");
    expect(steps).toContain("Give the number INV-000001");
    expect(steps).toContain("an invoice is paid here in one payment, for the whole sum");
    // There are no part payments: nobody is asked for one.
    expect(steps).not.toMatch(/Pay (what|the part|the rest)/);
  });
});
