import type { Differences } from "~/domain/agreements/draft/differences";
import { DifferenceTag } from "./agreement";
import { DataTable } from "~/ui/kit/lists/data-table";
import { BackLink, PageTitle } from "~/ui/kit/page";

export interface ShownDifferences extends Differences {
  title: string;
  from: number;
  to: number;
}

/** What one version changes of another, rule by rule in sentences. `back` is the agreement's own page. */
export function AgreementDifferences({ back, differences }: { back: string; differences: ShownDifferences }) {
  const { title, from, to, parts, rules } = differences;
  const found = parts.length + rules.filter((rule) => rule.kind !== "same").length;
  return (
    <>
      <BackLink href={back}>The agreement</BackLink>
      <PageTitle
        caption={title}
        lede={
          found === 0
            ? "Nothing differs but the number."
            : `${found} ${found === 1 ? "difference" : "differences"}. Rules keep their numbers from version to version.`
        }
      >
        Version {to} against version {from}
      </PageTitle>
      {parts.length > 0 ? (
        <DataTable
          id="parts"
          caption="Parties, dates and what it covers"
          rows={parts}
          rowKey={(row) => row.part}
          columns={[
            { key: "part", header: "What", rowHeader: true, cell: (row) => row.part },
            { key: "before", header: `Version ${from}`, cell: (row) => row.before },
            { key: "after", header: `Version ${to}`, cell: (row) => row.after },
          ]}
        />
      ) : null}
      <DataTable
        id="rules"
        caption="Rules"
        rows={rules}
        rowKey={(row) => String(row.ruleNumber)}
        columns={[
          { key: "rule", header: "Rule", rowHeader: true, cell: (row) => row.ruleNumber },
          { key: "kind", header: "What changed", cell: (row) => <DifferenceTag difference={row} /> },
          {
            key: "before",
            header: `Version ${from}`,
            cell: (row) => ("before" in row ? row.before : row.kind === "same" ? row.after : "Not there"),
          },
          {
            key: "after",
            header: `Version ${to}`,
            cell: (row) => ("after" in row ? row.after : "Not there any more"),
          },
        ]}
      />
    </>
  );
}
