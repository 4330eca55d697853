import { useLoaderData } from "@remix-run/react";
import { financialYearOf, formatFinancialYear } from "~/domain/shared/financial-year";
import { statementOf } from "~/domain/statements/statement";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { BackLink, FullWidth, pageTitle } from "~/ui/kit/page";
import { StatementPage } from "~/ui/statements/statement-page";
import { buyer } from "~/web/audience.server";
import { StatementQuery } from "~/web/statements/statement-files.server";

export const meta = ({ data }: { data?: { statement: { year: number } } }) => [
  { title: pageTitle(`Statement ${data ? formatFinancialYear(data.statement.year) : ""}`.trim()) },
];

export const loader = buyer.loader({ query: StatementQuery }, async ({ q, actor, query, today }) => {
  const facts = await statementFacts(q, { organisationCode: actor.organisationCode });
  return { statement: statementOf(facts, query.year ?? financialYearOf(today)), today };
});

export default function BuyerStatement() {
  const { statement, today } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/buying">Buying</BackLink>
      <StatementPage
        statement={statement}
        today={today}
        base="/buying/statement"
        ordersBase="/buying/orders"
      />
    </FullWidth>
  );
}
