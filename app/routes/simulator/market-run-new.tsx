import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Queryable } from "~db";
import { lotsToChoose } from "~/domain/who-pays/who-pays-view.server";
import type { Actor } from "~/domain/audit/event";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { yearsWithOrders } from "~/domain/simulator/market-run-views.server";
import { versionChoices } from "~/domain/simulator/rule-choices.server";
import { SCENARIOS_SHOWN, scenariosFor } from "~/domain/simulator/scenario-views.server";
import { startMarketRun } from "~/domain/simulator/start-market-run.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { centre } from "~/web/audience.server";
import { NewRunForm } from "~/web/simulator/market-run-forms";
import { text } from "~/web/simulator/scenario-forms";

const OFFICERS = ["commercial_officer"] as const;
const BUYER_KINDS = [
  { value: "trust", label: "NHS trusts" },
  { value: "icb", label: "Integrated care boards" },
  { value: "gp_practice", label: "GP practices" },
  { value: "pcn", label: "Primary care networks" },
  { value: "local_authority", label: "Local authorities" },
  { value: "care_provider", label: "Social care providers" },
];

/** The latest scenarios, how many more there are, and the one that was asked for wherever it stands. */
async function scenariosToChoose(q: Queryable, actor: Actor, asked: string) {
  const { rows, total } = await scenariosFor(q, actor).page(null, SCENARIOS_SHOWN);
  const listed = rows.map(({ id, title }) => ({ value: id, label: `${title} (${id})` }));
  const isListed = asked === "" || listed.some(({ value }) => value === asked);
  const others = isListed ? [] : [{ value: asked, label: asked }];
  return { scenarios: [...others, ...listed], unlisted: total - rows.length };
}

/** Where the choice ends before the scenarios do. */
function unlistedHint(offered: number, unlisted: number): string | undefined {
  if (unlisted === 0) return undefined;
  return `${offered} are offered, the latest first, and there are ${unlisted.toLocaleString("en-GB")} more. To run one of those, open it in the simulator and follow “See what its rules would have cost the whole market”.`;
}

export const meta = () => [{ title: pageTitle("Start a market run") }];

export const loader = centre.loader({ roles: OFFICERS }, async ({ q, actor, query }) => ({
  ...(await scenariosToChoose(q, actor, text(query, "scenario"))),
  versions: (await versionChoices(q, actor)).map((one) => ({
    value: `${one.agreementId}:${one.version}`,
    label: `${one.title} (${one.agreementId}, version ${one.version}, ${one.state.replaceAll("_", " ")})`,
  })),
  years: (await yearsWithOrders(q)).map((year) => ({
    value: String(year),
    label: formatFinancialYear(year),
  })),
  lots: (await lotsToChoose(q)).map(({ id, label }) => ({ value: id, label })),
  asked: text(query, "scenario"),
}));

export const action = centre.action(
  { form: NewRunForm, roles: OFFICERS },
  async ({ tx, actor, form, now, today }) => {
    const { runId } = await startMarketRun(tx, { run: form, actor, at: now, today });
    return redirect(`/commercial/market-runs/${runId}`);
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function WhoseRules({
  field,
  scenarios,
  unlisted,
  versions,
}: Pick<Loaded, "scenarios" | "unlisted" | "versions"> & { field: ReturnType<typeof fields> }) {
  return (
    <Radios
      {...field("source")}
      label="Whose rules?"
      choices={[
        {
          value: "scenario",
          label: "A scenario’s",
          conditional: (
            <Select
              {...field("scenario")}
              label="Which scenario?"
              hint={unlistedHint(scenarios.length, unlisted)}
              options={scenarios}
              emptyLabel="Choose a scenario"
            />
          ),
        },
        {
          value: "agreement",
          label: "An agreement’s, drafts included",
          hint: "Orders outside what it covers stay as they were.",
          conditional: (
            <Select
              {...field("version")}
              label="Which version?"
              options={versions}
              emptyLabel="Choose an agreement"
            />
          ),
        },
      ]}
    />
  );
}

export default function NewMarketRun() {
  const { scenarios, unlisted, versions, years, lots, asked } = useLoaderData<typeof loader>();
  const state = useFormState();
  const scenario = scenarios.find((one) => one.value === asked);
  const field = fields(state, {
    source: asked ? "scenario" : undefined,
    scenario: asked,
    title: scenario?.label.replace(/ \(SIM-\d+\)$/, ""),
    financialYear: years[0]?.value,
  });
  return (
    <>
      <BackLink href="/commercial/market-runs">Market runs</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle lede="Works out every order of a year under other rules, from its kept prices and the facts of its day.">
          Start a market run
        </PageTitle>
        {years.length === 0 ? (
          <EmptyState heading="There are no orders yet">
            <p>A run goes over the orders of a financial year. It can start when the first one was sent.</p>
          </EmptyState>
        ) : (
          <Form>
            <TextField {...field("title")} label="What is the question?" hint="It becomes the run’s title" />
            <WhoseRules field={field} scenarios={scenarios} unlisted={unlisted} versions={versions} />
            <Select
              {...field("financialYear")}
              label="Orders sent in which financial year?"
              options={years}
            />
            <Select {...field("lot")} label="From which lot?" options={lots} emptyLabel="Every lot" />
            <Select
              {...field("buyerKind")}
              label="Bought by whom?"
              options={BUYER_KINDS}
              emptyLabel="Every kind of organisation"
            />
            <p>It changes nothing. You are e-mailed when it is ready.</p>
            <SubmitButton>Start the run</SubmitButton>
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
