import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Problem } from "~/domain/shared/problem";
import { ButtonGroup, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { PriceFields } from "~/ui/listings/price-fields";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { changePath, PriceParams } from "~/web/listings/listing-forms";
import { fieldsOfPrice, PriceForm } from "~/web/listings/price-form";

export const meta = () => [{ title: pageTitle("A price") }];

export const loader = supplier.loader(
  { params: PriceParams, roles: WRITERS },
  async ({ q, actor, params, today }) => {
    const change = await openChange(q, { actor, params, today });
    const price = params.price === "new" ? null : change.content.prices.find(({ id }) => id === params.price);
    if (price === undefined) {
      throw new Problem("not-found", "no-such-price", {
        title: "The listing has no such price.",
        next: { label: "Its prices", href: `${changePath(params.change)}/prices` },
      });
    }
    return { change, isNew: price === null, stored: fieldsOfPrice(price) };
  },
);

export const action = supplier.action(
  { params: PriceParams, form: PriceForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const priceId = params.price === "new" ? null : params.price;
    const { price } = form;
    if (price !== null || priceId !== null)
      await writeAsAsked(tx, { actor, now, params, form }, { price, priceId });
    return redirect(`${changePath(params.change)}/prices?done=saved`);
  },
);

export default function ChangePrice() {
  const { change, isNew, stored } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <ChangePage
      change={change}
      title={isNew ? "Add a price" : "Change a price"}
      back={{ href: changeHref(change, "prices"), label: "Prices" }}
      state={state}
    >
      <ChangeForm change={change} state={state}>
        <PriceFields stored={stored} state={state} />
        <ButtonGroup>
          <SubmitButton name="intent" value="save">
            Save
          </SubmitButton>
          {isNew ? null : (
            <SubmitButton variant="secondary" name="intent" value="remove">
              Remove this price
            </SubmitButton>
          )}
        </ButtonGroup>
      </ChangeForm>
    </ChangePage>
  );
}
