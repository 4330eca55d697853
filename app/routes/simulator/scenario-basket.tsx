import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { namesIn } from "~/domain/agreements/agreement-views.server";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import { priceChoices, pricedLine } from "~/domain/simulator/price-choices.server";
import { scenarioView } from "~/domain/simulator/scenario-views.server";
import { Form, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { ScenarioForm } from "~/ui/simulator/scenario-form";
import { InventedFields, PriceChoices, PricedFields } from "~/ui/simulator/scenario-lines";
import { TextField } from "~/ui/kit/fields/text-fields";
import { buyerOrCentre } from "~/web/audience.server";
import { editCount } from "~/web/orders/order-forms";
import { readBasket, readChosenPrice, ScenarioParams, text } from "~/web/simulator/scenario-forms";
import { refusedFields, requireChangeable } from "~/web/simulator/scenario-page.server";

const BasketForm = z.looseObject({ editCount });

export const meta = () => [{ title: pageTitle("Basket and quantities") }];

export const loader = buyerOrCentre.loader(
  { params: ScenarioParams },
  async ({ q, actor, params, query, today }) => {
    const scenario = requireChangeable(await scenarioView(q, { id: params.id, actor }));
    const codes = scenario.input.basket.flatMap((line) =>
      line.kind === "priced" ? line.quantities.map((one) => one.organisationCode) : [],
    );
    const nameOf = await namesIn(q, [codes]);
    const words = text(query, "product").slice(0, 100);
    return {
      scenario,
      names: Object.fromEntries(codes.map((code) => [code, nameOf(code)])),
      words,
      choices: words ? await priceChoices(q, { words, on: today }) : [],
    };
  },
);

export const action = buyerOrCentre.action(
  { params: ScenarioParams, form: BasketForm },
  async ({ tx, actor, params, form, now, today }) => {
    const scenario = await scenarioView(tx, { id: params.id, actor });
    const { value: basket, errors } = readBasket(form, scenario.input.basket);
    const chosen = readChosenPrice(form);
    const wrong = { ...errors, ...chosen.errors };
    if (Object.keys(wrong).length > 0) return refusedFields(form, wrong);
    const added = chosen.value
      ? [
          await pricedLine(tx, {
            ...chosen.value,
            organisationCode: scenario.input.buyerCode,
            basket: [...scenario.input.basket, ...basket],
            on: today,
          }),
        ]
      : [];
    const change = { actor, at: now, scenarioId: params.id, editCount: form.editCount };
    await changeScenario(tx, change, (input) => ({
      input: { ...input, basket: [...basket, ...added] },
      summary: "Changed the basket",
    }));
    return redirect(`/simulator/${params.id}?done=saved`);
  },
);

export default function Basket() {
  const { scenario, names, words, choices } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { basket } = scenario.input;
  return (
    <ScenarioForm
      scenario={scenario}
      title="Basket and quantities"
      lede="What would be bought. A change here leaves the order or shortlist that it came from as it is."
      state={state}
      after={
        <Form method="get">
          <TextField
            name="product"
            label="Look for something in the catalogue"
            hint="Part of its name, for example records. Save first what you have changed above."
            value={words}
          />
          <SubmitButton variant="secondary">Search the catalogue</SubmitButton>
        </Form>
      }
    >
      <PriceChoices words={words} choices={choices} state={state} />
      {basket.map((line) =>
        line.kind === "priced" ? (
          <PricedFields key={line.id} line={line} names={names} state={state} />
        ) : (
          <InventedFields key={line.id} line={line} state={state} />
        ),
      )}
      <InventedFields line={null} state={state} />
    </ScenarioForm>
  );
}
