// Over 150 lines: the form's reading and its page belong together.
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import { itemsFor, type OrderableItem } from "~/domain/catalogue/solution-views.server";
import { formatUnitPrice } from "~/domain/money/format";
import { lowestPriceText } from "~/domain/pricing/price-terms";
import { capitalised } from "~/domain/shared/sentence";
import type { Nature } from "~/domain/agreements/rules/cost-line";
import { unitPrice, type UnitPrice } from "~/domain/money/money";
import { usualNature } from "~/domain/who-pays/cost";
import { orderView, type OrderView } from "~/domain/orders/order-views.server";
import type { NatureEffects } from "~/domain/orders/approvals/nature-effects.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import type { ChosenItem } from "~/domain/orders/draft/write-items.server";
import { Problem } from "~/domain/shared/problem";
import { WarningCallout } from "~/ui/kit/callouts";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { Details } from "~/ui/kit/details";
import { Fieldset } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { categoryWords } from "~/ui/orders/order-document";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { Select, TextField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import type { FormValues } from "~/web/forms/form-state";
import { agreedField, readAgreedPrices, tierRange } from "~/web/orders/item-fields";
import { editCount, OrderParams, several } from "~/web/orders/order-forms";
import { fieldRefused } from "~/web/refusals.server";

const SEEN = "natureSeen";
/** Beside what was typed: what the change does, to be read before it is confirmed. */
const EFFECTS = "natureEffects";
const ItemsForm = z.looseObject({ editCount, price: several, [SEEN]: several });

export const meta = () => [{ title: pageTitle("Items") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const offered = await itemsFor(q, order.solutionId, today);
  return { order, offered: offered.map(shown) };
});

function shown(item: OrderableItem) {
  return {
    id: item.id,
    name: item.name,
    summary: item.summary,
    kind: ITEM_KIND_NAMES[item.kind],
    prices: item.prices.map((price) => ({
      id: price.id,
      category: categoryWords(price.costCategory),
      nature: usualNature(price.costCategory),
      lowest: capitalised(lowestPriceText([price]) ?? ""),
      vat: price.vatRate === 0 ? "no VAT" : `plus ${price.vatRate / 100}% VAT`,
      tiers: price.tiers.map((tier) => ({
        range: tierRange(tier),
        text: formatUnitPrice(tier.unitPrice),
      })),
    })),
  };
}

/** The chosen prices of those on offer, each with its item. */
const chosenOf = (chosen: readonly string[], offered: readonly OrderableItem[]) =>
  offered.flatMap((item) =>
    item.prices.filter(({ id }) => chosen.includes(id)).map((price) => ({ item, price })),
  );

/** What a recipient gets of an item at first: as before, its registered patients for a price per patient, or nothing. */
function quantitiesFor(order: OrderView, price: OrderableItem["prices"][number]): Record<string, bigint> {
  const before = order.items.find((item) => item.priceId === price.id)?.quantities ?? [];
  return Object.fromEntries(
    order.recipients.map((one) => {
      const kept = before.find((quantity) => quantity.organisationCode === one.code)?.quantity;
      const usual = price.unit === "patient" ? (one.registeredPatients ?? 0n) : 0n;
      return [one.code, kept ?? (before.length > 0 ? 0n : usual)];
    }),
  );
}

/** The form as it was typed, for the same page again. */
function typedOf(form: Record<string, unknown>): FormValues {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      typeof value === "string" || Array.isArray(value) ? [[name, value as string | string[]]] : [],
    ),
  );
}

export const action = buyer.action(
  {
    params: OrderParams,
    form: ItemsForm,
    also: async ({ q, params, actor, known, today }) => {
      const { solutionId } = await orderView(q, { id: params.orderId, actor, on: today });
      const chosen = chosenOf(known.price ?? [], await itemsFor(q, solutionId, today));
      const errors = chosen.map(({ item, price }) => readAgreedPrices(known, price, item.name).errors);
      return Object.assign({}, ...errors) as Record<string, string>;
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const order = await orderView(tx, { id: params.orderId, actor, on: today });
    const offered = await itemsFor(tx, order.solutionId, today);
    if (form.price.length === 0) {
      throw new Problem("bad-request", "no-items", "Choose at least one item.");
    }
    const chosen = form.price.map((priceId): ChosenItem => {
      const item = offered.find((one) => one.prices.some((price) => price.id === priceId));
      const price = item?.prices.find((one) => one.id === priceId);
      if (!item || !price) return { itemId: "", priceId, quantities: {} };
      return {
        itemId: item.id,
        priceId,
        agreedUnitPrices: readAgreedPrices(form, price, item.name).value,
        quantities: quantitiesFor(order, price),
        nature: form[`nature-${priceId}`] === "capital" ? "capital" : "revenue",
      };
    });
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    try {
      await setItems(tx, { ...change, natureSeen: form[SEEN][0] }, chosen);
    } catch (error) {
      // The refusal comes before anything is written.
      if (!(error instanceof Problem) || error.code !== "nature-changes-shares") throw error;
      const { seen, what, texts } = error.details.effects as NatureEffects;
      const values = { ...typedOf(form), [EFFECTS]: [seen, what, ...texts] };
      return fieldRefused({ [SEEN]: `${what} Confirm that you have seen whose share changes` }, values);
    }
    return redirect(`/buying/orders/${params.orderId}/quantities`);
  },
);

export default function Items() {
  const { order, offered } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = (name: string) => [state?.values[name] ?? []].flat();
  const chosen = state ? typed("price") : order.items.map((item) => item.priceId);
  if (offered.every((item) => item.prices.length === 0)) {
    return (
      <EmptyState
        heading="Nothing is offered today"
        action={{ label: "Back to the order", href: `/buying/orders/${order.id}` }}
      >
        <p>{order.supplier.name} has no published price for this solution today. Ask its contact for one.</p>
      </EmptyState>
    );
  }
  return (
    <OrderForm
      order={order}
      title="Items"
      lede="Choose what you order. Quantities come on the next page."
      state={state}
      button="Save and enter quantities"
    >
      <NatureWarning effects={typed(EFFECTS)} error={state?.errors[SEEN]} />
      {offered.map((item) => (
        <Fieldset key={item.id} legend={`${item.kind}: ${item.name}`} size="s" hint={item.summary}>
          {item.prices.map((price) => {
            const stored =
              order.items.find((one) => one.priceId === price.id) ?? termsSetAside(order, price.id);
            return (
              <div key={price.id}>
                <Checkboxes
                  name="price"
                  id={`price-${price.id}`}
                  label={<span className="nhsuk-u-visually-hidden">{item.name}</span>}
                  small
                  values={chosen}
                  choices={[
                    {
                      value: price.id,
                      label: `${price.lowest}, ${price.vat}`,
                      hint: price.category,
                    },
                  ]}
                />
                <PriceTerms price={price} stored={stored} typed={typed} errors={state?.errors} />
              </div>
            );
          })}
        </Fieldset>
      ))}
    </OrderForm>
  );
}

/** Whose share ends or begins when an item is paid for from the other kind of money, to be ticked before it is saved. */
function NatureWarning({ effects, error }: { effects: readonly string[]; error?: string }) {
  const [seen, what, ...texts] = effects;
  if (!error || !seen || !what) return null;
  return (
    <WarningCallout heading="Whose share changes">
      <p>{what} As the order stands, excluding VAT:</p>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Checkboxes
        name={SEEN}
        label="Do you want to save it all the same?"
        error={error}
        small
        choices={[{ value: seen, label: "Yes, I have seen whose share changes" }]}
      />
    </WarningCallout>
  );
}

/** What was agreed for an item that is not ordered at the moment. */
function termsSetAside(order: Data["order"], priceId: string) {
  const kept = order.setAsideTerms[priceId];
  return (
    kept && {
      nature: kept.nature as Nature,
      agreed: kept.agreed?.map((price) => unitPrice(BigInt(price))) ?? null,
    }
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function PriceTerms({
  price,
  stored,
  typed,
  errors = {},
}: {
  price: Data["offered"][number]["prices"][number];
  stored: Pick<Data["order"]["items"][number], "agreed" | "nature"> | undefined;
  typed: (name: string) => string[];
  errors?: Record<string, string>;
}) {
  const names = price.tiers.map((_, index) => agreedField(price.id, index));
  return (
    <Details
      summary={`Agreed price and kind of money for ${price.category.toLowerCase()}`}
      open={names.some((name) => errors[name])}
    >
      <p>You may agree a price below the list price, never above it. Leave empty for the list price.</p>
      {price.tiers.map((tier, index) => {
        const name = names[index]!;
        const agreed = stored?.agreed?.[index];
        return (
          <TextField
            key={name}
            name={name}
            label={`Agreed price for ${tier.range}`}
            hint={`List price ${tier.text}`}
            error={errors[name]}
            prefix="£"
            inputMode="decimal"
            width={10}
            value={
              typed(name)[0] ??
              (agreed === undefined || agreed === null ? "" : formatUnitPrice(agreed as UnitPrice).slice(1))
            }
          />
        );
      })}
      <Select
        name={`nature-${price.id}`}
        label="Paid from"
        value={typed(`nature-${price.id}`)[0] ?? stored?.nature ?? price.nature}
        options={[
          { value: "revenue", label: "Revenue" },
          { value: "capital", label: "Capital" },
        ]}
      />
    </Details>
  );
}
