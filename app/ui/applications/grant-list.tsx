import type { ReactNode } from "react";
import type { GrantRow } from "~/domain/applications/grant-views.server";
import { dayOf } from "~/domain/shared/day";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/data-table";
import { DayText } from "~/ui/kit/day";
import { Form, SubmitButton, type FormState } from "~/ui/kit/form";
import { GrantStateTag } from "./grant-document";
import { Money } from "~/ui/kit/money";
import { spreadsheets } from "~/ui/kit/downloads";
import { SignatureField } from "~/ui/kit/signature";

/** Awards with their sums; the centre's list names the organisation. */
export function GrantTable({
  base,
  rows,
  named = false,
  empty,
}: {
  base: string;
  rows: readonly GrantRow[];
  named?: boolean;
  empty: ReactNode;
}) {
  return (
    <DataTable
      id="awards"
      caption="Awards"
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      noun={["award", "awards"]}
      downloads={spreadsheets(`${base}.csv`)}
      columns={[
        {
          key: "id",
          header: "Award",
          rowHeader: true,
          cell: (row) => <a href={`${base}/${row.id}`}>{row.id}</a>,
        },
        ...(named
          ? [{ key: "organisation", header: "To", cell: (row: GrantRow) => row.organisationName }]
          : []),
        {
          key: "fund",
          header: "Fund",
          cell: (row) => (
            <>
              {row.fundName}, for {row.needTitle}
            </>
          ),
        },
        { key: "amount", header: "Awarded", numeric: true, cell: (row) => <Money amount={row.amount} /> },
        {
          key: "returned",
          header: "Given back",
          numeric: true,
          cell: (row) => <Money amount={row.returned} />,
        },
        { key: "state", header: "State", cell: (row) => <GrantStateTag state={row.state} /> },
        { key: "at", header: "Decided", cell: (row) => <DayText day={dayOf(row.awardedAt)} /> },
      ]}
      empty={empty}
    />
  );
}

/** The signature under a memorandum, for one side. */
export function SignGrant({
  state,
  forWhom,
  name,
}: {
  state: FormState | null;
  forWhom: string;
  /** Of the signed-in person. */
  name: string;
}) {
  return (
    <Form>
      <WarningCallout heading={`You sign for ${forWhom}`}>
        <p>The memorandum binds both sides from the second signature on.</p>
      </WarningCallout>
      <SignatureField state={state} signatory={{ name }} />
      <SubmitButton name="deed" value="sign">
        Sign the memorandum
      </SubmitButton>
    </Form>
  );
}
