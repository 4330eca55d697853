import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatPence } from "~/domain/money/format";
import { colleagueView } from "~/domain/people/people-views.server";
import { gapText, onlyHolderOf } from "~/domain/people/removal";
import { removePerson } from "~/domain/people/remove-person.server";
import { ROLE_HINTS, ROLE_NAMES } from "~/domain/people/role";
import { WarningCallout } from "~/ui/kit/callouts";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { ButtonGroup, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { signedIn } from "~/web/audience.server";
import { fieldRefused } from "~/web/refusals.server";

const Params = z.object({ userId: z.string().min(1).max(100) });
const RemoveForm = z.object({ gap: z.string().optional() });

export const meta: MetaFunction = () => [{ title: pageTitle("Check before you remove somebody") }];

export const loader = signedIn.loader({ params: Params }, async ({ q, actor, params, now: at }) => {
  const about = { actor, at, userId: params.userId };
  const { person, people, organisation } = await colleagueView(q, { ...about, action: "change-roles" });
  const gaps = onlyHolderOf(people, person.userId).map((role) => gapText(person.name, role));
  return { person, organisation: organisation.name, gaps, own: person.userId === actor.userId };
});

export const action = signedIn.action(
  { params: Params, form: RemoveForm },
  async ({ tx, actor, params: { userId }, form, now: at }) => {
    const { people, organisation } = await colleagueView(tx, { actor, at, userId, action: "change-roles" });
    const gapAccepted = form.gap === "yes";
    if (!gapAccepted && onlyHolderOf(people, userId).length > 0) {
      return fieldRefused({ gap: "Tick that you know what nobody can do then, or invite another first" });
    }
    await removePerson(tx, { actor, at, organisationCode: organisation.code, userId, gapAccepted });
    return redirect(`/account/people?removed=${encodeURIComponent(userId)}`);
  },
);

export default function RemovePerson() {
  const { person, organisation, gaps, own } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { name, signs } = person;
  return (
    <ReadingColumn>
      <BackLink href="/account/people">People</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={organisation}>Check before you remove {name}</PageTitle>
      <SummaryList
        rows={[
          { key: "name", label: "Name", value: name },
          { key: "email", label: "E-mail address", value: person.email },
          ...person.roles.map((role) => ({ key: role, label: ROLE_NAMES[role], value: ROLE_HINTS[role] })),
          ...(signs
            ? [
                {
                  key: "signs",
                  label: "Signs orders",
                  value:
                    signs.limit === null
                      ? "Of any amount"
                      : `Of up to ${formatPence(signs.limit)} including VAT`,
                },
              ]
            : []),
        ]}
      />
      {own ? (
        <p>You cannot remove yourself. Ask another person who looks after people at your organisation.</p>
      ) : (
        <Form>
          {gaps.length > 0 ? (
            <WarningCallout heading="Nobody else can do this">
              {gaps.map((gap) => (
                <p key={gap}>{gap}</p>
              ))}
              <p>Work that waits for it goes on waiting until you have invited another.</p>
            </WarningCallout>
          ) : null}
          <p>
            {name} cannot see or do anything for {organisation} from now on, and is told by e-mail. What they
            signed and decided stays valid and on record. To have them back, invite them again.
          </p>
          {gaps.length > 0 ? (
            <Checkboxes
              name="gap"
              label="Do you want to remove them all the same?"
              error={state?.errors["gap"]}
              values={[state?.values["gap"] ?? ""].flat()}
              choices={[{ value: "yes", label: `Yes, remove ${name} although nobody else can do this` }]}
            />
          ) : null}
          <ButtonGroup>
            <SubmitButton variant="warning">Remove {name}</SubmitButton>
            <a href="/account/people">Keep {name}</a>
          </ButtonGroup>
        </Form>
      )}
    </ReadingColumn>
  );
}
