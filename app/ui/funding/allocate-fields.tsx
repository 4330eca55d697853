import { withCode } from "~/domain/shared/organisation-words";
import { FORMULA_WORDS, FORMULAS } from "~/domain/funding/allocations/allocation-formula";
import { TABLE_HEADING } from "~/domain/funding/allocations/allocation-table";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { roomText, type Room } from "~/domain/funding/allocations/allocation-table";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { BUYER_KINDS, kindLabel } from "~/domain/organisations/organisation";
import { REGIONS } from "~/domain/organisations/region";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { DataTable } from "~/ui/kit/lists/data-table";
import { KeptFile } from "~/ui/kit/fields/kept-file";
import { Details } from "~/ui/kit/details";
import { fields, Form } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { FileField, MoneyField, Select, TextArea } from "~/ui/kit/fields/text-fields";

/** Everything wrong with a table, by row; at the top of the page, before anything was kept. */
export function FaultList({ faults }: { faults: readonly { line: number; reason: string }[] }) {
  const shown = faults.slice(0, 100);
  return (
    <div className="nhsuk-error-summary" data-module="nhsuk-error-summary" tabIndex={-1}>
      <div role="alert">
        <h2 className="nhsuk-error-summary__heading">
          {faults.length === 1 ? "There is 1 error" : `There are ${faults.length} errors`}, and nothing was
          set aside
        </h2>
        <div className="nhsuk-error-summary__body">
          <ul className="nhsuk-list">
            {shown.map(({ line, reason }, index) => (
              <li key={index}>
                {line > 0 ? `Row ${line}: ` : null}
                {reason}
              </li>
            ))}
          </ul>
          {faults.length > shown.length ? <p>And {faults.length - shown.length} more.</p> : null}
        </div>
      </div>
    </div>
  );
}

/** How to set money of a fund aside: by a table, or by a formula over chosen organisations. */
export function AllocateFields({ has, kinds }: { has: Room; kinds: readonly string[] }) {
  const field = fields(useFormState(), { by: "formula" });
  return (
    <Form encType="multipart/form-data">
      <p>
        {roomText(has)}. An organisation that has an allocation gets the new amount instead; the old one stays
        in the history.
      </p>
      <Radios
        {...field("by")}
        label="How"
        choices={[
          {
            value: "formula",
            label: "By a formula",
            hint: "Divides an amount to the penny",
            conditional: <FormulaFields kinds={kinds} />,
          },
          {
            value: "table",
            label: "By a table",
            hint: "One organisation and its amount on each line",
            conditional: <TableFields />,
          },
        ]}
      />
      <ReasonStep hint="It stands in the history, and the public page shows the amounts" />
    </Form>
  );
}

function TableFields() {
  const state = useFormState();
  const field = fields(state);
  return (
    <>
      <FileField
        {...field("file")}
        label="CSV file or workbook (XLSX)"
        hint={`The first line is ${TABLE_HEADING}. Amounts are in pounds; 0 takes an allocation away.`}
        accept=".csv,.txt,.xlsx,text/csv"
      />
      <KeptFile name="file" state={state} />
      <Details summary="Paste the table instead" open={state?.errors["table"] !== undefined}>
        <TextArea
          {...field("table")}
          label="Table"
          hint={`${TABLE_HEADING}, then one line each: QWO,450000.00`}
          rows={6}
        />
      </Details>
    </>
  );
}

function WeightFields() {
  const state = useFormState();
  const field = fields(state);
  return (
    <>
      <TextArea {...field("weights")} label="Organisations and their weights" rows={6} />
      <FileField
        {...field("weightsFile")}
        label="Or a CSV file or workbook (XLSX) of them"
        hint="Two columns: ODS code, Weight"
        accept=".csv,.txt,.xlsx,text/csv"
      />
      <KeptFile name="weightsFile" state={state} />
    </>
  );
}

function FormulaFields({ kinds }: { kinds: readonly string[] }) {
  const field = fields(useFormState(), { formula: "per-head", who: "kind", kind: "icb" });
  const choices = BUYER_KINDS.filter((kind) => kinds.length === 0 || kind === "icb" || kinds.includes(kind));
  return (
    <>
      <MoneyField {...field("amount")} label="Amount to divide" />
      <Radios
        {...field("formula")}
        label="Formula"
        small
        choices={FORMULAS.map((formula) => ({
          value: formula,
          label: FORMULA_WORDS[formula].label,
          hint: FORMULA_WORDS[formula].hint,
          conditional: formula === "weighted" ? <WeightFields /> : undefined,
        }))}
      />
      <Radios
        {...field("who")}
        label="Over which organisations"
        hint="With weights of your own, those that you name there"
        small
        choices={[
          {
            value: "kind",
            label: "All of a kind",
            conditional: (
              <>
                <Select
                  {...field("kind")}
                  label="Kind of organisation"
                  options={choices.map((kind) => ({ value: kind, label: kindLabel(kind, true) }))}
                />
                <Select
                  {...field("region")}
                  label="Region"
                  emptyLabel="All of England"
                  options={Object.entries(REGIONS).map(([value, label]) => ({ value, label }))}
                />
              </>
            ),
          },
          {
            value: "list",
            label: "A list",
            conditional: (
              <TextArea
                {...field("list")}
                label="Codes"
                hint="For example QWO QOP QF7, or one on each line"
                rows={4}
              />
            ),
          },
        ]}
      />
    </>
  );
}

export interface ShownPlan {
  rows: {
    organisationCode: string;
    organisationName: string;
    usedBy: string | null;
    before: Pence;
    amount: Pence;
    used: Pence;
    basis: string;
  }[];
  total: Pence;
  room: Pence;
  waitingOut: Pence;
  roomAfter: Pence;
  uncounted: { code: string; name: string }[];
}

function Uncounted({ organisations }: { organisations: ShownPlan["uncounted"] }) {
  if (organisations.length === 0) return null;
  return (
    <WarningCallout level={2} heading="Some organisations get nothing">
      <p>
        Nothing is counted for {organisations.length === 1 ? "this one" : `these ${organisations.length}`}:{" "}
        {organisations
          .slice(0, 30)
          .map(({ code, name }) => withCode(name, code))
          .join(", ")}
        {organisations.length > 30 ? " and others" : ""}.
      </p>
    </WarningCallout>
  );
}

/** What would be set aside for whom, before it is. */
export function AllocationPreview({ plan, binds }: { plan: ShownPlan; binds: boolean }) {
  const state = useFormState();
  return (
    <>
      <DataTable
        id="plan"
        narrow="scroll"
        caption={`${plan.rows.length.toLocaleString("en-GB")} ${plan.rows.length === 1 ? "allocation" : "allocations"}`}
        rows={plan.rows}
        rowKey={(row) => row.organisationCode}
        columns={[
          {
            key: "organisation",
            header: "Organisation",
            rowHeader: true,
            cell: (row) => withCode(row.organisationName, row.organisationCode),
          },
          {
            key: "basis",
            header: "How it came about",
            cell: (row) => [row.basis, row.usedBy].filter(Boolean).join(". "),
          },
          { key: "before", header: "Now", numeric: true, cell: (row) => formatPence(row.before) },
          { key: "used", header: "Committed or drawn", numeric: true, cell: (row) => formatPence(row.used) },
          { key: "amount", header: "From now on", numeric: true, cell: (row) => formatPence(row.amount) },
        ]}
        totals={[
          {
            organisation: "Total",
            before: formatPence(sum(plan.rows.map((row) => row.before))),
            used: formatPence(sum(plan.rows.map((row) => row.used))),
            amount: formatPence(plan.total),
          },
        ]}
      />
      <Uncounted organisations={plan.uncounted} />
      <CheckAnswers
        state={state}
        button="Set the money aside"
        rows={[
          { key: "total", label: "Total", value: formatPence(plan.total) },
          ...(plan.waitingOut > 0n
            ? [
                {
                  key: "waiting",
                  label: "Requests to move its money that wait",
                  value: formatPence(plan.waitingOut),
                },
              ]
            : []),
          { key: "room", label: `${FUND_FIGURES.freeToAllocate} now`, value: formatPence(plan.room) },
          {
            key: "after",
            label: `${FUND_FIGURES.freeToAllocate} afterwards`,
            value: formatPence(plan.roomAfter),
          },
          { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
        ]}
      >
        <p>
          {binds
            ? "Allocations of this fund bind: an organisation’s orders take no more than what is set aside for it."
            : "The allocations are a plan: orders take whatever is free to commit in the fund."}{" "}
          They are on the programme’s public page at once.
        </p>
      </CheckAnswers>
    </>
  );
}
