import type { FundRow } from "~/domain/funding/funding-views.server";
import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import type { FinancialYear } from "~/domain/shared/financial-year";
import type { Condition, Outstanding } from "~/domain/year-end/close-conditions";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ListPages } from "~/ui/kit/lists/list-page";
import { pagedTotals } from "~/ui/kit/lists/paged-totals";
import type { ShownPage } from "~/web/lists/list-page";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Details } from "~/ui/kit/details";
import { fields, Form, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { TaskList } from "~/ui/kit/task-list";
import { TextArea } from "~/ui/kit/fields/text-fields";
import { listFile } from "./year-end";

/** What must hold before the year closes, each with what to do. */
export function CloseConditions({
  conditions,
  officer,
}: {
  conditions: readonly Condition[];
  officer: boolean;
}) {
  const stale = conditions.some((condition) => condition.key === "recomputed" && !condition.met);
  return (
    <>
      <h2>Before it can close</h2>
      <TaskList
        id="conditions"
        tasks={conditions.map(({ key, label, met, text }) => ({
          key,
          label,
          hint: text,
          state: met ? ("completed" as const) : ("needs-attention" as const),
          stateLabel: met ? "Done" : "Missing",
        }))}
      />
      {stale && officer ? (
        <Form>
          <input type="hidden" name="intent" value="recompute" />
          <SubmitButton variant="secondary">Work every balance out again</SubmitButton>
        </Form>
      ) : null}
    </>
  );
}

const HOLDING = ["order", "orders"] as const;

/** The key of an order that still holds money of a fund, by which its list goes on. */
export const outstandingKey = (row: Outstanding): string => `${row.orderId} ${row.fundId}`;

/** The foot of their list: what the rows in sight hold, what the others do, and all of them. */
export const outstandingTotals = (
  shown: readonly Outstanding[],
  all: readonly Outstanding[],
): Record<string, string>[] =>
  pagedTotals(shown, all, { name: "order", noun: "orders", figures: { left: (row) => row.left } });

/** Orders that still hold money of funds that lapse, page by page; the foot is over all of them. */
export function OutstandingOrders({
  page,
  totals,
  financialYear,
}: {
  page: ShownPage<Outstanding>;
  totals: readonly Record<string, string>[];
  financialYear: FinancialYear;
}) {
  if (page.total === 0) return null;
  return (
    <section id="outstanding">
      <DataTable
        id="outstanding-orders"
        narrow="scroll"
        dense
        caption="Orders that still hold money of funds that lapse"
        rows={page.rows}
        totalRows={page.total}
        noun={HOLDING}
        rowKey={outstandingKey}
        columns={[
          {
            key: "order",
            header: "Order",
            rowHeader: true,
            cell: (row) => <a href={`/commercial/orders/${row.orderId}`}>{row.orderId}</a>,
          },
          { key: "title", header: "What", cell: (row) => row.orderTitle },
          { key: "buyer", header: "Buyer", cell: (row) => row.buyerName },
          { key: "fund", header: "Fund", cell: (row) => row.fundName },
          {
            key: "left",
            header: "Still reserved",
            numeric: true,
            cell: (row) => <Money amount={row.left} />,
          },
        ]}
        totals={totals}
        downloads={listFile(financialYear, "outstanding")}
      />
      <ListPages page={page} noun={HOLDING} />
    </section>
  );
}

/** What goes back to its payers with the closing. */
export function LapsingFunds({ rows }: { rows: readonly FundRow[] }) {
  return (
    <DataTable
      id="lapsing"
      caption="What lapses with the closing"
      rows={rows}
      rowKey={(row) => row.fundId}
      columns={[
        {
          key: "fund",
          header: "Fund",
          rowHeader: true,
          cell: (row) => <a href={`/commercial/funding/${encodeURIComponent(row.fundId)}`}>{row.name}</a>,
        },
        { key: "payer", header: "Back to", cell: (row) => row.payerName },
        { key: "free", header: "Lapses", numeric: true, cell: (row) => <Money amount={row.free} /> },
      ]}
      totals={[{ fund: "In all", free: formatPence(sum(rows.map((row) => row.free))) }]}
      empty={
        <p>
          Nothing lapses with the closing: no fund of this year or before has money free to commit that
          lapses.
        </p>
      }
    />
  );
}

/** What the closing leaves in its funds: nobody has carried it over. */
export function StayingFunds({
  rows,
  financialYear,
}: {
  rows: readonly FundRow[];
  financialYear: FinancialYear;
}) {
  if (rows.length === 0) return null;
  return (
    <>
      <DataTable
        id="staying"
        caption="What stays in funds that carry over, and is not carried over yet"
        rows={rows}
        rowKey={(row) => row.fundId}
        columns={[
          {
            key: "fund",
            header: "Fund",
            rowHeader: true,
            cell: (row) => <a href={`/commercial/funding/${encodeURIComponent(row.fundId)}`}>{row.name}</a>,
          },
          { key: "payer", header: "Paid by", cell: (row) => row.payerName },
          { key: "free", header: "Stays", numeric: true, cell: (row) => <Money amount={row.free} /> },
        ]}
        totals={[{ fund: "In all", free: formatPence(sum(rows.map((row) => row.free))) }]}
      />
      <p>
        The closing carries nothing over. Two officers do, before it or after:{" "}
        <a href={`/commercial/year-end/${financialYear}/carry-over`}>what can be carried over</a>.
      </p>
    </>
  );
}

interface CloseFormsProps {
  year: string;
  asked: boolean;
  own: boolean;
  conditions: readonly Condition[];
  outstanding: Pence;
  lapsing: Pence;
  /** Free in funds that carry over, and not carried over. */
  staying: Pence;
}

/** Ask, close or take back: whichever this officer may do now, checked before it is done. */
export function CloseForms(props: CloseFormsProps) {
  const { asked, own, conditions, outstanding } = props;
  const checked = useIsChecked();
  if (checked) return <Check {...props} />;
  const missing = conditions.filter((condition) => !condition.met);
  const needsReason = !asked && outstanding > 0n;
  const ready = missing.every((condition) => needsReason && condition.key === "reservations");
  return (
    <>
      {ready && !asked ? <Ask outstanding={outstanding} /> : null}
      {ready && asked && !own ? (
        <Form>
          <input type="hidden" name="intent" value="close" />
          <SubmitButton name="step" value="check">
            Continue to close the year
          </SubmitButton>
        </Form>
      ) : null}
      {asked && own ? <p>You asked for the closing, so another commercial officer closes the year.</p> : null}
      {asked ? <TakeBack /> : null}
    </>
  );
}

function Ask({ outstanding }: { outstanding: Pence }) {
  const field = fields(useFormState());
  return (
    <Form>
      <input type="hidden" name="intent" value="ask" />
      {outstanding > 0n ? (
        <TextArea
          {...field("accrualReason")}
          label={`Why should ${formatPence(outstanding)} stay reserved, to be paid after the year?`}
          hint="For example: the results were there in March, and the invoices come in May. Leave it empty when the orders are to be dealt with first."
          rows={3}
          maxLength={1000}
        />
      ) : null}
      <SubmitButton name="step" value="check">
        Continue to ask for the closing
      </SubmitButton>
    </Form>
  );
}

function TakeBack() {
  const state = useFormState();
  const field = fields(state);
  return (
    <Details summary="Take the request back" open={state?.errors["reason"] !== undefined}>
      <Form>
        <input type="hidden" name="intent" value="withdraw" />
        <TextArea {...field("reason")} label="Why is the year not closed?" rows={3} maxLength={1000} />
        <SubmitButton name="step" value="check" variant="secondary">
          Continue
        </SubmitButton>
      </Form>
    </Details>
  );
}

const BUTTONS: Record<string, string> = {
  ask: "Ask for the closing",
  close: "Close the year",
  withdraw: "Take the request back",
};

function Check({ year, outstanding, lapsing, staying }: CloseFormsProps) {
  const state = useFormState();
  const intent = String(state?.values["intent"] ?? "ask");
  const reason = String(state?.values["accrualReason"] || state?.values["reason"] || "");
  return (
    <>
      <h2>Check before you go on</h2>
      <CheckAnswers
        state={state}
        button={BUTTONS[intent] ?? "Go on"}
        variant={intent === "close" ? "warning" : "primary"}
        rows={[
          { key: "year", label: "Year", value: year },
          { key: "intent", label: "You", value: BUTTONS[intent] },
          ...(intent === "withdraw" ? [] : [{ key: "lapses", label: "Lapses", value: formatPence(lapsing) }]),
          ...(intent !== "withdraw" && outstanding > 0n
            ? [{ key: "kept", label: "Stays reserved", value: formatPence(outstanding) }]
            : []),
          ...(intent !== "withdraw" && staying > 0n
            ? [
                {
                  key: "staying",
                  label: "Stays in funds that carry over, not carried over yet",
                  value: formatPence(staying),
                },
              ]
            : []),
          ...(reason ? [{ key: "reason", label: "Reason", value: reason }] : []),
        ]}
      >
        {intent === "close" ? (
          <WarningCallout level={3} heading="This cannot be undone">
            <p>
              {formatPence(lapsing)} goes back to the payers of the funds, and from now on nothing can be
              recorded in {year} or before it, whoever tries.
            </p>
          </WarningCallout>
        ) : null}
      </CheckAnswers>
    </>
  );
}
