import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { financialYearOf } from "~/domain/shared/financial-year";
import { statementOf } from "~/domain/statements/statement";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { BackLink, FullWidth, pageTitle } from "~/ui/kit/page";
import { StatementPage } from "~/ui/statements/statement-page";
import { centre } from "~/web/audience.server";
import { StatementQuery } from "~/web/statements/statement-files.server";

const Params = z.object({ code: z.string().max(200) });

export const meta = ({ data }: { data?: { statement: { organisation: { name: string } } } }) => [
  { title: pageTitle(`Statement${data ? ` of ${data.statement.organisation.name}` : ""}`) },
];

export const loader = centre.loader({ params: Params, query: StatementQuery }, async (input) => {
  const { q, actor, params, query, today } = input;
  const facts = await statementFacts(q, { organisationCode: params.code });
  return {
    statement: statementOf(facts, query.year ?? financialYearOf(today)),
    today,
    linkInvoices: actor.roles.some((role) => role === "commercial_officer" || role === "auditor"),
  };
});

export default function CommercialStatement() {
  const { statement, today, linkInvoices } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/commercial/statements">Statements</BackLink>
      <StatementPage
        statement={statement}
        today={today}
        base={`/commercial/statements/${encodeURIComponent(statement.organisation.code)}`}
        ordersBase="/commercial/orders"
        linkInvoices={linkInvoices}
      />
    </FullWidth>
  );
}
