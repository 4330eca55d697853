import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { costCategoryName, type CostCategory } from "~/domain/agreements/rules/cost-line";
import { priceOfListed } from "~/domain/listings/listed-price";
import { PriceBlock } from "~/ui/catalogue/price-table";
import { formatDay } from "~/domain/shared/day";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { useFormState } from "~/ui/kit/form-state";
import { ButtonGroup, ButtonLink, SubmitButton } from "~/ui/kit/form";
import { pageTitle } from "~/ui/kit/page";
import { ChangeForm, changeHref, ChangePage } from "~/ui/listings/change-frame";
import { supplier } from "~/web/audience.server";
import { openChange, writeAsAsked, WRITERS } from "~/web/listings/change-page.server";
import { ChangeParams, changePath, DoneQuery, PricesFromForm } from "~/web/listings/listing-forms";

export const meta = () => [{ title: pageTitle("Prices") }];

export const loader = supplier.loader(
  { params: ChangeParams, query: DoneQuery, roles: WRITERS },
  async ({ q, actor, params, query, today }) => ({
    change: await openChange(q, { actor, params, today }),
    saved: query.done === "saved",
  }),
);

export const action = supplier.action(
  { params: ChangeParams, form: PricesFromForm, roles: WRITERS },
  async ({ tx, actor, params, form, now }) => {
    const { pricesFrom } = form;
    await writeAsAsked(tx, { actor, now, params, form }, { fields: { pricesFrom } });
    return redirect(`${changePath(params.change)}/prices?done=saved`);
  },
);

export default function ChangePrices() {
  const { change, saved } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { prices } = change.content;
  return (
    <ChangePage
      change={change}
      title="Prices"
      lede="List prices. A buyer may agree one below, and never above. An order keeps the price that it was made with."
      saved={saved}
      state={state}
    >
      {prices.length === 0 ? <p>No price is entered yet.</p> : null}
      {prices.map((price) => (
        <section key={price.id} aria-labelledby={`price-${price.id}`}>
          <h2 className="nhsuk-heading-s" id={`price-${price.id}`}>
            {costCategoryName(price.costCategory as CostCategory)}, {price.unitText}
          </h2>
          <PriceBlock price={priceOfListed(price)} caption={`Price ${price.unitText}`} />
          <p>
            <a href={`${changeHref(change, "prices")}/${encodeURIComponent(price.id)}`}>
              Change or remove the price {price.unitText}
            </a>
          </p>
        </section>
      ))}
      {change.kind === "edit" && change.pricesFrom !== null ? <FirstDay /> : null}
      <ButtonGroup>
        <ButtonLink href={`${changeHref(change, "prices")}/new`} variant="secondary">
          Add a price
        </ButtonLink>
        <ButtonLink href={changeHref(change)}>Go back to the listing</ButtonLink>
      </ButtonGroup>
    </ChangePage>
  );
}

/** From which day the changed prices hold, with the notice that buyers get. */
function FirstDay() {
  const { change } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { content, notice, pricesFrom } = change;
  const asked =
    notice.days > 0
      ? `A price that goes up is announced ${notice.days} days before, as ${notice.frameworkName} states. `
      : "";
  return (
    <ChangeForm change={change} state={state}>
      <DateField
        name="pricesFrom"
        label="First day of the changed prices"
        hint={`${asked}Published today, they would hold from ${formatDay(pricesFrom!)}. Left empty, they hold as soon as they may.`}
        error={state?.errors["pricesFrom"]}
        parts={typedDate(state, "pricesFrom", content.pricesFrom)}
      />
      <SubmitButton variant="secondary">Save the day</SubmitButton>
    </ChangeForm>
  );
}
