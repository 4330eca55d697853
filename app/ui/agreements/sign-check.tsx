import { withCode } from "~/domain/shared/organisation-words";
import type { AgreementVersionView } from "~/domain/agreements/agreement-views.server";
import type { FundRow } from "~/domain/funding/funding-views.server";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { formatDay } from "~/domain/shared/day";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { ButtonGroup, ErrorSummary, Form, hasErrors, SubmitButton, type FormState } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { RulesText } from "./agreement-draft";

interface SignCheckProps {
  agreementId: string;
  title: string;
  ownerName: string;
  version: AgreementVersionView;
  /** The numbers of the rules by which this organisation pays. */
  own: readonly number[];
  /** Every fund that a rule names. */
  funds: readonly FundRow[];
  organisationName: string;
  /** Who is signed in and signs. */
  signer: string;
  state: FormState | null;
  base: string;
}

/** The last look before a party signs: what it signs, for whom, from when to when, and which funds pay. */
export function SignCheckPage(props: SignCheckProps) {
  const { agreementId, title, version, organisationName, signer, state, base } = props;
  const others = version.parties.filter((party) => party.organisationName !== organisationName);
  const last = others.every((party) => party.signedAt !== null);
  return (
    <>
      <BackLink href={`${base}/${agreementId}`}>The agreement</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`${title}, ${agreementId}, version ${version.version}`}>
          Check before you sign
        </PageTitle>
        <Facts {...props} />
        <Rules {...props} />
      </ReadingColumn>
      <Funds {...props} />
      <ReadingColumn>
        <WarningCallout heading={`Signing binds ${organisationName}`}>
          <p>
            {organisationName} will pay what these rules say for orders that are placed while the agreement is
            in force. Nobody can take a signature back.{" "}
            {last
              ? "Yours is the last signature: with it the agreement is signed, and nobody can change it. A later version can replace it."
              : "When the last party has signed, nobody can change it; a later version can replace it."}
          </p>
        </WarningCallout>
        <Form>
          <p>
            You sign as <strong>{signer}</strong>, for {organisationName}.
          </p>
          <ButtonGroup>
            <SubmitButton>Sign for {organisationName}</SubmitButton>
            <a href={`${base}/${agreementId}`}>Do not sign it now</a>
          </ButtonGroup>
        </Form>
      </ReadingColumn>
    </>
  );
}

function Facts({ version, ownerName }: SignCheckProps) {
  return (
    <SummaryList
      rows={[
        { key: "owner", label: "Run by", value: ownerName },
        {
          key: "parties",
          label: "Parties",
          value: version.parties.map((party) => (
            <span className="dt-line" key={party.organisationCode}>
              {withCode(party.organisationName, party.organisationCode)}:{" "}
              {party.signedAt ? (
                <>
                  signed by {party.signatoryName}, <MomentText at={party.signedAt} />
                </>
              ) : (
                "not signed yet"
              )}
            </span>
          )),
        },
        { key: "from", label: "First day", value: formatDay(version.effectiveFrom) },
        {
          key: "to",
          label: "Last day",
          value: version.effectiveTo
            ? formatDay(version.effectiveTo)
            : "None: it goes on until it is ended or replaced",
        },
        {
          key: "covers",
          label: "It covers",
          value:
            version.covers.length === 0
              ? "Every order of every buyer"
              : version.covers.map((line) => (
                  <span className="dt-line" key={line.key}>
                    {line.label}: {line.value}
                  </span>
                )),
        },
        { key: "summary", label: "Summary", value: version.summary },
      ]}
    />
  );
}

function Rules({ version, own, organisationName }: SignCheckProps) {
  const paying = version.rules.filter((rule) => own.includes(rule.ruleNumber));
  const others = version.rules.filter((rule) => !own.includes(rule.ruleNumber));
  return (
    <>
      <h2 className="nhsuk-heading-m">What {organisationName} pays</h2>
      {paying.length === 0 ? <p>Nothing by itself: no rule makes it pay.</p> : <RulesText rules={paying} />}
      {others.length > 0 ? (
        <>
          <h2 className="nhsuk-heading-m">The other rules</h2>
          <RulesText rules={others} />
        </>
      ) : null}
    </>
  );
}

function Funds({ funds }: SignCheckProps) {
  if (funds.length === 0) {
    return (
      <ReadingColumn>
        <h2 className="nhsuk-heading-m">Funds that pay</h2>
        <p>None: everybody pays from their own budget.</p>
      </ReadingColumn>
    );
  }
  return (
    <DataTable
      id="sign-funds"
      caption="Funds that pay"
      rows={funds}
      rowKey={(row) => row.fundId}
      columns={[
        { key: "name", header: "Fund", rowHeader: true, cell: (row) => row.name },
        { key: "payer", header: "Whose money", cell: (row) => row.payerName },
        { key: "year", header: "Year", cell: (row) => formatFinancialYear(row.financialYear) },
        {
          key: "nature",
          header: "Kind of money",
          cell: (row) => (row.nature === "capital" ? "Capital" : "Revenue"),
        },
        {
          key: "free",
          header: "Free to commit today",
          numeric: true,
          cell: (row) => <Money amount={row.free} />,
        },
        {
          key: "bind",
          header: "Do its allocations bind?",
          cell: (row) =>
            row.allocationsBind
              ? "Yes: an order takes no more than what is set aside"
              : "No: an order takes what is free to commit",
        },
      ]}
    />
  );
}
