import { redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { decimalPence, formatPence } from "~/domain/money/format";
import { LARGEST_SUM, readSum } from "~/domain/money/sum";
import { organisationPeople } from "~/domain/people/people-views.server";
import { whyMayNot } from "~/domain/people/permission";
import { setSigningLimit } from "~/domain/people/set-signing-limit.server";
import { Problem } from "~/domain/shared/problem";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { MoneyField } from "~/ui/kit/fields/text-fields";
import { signedIn } from "~/web/audience.server";

const Params = z.object({ userId: z.string().min(1).max(100) });
const LimitForm = z
  .object({ limit: z.string().trim().optional().default("") })
  .transform(({ limit }, ctx) => {
    if (limit === "") return { limit: null };
    const read = readSum(limit);
    if (typeof read !== "string") return { limit: read };
    const message = `${read}, or leave it empty for no limit`;
    ctx.addIssue({ code: "custom", path: ["limit"], message });
    return z.NEVER;
  });

export const meta: MetaFunction = () => [{ title: pageTitle("Signing limit") }];

export const loader = signedIn.loader({ params: Params }, async ({ q, actor, params, now: at }) => {
  const { organisation } = actor;
  if (!organisation) throw notThere();
  const { people } = await organisationPeople(q, { actor, organisationCode: organisation.code, at });
  const person = people.find(({ userId }) => userId === params.userId);
  if (!person?.signs) throw notThere();
  const refusal = whyMayNot(actor, "change-roles", organisation.code);
  if (refusal) throw refusal;
  return { name: person.name, limit: person.signs.limit, organisation: organisation.name };
});

function notThere(): Problem {
  return new Problem("not-found", "not-a-signatory", {
    title: "There is no such person who signs for your organisation.",
    next: { label: "See the people of your organisation", href: "/account/people" },
  });
}

export const action = signedIn.action(
  { params: Params, form: LimitForm },
  async ({ tx, actor, params, form, now: at }) => {
    if (!actor.organisation) throw notThere();
    const organisationCode = actor.organisation.code;
    await setSigningLimit(tx, { actor, at, organisationCode, userId: params.userId, limit: form.limit });
    return redirect("/account/people");
  },
);

export default function SigningLimitPage() {
  const { name, limit, organisation } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { value, ...field } = fields(state)("limit");
  return (
    <ReadingColumn>
      <BackLink href="/account/people">People</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={organisation}>How much may {name} sign?</PageTitle>
      <p>
        {limit === null
          ? `${name} may sign orders of any amount for ${organisation}.`
          : `${name} may sign orders of up to ${formatPence(limit)} including VAT for ${organisation}.`}
      </p>
      <Form>
        <MoneyField
          {...field}
          label="The largest order, including VAT and over its whole term"
          hint={`Leave empty for no limit. At most ${formatPence(LARGEST_SUM, { whole: true })}.`}
          value={value ?? (limit === null ? "" : decimalPence(limit))}
        />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </ReadingColumn>
  );
}
