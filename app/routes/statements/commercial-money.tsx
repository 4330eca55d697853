import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MoneyPage } from "~/ui/statements/money-page";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { moneyPictures } from "~/web/statements/money-pictures.server";
import { moneyFilter, MoneyQuery } from "~/web/statements/money-query";

export const meta: MetaFunction = () => [{ title: pageTitle("Where the money goes") }];

export const loader = centre.loader({ query: MoneyQuery }, async ({ q, query, today }) => ({
  pictures: await moneyPictures(q, moneyFilter(query, today), { published: false }),
}));

export default function CommercialMoney() {
  const { pictures } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <BackLink href="/commercial">Commercial</BackLink>
      <PageTitle lede="From programmes and budgets, through the organisations that order, to the suppliers.">
        Where the money goes
      </PageTitle>
      <p>
        <a href="/commercial/statements">Statement of one organisation</a>
      </p>
      <MoneyPage pictures={pictures} base="/commercial/money" />
    </FullWidth>
  );
}
