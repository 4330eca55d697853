import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Problem } from "~/domain/shared/problem";
import { ButtonGroup, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { PriceFields } from "~/ui/listings/price-fields";
import { supplier } from "~/web/audience.server";
import { openChange, openService, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { changePath, ServicePriceParams } from "~/web/listings/listing-forms";
import { fieldsOfPrice, PriceForm } from "~/web/listings/price-form";

export const meta = () => [{ title: pageTitle("A price of a service") }];

export const loader = supplier.loader(
  { params: ServicePriceParams, roles: WRITERS },
  async ({ q, actor, params, today }) => {
    const change = await openChange(q, { actor, params, today });
    const { name, prices } = openService(change, params.service);
    const price = params.price === "new" ? null : prices.find(({ id }) => id === params.price);
    if (price === undefined) {
      throw new Problem("not-found", "no-such-price", {
        title: "The service has no such price.",
        next: { label: "The services", href: `${changePath(params.change)}/services` },
      });
    }
    return { change, name, isNew: price === null, stored: fieldsOfPrice(price) };
  },
);

export const action = supplier.action(
  { params: ServicePriceParams, form: PriceForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const priceId = params.price === "new" ? null : params.price;
    const { price } = form;
    if (price !== null || priceId !== null)
      await writeAsAsked(tx, { actor, now, params, form }, { price, priceId, serviceId: params.service });
    return redirect(`${changePath(params.change)}/services?done=saved`);
  },
);

export default function ChangeServicePrice() {
  const { change, name, isNew, stored } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <ChangePage
      change={change}
      title={isNew ? `Add a price of ${name}` : `Change a price of ${name}`}
      back={{ href: changeHref(change, "services"), label: "Services" }}
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
