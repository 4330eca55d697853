import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { explainPayer } from "~/domain/simulator/scenario-result.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { PeriodText } from "~/ui/kit/day";
import { Money } from "~/ui/kit/money";
import { categoryWords } from "~/ui/orders/order-document";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { buyerOrCentre } from "~/web/audience.server";
import { ScenarioParams } from "~/web/simulator/scenario-forms";

const Params = ScenarioParams.extend({ payer: z.string().regex(/^[\w-]{1,40}$/) });

export const meta = () => [{ title: pageTitle("How a share is worked out") }];

export const loader = buyerOrCentre.loader({ params: Params }, async ({ q, actor, params }) => {
  const scenario = await scenarioView(q, { id: params.id, actor });
  const { id, title } = scenario;
  return { scenario: { id, title }, explained: await explainPayer(q, scenario, params.payer) };
});

type Shown = ReturnType<typeof useLoaderData<typeof loader>>["explained"]["shares"][number];

function Share({ share, id }: { share: Shown; id: string }) {
  return (
    <section>
      <h3>
        {share.lineName}: {categoryWords(share.category).toLowerCase()}, {share.nature}
      </h3>
      <p>
        <PeriodText from={share.period.from} to={share.period.to} /> (
        {formatFinancialYear(share.financialYear)}), from {share.fundName ?? "the payer’s own budget"}. The
        cost to be shared is <Money amount={share.lineNet} /> excluding VAT.
      </p>
      {share.fallen.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <DataTable
        id={id}
        caption="How it is worked out"
        captionSize="s"
        rows={share.steps}
        rowKey={(step) => `${step.ruleNumber}-${step.text}`}
        columns={[
          { key: "rule", header: "Rule", cell: (step) => step.ruleNumber },
          { key: "text", header: "Step", rowHeader: true, cell: (step) => step.text },
          { key: "amount", header: "Amount", numeric: true, cell: (step) => <Money amount={step.amount} /> },
        ]}
        totals={[{ text: "Share excluding VAT", amount: <Money amount={share.net} /> }]}
      />
      <p>
        VAT on it is <Money amount={share.vat} />, of which <Money amount={share.recoverableVat} /> comes
        back: it bears <Money amount={share.cost} />.{share.vatNote ? ` ${share.vatNote}` : null}
      </p>
    </section>
  );
}

export default function ScenarioPayer() {
  const { scenario, explained } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/simulator/${scenario.id}`}>Back to the scenario</BackLink>
      <PageTitle caption={`${scenario.title} (${scenario.id})`}>
        How what {explained.payerName} would pay is worked out
      </PageTitle>
      <h2>The rules</h2>
      {explained.applied.map((applied) => (
        <ul key={`${applied.agreementId}-${applied.version}`}>
          {applied.rules.map((rule) => (
            <li key={rule.ruleNumber}>
              Rule {rule.ruleNumber}: {rule.sentence}
            </li>
          ))}
        </ul>
      ))}
      <h2>Cost by cost</h2>
      {explained.shares.map((share, index) => (
        <Share key={`share-${index}`} id={`share-${index}`} share={share} />
      ))}
    </>
  );
}
