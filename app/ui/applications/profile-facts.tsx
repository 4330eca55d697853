import { withCode } from "~/domain/shared/organisation-words";
import {
  CQC_STATUSES,
  DSPT_STATUSES,
  MATURITY_ANSWERS,
  MATURITY_QUESTIONS,
  RECORDS,
  type MaturityQuestion,
  type Need,
  type NeedCost,
  type RegisterFacts,
  type Readiness,
} from "~/domain/applications/profile/profile";
import { REGIONS } from "~/domain/organisations/region";
import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { sum } from "~/domain/money/money";
import { kindLabel } from "~/domain/organisations/organisation";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { Money } from "~/ui/kit/money";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";

const COUNTS: Readonly<Record<string, string>> = {
  registered_patients: "Registered patients",
  beds: "Beds",
};

const countName = (name: string) =>
  COUNTS[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;

/** What the registers say of an organisation. Nobody types it here. */
export function RegisterList({ facts, heading }: { facts: RegisterFacts; heading?: string }) {
  const rows: SummaryRow[] = [
    { key: "name", label: "Name", value: withCode(facts.name, facts.code) },
    { key: "kind", label: "Kind", value: kindLabel(facts.kind) },
    {
      key: "region",
      label: "Region",
      value: REGIONS[facts.regionCode ?? ""] ?? facts.regionCode ?? "Not recorded",
    },
    { key: "icb", label: "Integrated care board", value: facts.icbName ?? facts.icbCode ?? "None" },
    ...facts.counts.map(({ name, value, asAt }) => ({
      key: name,
      label: countName(name),
      value: `${value.toLocaleString("en-GB")}, counted on ${formatDay(asAt)}`,
    })),
  ];
  return <SummaryList heading={heading} rows={rows} />;
}

/** Where an organisation stands; the register's word stands before its own. */
export function ReadinessList({
  facts,
  readiness,
  heading,
  changeHref,
}: {
  facts: RegisterFacts;
  readiness: Readiness;
  heading?: string;
  changeHref?: string;
}) {
  const rows: SummaryRow[] = [
    {
      key: "dspt",
      label: "Data Security and Protection Toolkit",
      value: facts.dsptStatus
        ? `${facts.dsptStatus} (from the toolkit’s register)`
        : DSPT_STATUSES[readiness.dspt],
    },
    {
      key: "cqc",
      label: "Care Quality Commission",
      value:
        facts.cqcRegistered === null
          ? CQC_STATUSES[readiness.cqc]
          : `${facts.cqcRegistered ? "Registered" : "Not registered"} (from its register)`,
    },
    { key: "records", label: "Records", value: RECORDS[readiness.records] },
    ...(readiness.system ? [{ key: "system", label: "System", value: readiness.system }] : []),
    ...(Object.keys(MATURITY_QUESTIONS) as MaturityQuestion[]).map((question) => ({
      key: question,
      label: MATURITY_QUESTIONS[question],
      value: MATURITY_ANSWERS[readiness.maturity[question]],
    })),
  ];
  return <SummaryList heading={heading} changeHref={changeHref} rows={rows} />;
}

/** The facts of a need, without its costs. */
export function NeedFacts({ need, heading }: { need: Need; heading?: string }) {
  return (
    <SummaryList
      heading={heading}
      rows={[
        { key: "title", label: "Need", value: need.title },
        { key: "summary", label: "What and why", value: need.summary },
        { key: "capability", label: "Capability", value: need.capability },
        { key: "assured", label: "Certified solution", value: need.assuredProduct ? "Yes" : "No" },
        { key: "starts", label: "Work starts", value: <DayText day={need.startsOn} /> },
        { key: "contact", label: "Whom to ask", value: `${need.contactName}, ${need.contactEmail}` },
      ]}
    />
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Costs by category, nature and year with their sum. */
export function CostTable({
  costs,
  caption,
  id = "costs",
}: {
  costs: readonly NeedCost[];
  caption: string;
  id?: string;
}) {
  return (
    <DataTable
      id={id}
      caption={caption}
      captionSize="s"
      rows={costs}
      rowKey={(cost) => `${cost.category}-${cost.nature}-${cost.financialYear}`}
      columns={[
        {
          key: "category",
          header: "Cost",
          rowHeader: true,
          cell: (cost) => costCategoryName(cost.category),
        },
        { key: "nature", header: "Kind", cell: (cost) => sentence(cost.nature) },
        { key: "year", header: "Financial year", cell: (cost) => formatFinancialYear(cost.financialYear) },
        {
          key: "amount",
          header: "Sum",
          numeric: true,
          cell: (cost) => <Money amount={cost.amount} />,
        },
      ]}
      totals={[{ category: "Total", amount: <Money amount={sum(costs.map(({ amount }) => amount))} /> }]}
    />
  );
}
