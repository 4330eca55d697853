import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { startListing } from "~/domain/listings/start-listing.server";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { WRITERS } from "~/web/listings/change-page.server";
import { changePath, StartForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("List a new solution") }];

export const loader = supplier.loader({ roles: WRITERS }, ({ actor }) => {
  ownSupplier(actor);
  return { organisationName: actor.organisation.name };
});

export const action = supplier.action(
  { form: StartForm, roles: WRITERS },
  async ({ tx, actor, form, now }) => {
    const id = await startListing(tx, { ...form, supplierId: ownSupplier(actor), actor, at: now });
    return redirect(`${changePath(id)}?done=started`);
  },
);

export default function NewListing() {
  const { organisationName } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state);
  return (
    <>
      <BackLink href="/supplying/listings">Listings</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle
          caption={organisationName}
          lede="You begin with a draft that nobody else sees. The centre publishes it once it is complete and meets the standards that bind it."
        >
          List a new solution
        </PageTitle>
        <Form>
          <TextField {...field("name")} label="Name of the solution" />
          <TextArea
            {...field("summary")}
            label="What it is, in one line"
            hint="It stands under the name in every list"
            rows={2}
            maxLength={300}
          />
          <SubmitButton>Continue</SubmitButton>
        </Form>
      </ReadingColumn>
    </>
  );
}
