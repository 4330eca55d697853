import { withCode } from "~/domain/shared/organisation-words";
import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { roleList } from "~/domain/people/role";
import { switchOrganisation } from "~/domain/people/switch-organisation.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle, ReadingColumn } from "~/ui/kit/page";
import { homeOf } from "~/web/sign-in/after-sign-in";
import { signedIn } from "~/web/audience.server";
import { safePath } from "~/web/safe-path";
import { sessionTokenOf } from "~/web/session.server";

const Query = z.object({ returnTo: z.string().optional() });
const SwitchForm = z.object({
  organisationCode: z.string({ error: "Choose the organisation you act for" }).min(1),
  returnTo: z.string().optional(),
});

export const meta: MetaFunction = () => [{ title: pageTitle("Choose your organisation") }];

export const loader = signedIn.loader({ query: Query }, ({ actor, query }) => ({
  memberships: actor.memberships,
  current: actor.organisationCode,
  returnTo: safePath(query.returnTo),
}));

export const action = signedIn.action({ form: SwitchForm }, async ({ tx, actor, form, request, now }) => {
  const sessionToken = sessionTokenOf(request) ?? "";
  const { organisationCode } = form;
  const { kind } = await switchOrganisation(tx, { actor, at: now, sessionToken, organisationCode });
  const wanted = safePath(form.returnTo);
  return redirect(wanted === "/" ? homeOf(kind) : wanted);
});

export default function Organisation() {
  const { memberships, current, returnTo } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { organisationCode: current ?? undefined });
  return (
    <ReadingColumn>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <Form>
        <input type="hidden" name="returnTo" value={returnTo} />
        <Radios
          {...field("organisationCode")}
          label="Which organisation do you act for?"
          isPageHeading
          hint="You can switch at any time. It holds for this browser only."
          choices={memberships.map(({ code, name, roles }) => ({
            value: code,
            label: withCode(name, code),
            hint: roleList(roles),
          }))}
        />
        <SubmitButton>Go on</SubmitButton>
      </Form>
    </ReadingColumn>
  );
}
