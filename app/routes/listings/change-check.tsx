import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { waitsForCentre } from "~/domain/listings/change";
import { submitChange } from "~/domain/listings/submit-change.server";
import { DayText } from "~/ui/kit/day";
import { Inset } from "~/ui/kit/callouts";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeFacts, LintList } from "~/ui/listings/change-facts";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { DifferenceList } from "~/ui/listings/difference-list";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { openChange, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, SeenForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Check the listing") }];

export const loader = supplier.loader(
  { params: ChangeParams, roles: WRITERS },
  async ({ q, actor, params, today }) => {
    const change = await openChange(q, { actor, params, today });
    // What is missing is said where it is put right.
    if (change.gaps.length > 0) throw redirect(changePath(params.change));
    return { change };
  },
);

export const action = supplier.action(
  { params: ChangeParams, form: SeenForm, roles: WRITERS },
  async ({ tx, actor, params, form, now, today }) => {
    const outcome = await submitChange(tx, {
      changeId: params.change,
      supplierId: ownSupplier(actor),
      seen: form.seen,
      actor,
      at: now,
      today,
    });
    return redirect(`${changePath(params.change)}?done=${outcome}`);
  },
);

export default function CheckChange() {
  const { change } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { kind, materials } = change;
  const waits = waitsForCentre(change);
  return (
    <ChangePage
      change={change}
      title={waits ? "Check it before you send it in" : "Check it before you publish it"}
      state={state}
    >
      {kind === "edit" ? (
        <>
          <Inset>
            {waits ? (
              <>
                <p>The centre reviews it, because:</p>
                <ul>
                  {materials.map(({ text }) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
                <p>What is published stays on sale until it is decided.</p>
              </>
            ) : (
              <p>Nothing in it waits for the centre: everybody sees it at once.</p>
            )}
          </Inset>
          {change.pricesFrom ? (
            <p>
              The changed prices hold from <DayText day={change.pricesFrom} />
              {waits ? ", or later if the centre publishes too late for the notice" : ""}. Buyers with drafts
              and live orders of it are e-mailed when it is published; orders keep their own prices.
            </p>
          ) : null}
          <DifferenceList differences={change.differences} caption="What it changes" />
        </>
      ) : null}
      <LintList change={change} lint={change.lint} />
      {kind === "new" ? <ChangeFacts change={change} changing /> : null}
      <p>
        {waits
          ? "Its words are fixed while the centre reads them. You can take it back until it is decided."
          : "It becomes a version of the listing. What is published is not changed: a mistake is put right by another edit."}
      </p>
      <ChangeForm change={change} state={state}>
        <ButtonGroup>
          <SubmitButton>{waits ? "Send it to the centre" : "Publish it"}</SubmitButton>
          <ButtonLink href={changeHref(change)} variant="secondary">
            Go back to the listing
          </ButtonLink>
        </ButtonGroup>
      </ChangeForm>
    </ChangePage>
  );
}
