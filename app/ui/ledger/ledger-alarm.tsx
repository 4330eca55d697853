import { MomentText } from "~/ui/kit/day";
import { accountWords } from "~/domain/ledger/account-words";

/** What the nightly check found, as far as a page shows it. */
export interface ShownCheck {
  checkedAt: Date;
  accounts: number;
  postings: bigint;
  differences: number;
  differingAccounts: string[];
}

/** A red box when balances are not the sum of their movements; nothing when all is well or nobody has checked yet. */
export function LedgerAlarm({ check }: { check: ShownCheck | null }) {
  if (!check || check.differences === 0) return null;
  const many = check.differences === 1 ? "1 account differs" : `${check.differences} accounts differ`;
  return (
    <section className="nhsuk-error-summary" aria-labelledby="ledger-alarm">
      <h2 className="nhsuk-error-summary__heading" id="ledger-alarm">
        Alarm: {many} from the ledger’s movements
      </h2>
      <div className="nhsuk-error-summary__body">
        <p>
          Every balance was worked out again on <MomentText at={check.checkedAt} />. These are not the sum of
          their movements:{" "}
          {check.differingAccounts
            .slice(0, 10)
            .map((key) => accountWords(key))
            .join(", ")}
          {check.differences > 10 ? " and others" : ""}. Do not approve or pay from them, and call support
          now.
        </p>
        <p>
          <a href="/commercial/ledger/trial-balance">See the trial balance</a>
        </p>
      </div>
    </section>
  );
}

/** One sentence on the last check. */
export function LastCheck({ check }: { check: ShownCheck | null }) {
  if (!check)
    return <p>Every balance is worked out again from its movements each night. That has not run yet.</p>;
  if (check.differences > 0) return null;
  return (
    <p>
      On <MomentText at={check.checkedAt} /> every balance of all {check.accounts.toLocaleString("en-GB")}{" "}
      accounts of that moment, also those that had never moved, was worked out again from the{" "}
      {check.postings.toLocaleString("en-GB")} movements recorded until then, and they agree.
    </p>
  );
}
