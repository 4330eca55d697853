import type { Day } from "~/domain/shared/day";
import { isVatNumber, readVatNumber, shownVatNumber } from "./vat-number";

/** What a supplier's invoices say about the supplier. Each version of it is kept as it was. */
export interface InvoicingDetails {
  addressLines: string[];
  /** Nine digits, or twelve of a branch; null for a supplier that is not registered for VAT. */
  vatNumber: string | null;
  accountName: string;
  /** Six digits */
  sortCode: string;
  /** Eight digits */
  accountNumber: string;
  disputeName: string;
  disputeEmail: string;
  disputePhone: string | null;
}

/** The details as an invoice names them: with the supplier's legal name, and since when the bank details hold. */
export interface StatedDetails extends InvoicingDetails {
  legalName: string;
  /** The day on which these bank details took the place of others; null for the first that were given. */
  bankChangedOn: Day | null;
}

export type DetailField =
  | "address"
  | "vatNumber"
  | "accountName"
  | "sortCode"
  | "accountNumber"
  | "disputeName"
  | "disputeEmail"
  | "disputePhone";

export type TypedDetails = Record<DetailField, string>;

const ADDRESS_LINES = 6;
// A postcode of the United Kingdom by its shape; whether it exists is not asked.
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;
const digitsOf = (typed: string) => typed.replaceAll(/[\s-]/g, "");
const oneLine = (typed: string) => typed.trim().replaceAll(/\s+/g, " ");

/** What was typed as it will be stored, or what is wrong with each field, all in one round. */
export function readInvoicingDetails(
  typed: TypedDetails,
):
  | { details: InvoicingDetails; wrong: null }
  | { details: null; wrong: Partial<Record<DetailField, string>> } {
  const details: InvoicingDetails = {
    addressLines: typed.address
      .split(/\r\n|[\n\r]/)
      .map(oneLine)
      .filter(Boolean),
    vatNumber: typed.vatNumber.trim() === "" ? null : readVatNumber(typed.vatNumber),
    accountName: oneLine(typed.accountName),
    sortCode: digitsOf(typed.sortCode),
    accountNumber: paddedAccount(digitsOf(typed.accountNumber)),
    disputeName: oneLine(typed.disputeName),
    disputeEmail: typed.disputeEmail.trim(),
    disputePhone: oneLine(typed.disputePhone) || null,
  };
  const found = Object.entries({
    ...wrongWithSupplier(details),
    ...wrongWithBank(details),
    ...wrongWithContact(details),
  }).filter(([, message]) => message !== null);
  if (found.length === 0) return { details, wrong: null };
  return { details: null, wrong: Object.fromEntries(found) };
}

/** Bacs carries eight digits; banks that print six or seven mean zeros in front. */
function paddedAccount(digits: string): string {
  return /^\d{6,8}$/.test(digits) ? digits.padStart(8, "0") : digits;
}

function wrongWithSupplier({ addressLines, vatNumber }: InvoicingDetails) {
  return {
    address: wrongAddress(addressLines),
    vatNumber:
      vatNumber === null || isVatNumber(vatNumber)
        ? null
        : "Enter a VAT registration number whose check digits are right, for example GB 123 4567 82; it is on your VAT certificate",
  };
}

function wrongAddress(lines: readonly string[]): string | null {
  if (lines.length < 2) return "Enter the address in two lines or more, the postcode last";
  if (lines.length > ADDRESS_LINES) return `Enter the address in at most ${ADDRESS_LINES} lines`;
  if (lines.some((line) => line.length > 70)) return "Keep each line of the address to 70 characters";
  if (!POSTCODE.test(lines.at(-1)!)) return "End the address with its postcode, for example LS1 4DY";
  return null;
}

function wrongWithBank({ accountName, sortCode, accountNumber }: InvoicingDetails) {
  return {
    accountName:
      accountName === "" || accountName.length > 70
        ? "Enter the name on the bank account, in at most 70 characters"
        : null,
    sortCode:
      /^\d{6}$/.test(sortCode) && sortCode !== "000000"
        ? null
        : "Enter a sort code of 6 digits, for example 30-94-30",
    accountNumber:
      /^\d{8}$/.test(accountNumber) && accountNumber !== "00000000"
        ? null
        : "Enter an account number of 6 to 8 digits, for example 00733445",
  };
}

function wrongWithContact({ disputeName, disputeEmail, disputePhone }: InvoicingDetails) {
  return {
    disputeName:
      disputeName === "" || disputeName.length > 100
        ? "Enter who answers for disputes: a person or a team, in at most 100 characters"
        : null,
    disputeEmail:
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(disputeEmail) && disputeEmail.length <= 200
        ? null
        : "Enter an e-mail address for disputes, for example accounts@supplier.example",
    disputePhone:
      disputePhone === null || /^\+?[\d() -]{7,24}$/.test(disputePhone)
        ? null
        : "Enter a telephone number, for example 0113 496 0000, or leave it empty",
  };
}

/** Six digits as people write a sort code: "30-94-30". */
export function shownSortCode(sortCode: string): string {
  return sortCode.replace(/^(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3");
}

/** A VAT number as people write it, or that the supplier has none. */
export function shownVat(vatNumber: string | null): string {
  return vatNumber === null ? "Not registered for VAT" : shownVatNumber(vatNumber);
}

type Bank = Pick<InvoicingDetails, "accountName" | "sortCode" | "accountNumber">;

/** Whether two bank accounts agree in name, sort code and number. */
export function sameBank(one: Bank, other: Bank): boolean {
  return (
    one.accountName === other.accountName &&
    one.sortCode === other.sortCode &&
    one.accountNumber === other.accountNumber
  );
}

/** Details with the bank account of others: what changes while a new account waits to be confirmed. */
export function withBankOf(details: InvoicingDetails, bank: Bank): InvoicingDetails {
  const { accountName, sortCode, accountNumber } = bank;
  return { ...details, accountName, sortCode, accountNumber };
}

/** The details as a page and a paper show them, in one order and in the same words. */
export function detailRows(details: InvoicingDetails): { key: string; label: string; lines: string[] }[] {
  return [
    { key: "address", label: "Address", lines: details.addressLines },
    { key: "vat", label: "VAT registration number", lines: [shownVat(details.vatNumber)] },
    { key: "bank", label: "Bank account for Bacs", lines: bankLines(details) },
    { key: "dispute", label: "Contact for disputes", lines: contactLines(details) },
  ];
}

/** A bank account as the lines of an invoice's foot. */
export function bankLines({ accountName, sortCode, accountNumber }: Bank): string[] {
  return [accountName, `Sort code ${shownSortCode(sortCode)}`, `Account number ${accountNumber}`];
}

/** Whom a payer asks about an invoice, one line each; the telephone is left out where there is none. */
export function contactLines(
  details: Pick<InvoicingDetails, "disputeName" | "disputeEmail" | "disputePhone">,
): string[] {
  const { disputeName, disputeEmail, disputePhone } = details;
  return [disputeName, disputeEmail, ...(disputePhone === null ? [] : [disputePhone])];
}

/**
 * Every change as a sentence of the check page, also one to nothing: what stood there before, and what follows. Empty
 * where nothing changes or where there was nothing before.
 */
export function detailChanges(before: InvoicingDetails | null, after: InvoicingDetails): string[] {
  if (before === null) return [];
  const changes: string[] = [];
  const say = (label: string, old: string | null, now: string | null, removed: string) => {
    if (old === now) return;
    if (now === null) changes.push(`${label} removed, it was ${old}: ${removed}`);
    else changes.push(old === null ? `${label} added: ${now}.` : `${label} changed from ${old} to ${now}.`);
  };
  const vat = ({ vatNumber }: InvoicingDetails) => (vatNumber === null ? null : shownVat(vatNumber));
  say("Address", before.addressLines.join(", "), after.addressLines.join(", "), "");
  say(
    "VAT number",
    vat(before),
    vat(after),
    "invoices will say “Not registered for VAT”, and none with VAT can be raised.",
  );
  say("Bank account", bankLines(before).join(", "), bankLines(after).join(", "), "");
  say("Contact for disputes", before.disputeName, after.disputeName, "");
  say("E-mail address for disputes", before.disputeEmail, after.disputeEmail, "");
  say(
    "Telephone number for disputes",
    before.disputePhone,
    after.disputePhone,
    "invoices will name the e-mail address alone.",
  );
  return changes;
}

/** What of one version differs from the one before, in words; the numbers themselves are not for the history. */
export function changedParts(before: InvoicingDetails | null, after: InvoicingDetails): string[] {
  if (before === null) return detailRows(after).map((row) => row.label.replace(/^[A-Z](?=[a-z])/, lower));
  const old = detailRows(before);
  return detailRows(after)
    .filter((row, index) => row.lines.join("\n") !== old[index]!.lines.join("\n"))
    .map((row) => row.label.replace(/^[A-Z](?=[a-z])/, lower));
}

const lower = (letter: string) => letter.toLowerCase();
