import { awaitedFor, type mayAboutBank } from "~/domain/invoices/supplier-details/bank-change";
import type { BankChange } from "~/domain/invoices/supplier-details/bank-change-views.server";
import { bankLines } from "~/domain/invoices/supplier-details/invoicing-details";
import { stateWord } from "~/domain/shared/state-words";
import { WarningCallout } from "~/ui/kit/callouts";
import { MomentText } from "~/ui/kit/day";
import { TextLines } from "~/ui/kit/fields/text-lines";
import { ButtonGroup, ErrorSummary, Form, hasErrors, SubmitButton, type FormState } from "~/ui/kit/form";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";

/** A supplier's new bank account beside the one that invoices name, for the second person who decides about it. */
export function BankAccountPage({
  change,
  may,
  notIndependent,
  back,
  state,
}: {
  change: BankChange;
  may: ReturnType<typeof mayAboutBank>;
  /** Why this person is no second person beside who gave the account; null when they are. */
  notIndependent: string | null;
  back: { label: string; href: string };
  state: FormState | null;
}) {
  const waits = change.state === "proposed";
  return (
    <ReadingColumn>
      <BackLink href={back.href}>{back.label}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={change.legalName}>
        {waits ? "Check the new bank account before you confirm it" : "A new bank account"}
      </PageTitle>
      <SummaryList
        rows={[
          { key: "new", label: "New account", value: <TextLines lines={bankLines(change)} /> },
          { key: "now", label: "Invoices name now", value: <TextLines lines={bankLines(change.now)} /> },
          {
            key: "by",
            label: "Given",
            value: (
              <>
                By {change.proposedByName}, <MomentText at={change.proposedAt} />
              </>
            ),
          },
          {
            key: "state",
            label: "Where it stands",
            value: waits ? `Waits for ${awaitedFor(change)}` : stateWord(change.state),
          },
        ]}
      />
      {waits && notIndependent ? (
        <WarningCallout heading="Another person decides about this account">
          <p>
            {notIndependent}. It waits for {awaitedFor(change)}.
          </p>
        </WarningCallout>
      ) : null}
      {may === "decide" ? <Decide change={change} /> : null}
      {may === "withdraw" ? (
        <Form>
          <p>
            You gave this account, so a second person confirms it. Until then invoices name the former one.
          </p>
          <SubmitButton name="decision" value="withdraw" variant="secondary">
            Withdraw it
          </SubmitButton>
        </Form>
      ) : null}
    </ReadingColumn>
  );
}

function Decide({ change }: { change: BankChange }) {
  return (
    <Form>
      <WarningCallout heading="Suppliers are robbed by a changed account">
        <p>
          Ring {change.proposedByName} on a number that you already had, and compare the new account with a
          bank statement. When you confirm it, every invoice of {change.legalName} that is raised from then on
          names it. Everybody who signs for {change.legalName} gets an e-mail.
        </p>
      </WarningCallout>
      <ButtonGroup>
        <SubmitButton name="decision" value="confirm">
          Confirm the new account
        </SubmitButton>
        <SubmitButton name="decision" value="decline" variant="secondary">
          Decline it
        </SubmitButton>
      </ButtonGroup>
    </Form>
  );
}
