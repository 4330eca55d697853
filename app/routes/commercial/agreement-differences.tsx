import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { differencesView } from "~/domain/cost-sharing/difference-views.server";
import { DifferenceTag } from "~/ui/agreement";
import { DataTable } from "~/ui/data-table";
import { BackLink, PageTitle, pageTitle } from "~/ui/page";
import { AgreementParams } from "~/web/agreement-forms";
import { centre } from "~/web/audience.server";

const version = z.coerce.number().int().positive().max(10_000);

export const meta = () => [{ title: pageTitle("Differences between versions") }];

export const loader = centre.loader(
  { params: AgreementParams, query: z.object({ from: version.default(1), to: version.default(2) }) },
  async ({ q, params, query }) => ({
    id: params.id,
    ...query,
    ...(await differencesView(q, { agreementId: params.id, ...query })),
  }),
);

export default function AgreementDifferences() {
  const { id, title, from, to, parts, rules } = useLoaderData<typeof loader>();
  const changed = rules.filter((rule) => rule.kind !== "same").length;
  const found = parts.length + changed;
  return (
    <>
      <BackLink href={`/commercial/agreements/${id}`}>The agreement</BackLink>
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
          { key: "rule", header: "Rule", rowHeader: true, cell: (row) => `Rule ${row.ruleNumber}` },
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
