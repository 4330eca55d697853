import { withCode } from "~/domain/shared/organisation-words";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { shareScenario } from "~/domain/simulator/share-scenario.server";
import { withdrawShare } from "~/domain/simulator/withdraw-share.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { DayText } from "~/ui/kit/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextField } from "~/ui/kit/fields/text-fields";
import { dayOf } from "~/domain/shared/day";
import { buyerOrCentre } from "~/web/audience.server";
import { ScenarioParams } from "~/web/simulator/scenario-forms";
import { requireChangeable } from "~/web/simulator/scenario-page.server";

const ShareForm = z.object({
  intent: z.enum(["share", "withdraw"]).optional().default("share"),
  organisationCode: z
    .string("Enter the code of an organisation")
    .trim()
    .min(1, "Enter the ODS code of an organisation, for example QWO")
    .max(40, "Enter the ODS code of an organisation, for example QWO"),
});

export const meta = () => [{ title: pageTitle("Share a scenario") }];

export const loader = buyerOrCentre.loader(
  { params: ScenarioParams },
  async ({ q, actor, params, query }) => ({
    scenario: requireChangeable(await scenarioView(q, { id: params.id, actor })),
    told: typeof query.told === "string" && /^\d{1,4}$/.test(query.told) ? Number(query.told) : null,
  }),
);

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: ShareForm },
  async ({ tx, actor, params, form, now }) => {
    const here = `/simulator/${params.id}/share`;
    const { organisationCode, intent } = form;
    if (intent === "withdraw") {
      await withdrawShare(tx, { actor, at: now, scenarioId: params.id, organisationCode });
      return redirect(here);
    }
    const { told } = await shareScenario(tx, {
      actor,
      at: now,
      scenarioId: params.id,
      organisationCode,
    });
    return redirect(`${here}?told=${told}`);
  },
);

function toldWords(told: number): string {
  if (told === 0)
    return "It is shared. Nobody there was e-mailed: they knew already, or do not use Dovetail yet";
  return told === 1
    ? "It is shared, and one person was told by e-mail"
    : `It is shared, and ${told} people were told by e-mail`;
}

export default function ShareScenario() {
  const { scenario, told } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <>
      <BackLink href={`/simulator/${scenario.id}`}>Back to the scenario</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {told === null ? null : <NotificationBanner success heading={toldWords(told)} />}
      <PageTitle
        caption={`${scenario.title} (${scenario.id})`}
        lede="Another organisation can read it and save a copy. It cannot change yours."
      >
        Share this scenario
      </PageTitle>
      <ReadingColumn>
        <Form>
          <TextField
            {...field("organisationCode")}
            label="With which organisation?"
            hint="Its ODS code, for example QWO for NHS West Yorkshire"
            width={20}
          />
          <SubmitButton>Share it</SubmitButton>
        </Form>
      </ReadingColumn>
      <DataTable
        id="shares"
        caption="Who can read it"
        rows={scenario.sharedWith}
        rowKey={(row) => row.code}
        empty={
          <EmptyState heading="It is shared with nobody yet">
            <p>Your own organisation’s people see it. Others see it when you share it with them.</p>
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            header: "Organisation",
            rowHeader: true,
            cell: (row) => withCode(row.name, row.code),
          },
          { key: "since", header: "Since", cell: (row) => <DayText day={dayOf(row.sharedAt)} /> },
          {
            key: "stop",
            header: "Stop",
            cell: (row) => (
              <Form>
                <input type="hidden" name="organisationCode" value={row.code} />
                <SubmitButton name="intent" value="withdraw" variant="secondary" small>
                  Stop sharing<span className="nhsuk-u-visually-hidden"> with {row.name}</span>
                </SubmitButton>
              </Form>
            ),
          },
        ]}
      />
    </>
  );
}
