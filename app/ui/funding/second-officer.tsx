import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";

/**
 * Beside a sum that one officer may not move alone: what happens instead. `limit` and `alone`, what this officer has put
 * into the fund alone this year, are in pence.
 */
export function SecondOfficer({ limit, alone }: { limit: Pence; alone: Pence }) {
  return (
    <p>
      {limit > 0n
        ? `One officer alone may put up to ${formatPence(limit)} into one fund in a financial year. This is more${alone > 0n ? `, with the ${formatPence(alone)} that you have put into it` : ""}, so another`
        : "Two officers put money into a fund together, so another"}{" "}
      commercial officer is asked by e-mail. Nothing moves until they approve, and you can withdraw it until
      then.
    </p>
  );
}

/** Beside a sum that another body pays: that it is asked, and what waits until then. */
export function PayerAsked({ payerName, byTwo }: { payerName: string; byTwo: boolean }) {
  return (
    <p>
      This is money of {payerName}. {byTwo ? "When the other officer has approved, its" : "Its"} budget
      approvers are asked by e-mail to agree. Nothing goes into the fund, and nothing of it can be allocated
      or committed, before they do. You can withdraw it until then.
    </p>
  );
}
