/**
 * The numbers that documents are known by: a prefix and a number of a sequence, padded with noughts to so many digits
 * and never cut, so that the ten-thousandth agreement is AG-10000. One that a person types is read back as it stands.
 */
export const SERIES = {
  agreement: { prefix: "AG-", digits: 4, sequence: "agreement_number" },
  application: { prefix: "APP-", digits: 4, sequence: "application_number" },
  callOff: { prefix: "C", digits: 6, sequence: "call_off_number" },
  certificate: { prefix: "DVC-", digits: 6, sequence: "certificate_number" },
  fundPayment: { prefix: "FP-", digits: 4, sequence: "fund_payment_number" },
  fundRequest: { prefix: "FR-", digits: 4, sequence: "fund_request_number" },
  fundTransfer: { prefix: "FT-", digits: 4, sequence: "fund_transfer_number" },
  grantAward: { prefix: "GA-", digits: 4, sequence: "grant_award_number" },
  invoice: { prefix: "INV-", digits: 6, sequence: "invoice_number" },
  listingChange: { prefix: "LC-", digits: 4, sequence: "listing_change_number" },
  marketRun: { prefix: "MR-", digits: 4, sequence: "market_run_number" },
  need: { prefix: "ND-", digits: 4, sequence: "provider_need_number" },
  proposal: { prefix: "OP-", digits: 4, sequence: "officer_proposal_number" },
  scenario: { prefix: "SIM-", digits: 4, sequence: "scenario_number" },
  standardDraft: { prefix: "SD-", digits: 4, sequence: "standard_draft_number" },
  shortlist: { prefix: "S", digits: 4, sequence: "shortlist_number" },
} as const;
export type Series = keyof typeof SERIES;

/** More than a sequence will ever reach; an address with more digits is no number of ours. */
const MOST_DIGITS = 15;

/** "AG-0042" and "AG-10000" from 42 and 10000. Throws RangeError below 1. */
export function documentNumber(series: Series, number: number | bigint): string {
  if (number < 1) throw new RangeError(`documents are numbered from 1, not ${number}`);
  const { prefix, digits } = SERIES[series];
  return `${prefix}${String(number).padStart(digits, "0")}`;
}

/** The order in which numbers of a series were drawn; as texts AG-10000 would come before AG-9999. */
export function compareNumbers(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** What a number of a series looks like, with what may follow it, for what people and addresses say. */
export function numberPattern(series: Series, rest = ""): RegExp {
  const { prefix, digits } = SERIES[series];
  return new RegExp(`^${prefix}\\d{${digits},${MOST_DIGITS}}${rest}$`);
}
