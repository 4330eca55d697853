import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { copyScenario } from "~/domain/simulator/copy-scenario.server";
import { maySimulate } from "~/domain/simulator/access";
import { scenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { Inset } from "~/ui/kit/callouts";
import { MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { Clashes, IdleRules, MissedEarmarks, ShortFunds } from "~/ui/simulator/scenario-notes";
import { baseWords, ScenarioParts } from "~/ui/simulator/scenario-parts";
import { DifferencesTable, PayersByYear } from "~/ui/simulator/scenario-result";
import { buyerOrCentre } from "~/web/audience.server";
import { ScenarioParams } from "~/web/simulator/scenario-forms";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const DONE: Record<string, string> = {
  started: "The scenario was started. Change a part of it to see what would follow.",
  saved: "The change was saved",
  copied: "This is your copy. Changes to it do not touch the original.",
};

export const meta = ({ data }: { data?: { answer: { finding: string } } }) => [
  { title: pageTitle(data?.answer.finding ?? "Scenario") },
];

export const loader = buyerOrCentre.loader(
  { params: ScenarioParams },
  async ({ q, actor, params, query }) => {
    const scenario = await scenarioView(q, { id: params.id, actor });
    return {
      scenario,
      answer: await scenarioAnswer(q, scenario),
      mayCopy: maySimulate(actor),
      mayDraft: actor.roles.includes("commercial_officer"),
      mayRun: actor.roles.includes("commercial_officer"),
      done: DONE[String(query.done ?? "")] ?? null,
    };
  },
);

/** The one action of this page: a copy for one's own organisation. */
export const action = buyerOrCentre.action(
  { params: ScenarioParams },
  async ({ tx, actor, params, now, today }) => {
    const { scenarioId } = await copyScenario(tx, { actor, at: now, today, scenarioId: params.id });
    return redirect(`/simulator/${scenarioId}?done=copied`);
  },
);

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Result({ scenario, answer }: Pick<Loaded, "scenario" | "answer">) {
  const { simulation } = answer;
  if (simulation === null) return <Clashes inTheWay={answer.inTheWay!} scenario={scenario} />;
  return (
    <>
      <PayersByYear title={simulation.inAll} rows={simulation.byPayerYear} compared={simulation.compared} />
      <DifferencesTable
        rows={simulation.differences}
        total={simulation.total}
        compared={simulation.compared}
        explainHref={(payer) => `/simulator/${scenario.id}/payers/${payer}`}
        downloads={spreadsheets(`/simulator/${scenario.id}/simulation.csv`)}
      />
      <p>Figures are what a payer bears in the end: net, and the VAT that does not come back to it.</p>
      {answer.keptOtherwise ? (
        <p>
          The shares kept with the order are others: since it was sent, other orders have used caps or facts
          have changed. Before and after are both worked out as things stand now, so that only your changes
          make a difference.
        </p>
      ) : null}
      <ShortFunds funds={answer.shortFunds} />
      <MissedEarmarks missed={answer.missedEarmarks} />
      <IdleRules rules={answer.idle} />
      <Details summary="The facts that are recorded">
        <ul>
          {answer.evidence.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p>What this scenario takes to be otherwise stands below, under “Buyer and facts”.</p>
      </Details>
      <Details summary="The rules that were applied">
        {answer.after.map((applied) => (
          <div key={`${applied.agreementId}-${applied.version}`}>
            <p>
              <strong>{applied.title}</strong>
            </p>
            <ul>
              {applied.rules.map((rule) => (
                <li key={rule.ruleNumber}>
                  Rule {rule.ruleNumber}: {rule.sentence}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Details>
    </>
  );
}

function WhatNext({ scenario, mayCopy, mayDraft, mayRun }: Omit<Loaded, "answer" | "done">) {
  const base = `/simulator/${scenario.id}`;
  return (
    <>
      <h2>What you can do with it</h2>
      <ul>
        {scenario.mayChange ? (
          <>
            <li>
              <a href={`${base}/title`}>Change its title</a>
            </li>
            <li>
              <a href={`${base}/share`}>Share it with another organisation</a>
              {scenario.sharedWith.length > 0
                ? ` (shared with ${scenario.sharedWith.map((one) => one.name).join(", ")})`
                : null}
            </li>
          </>
        ) : null}
        {mayDraft ? (
          <li>
            <a href={`${base}/draft`}>Turn it into a draft agreement</a>
          </li>
        ) : null}
        {mayRun ? (
          <li>
            <a href={`/commercial/market-runs/new?scenario=${scenario.id}`}>
              See what its rules would have cost the whole market
            </a>
          </li>
        ) : null}
        {scenario.mayChange ? (
          <li>
            <a href={`${base}/delete`}>Delete it</a>
          </li>
        ) : null}
      </ul>
      {mayCopy ? (
        <Form>
          <SubmitButton variant="secondary">Save a copy</SubmitButton>
        </Form>
      ) : null}
    </>
  );
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

export default function Scenario() {
  const data = useLoaderData<typeof loader>();
  const { scenario, answer, done } = data;
  const state = useFormState();
  const compared = answer.simulation?.compared ?? false;
  return (
    <>
      <BackLink href="/simulator">Simulator</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {done ? <NotificationBanner success heading={done} /> : null}
      <PageTitle caption={`${scenario.title} (${scenario.id})`}>{answer.finding}</PageTitle>
      <Inset>
        <p>
          Started from {inSentence(baseWords(scenario))}
          {compared && scenario.baseKind === "invented"
            ? ", compared with the agreement in force"
            : null}.{" "}
          {scenario.own ? null : `Shared by ${scenario.organisationName} for you to read. `}
          Last changed <MomentText at={scenario.updatedAt} /> by {scenario.updatedByName}. A scenario binds
          nobody, and no money is set aside for it.
        </p>
      </Inset>
      <Result scenario={scenario} answer={answer} />
      <ScenarioParts scenario={scenario} applied={answer.after} />
      <WhatNext {...data} />
    </>
  );
}
