/** Why a share is what it is: kept with it, so that it can be explained long after the agreement was replaced. */
export interface ShareTrace {
  /** Null when no agreement covers the order: then the buyer pays it all. */
  agreement: { agreementId: string; version: number; title: string } | null;
  /** The cost line that was split, in pounds: "600.00". */
  line: { net: string; vat: string };
  /** How much of the share's VAT comes back to the payer, and why. */
  vat: string;
  /** In the order in which they happened; their amounts, in pounds, sum to the share's net. */
  steps: { ruleNumber: number; text: string; amount: string }[];
  /** The rules that the steps name, as sentences. */
  rules: { ruleNumber: number; text: string }[];
}

/** Reads a stored trace. */
export function readTrace(stored: unknown): ShareTrace {
  return stored as ShareTrace;
}
