import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MoneyPage } from "~/ui/statements/money-page";
import { Breadcrumbs, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { anyone } from "~/web/audience.server";
import { moneyPictures } from "~/web/statements/money-pictures.server";
import { moneyFilter, MoneyQuery } from "~/web/statements/money-query";

export const meta: MetaFunction = () => [{ title: pageTitle("Where the money goes") }];

export const loader = anyone.loader({ query: MoneyQuery }, async ({ q, query, today }) => ({
  pictures: await moneyPictures(q, moneyFilter(query, today), { published: true }),
}));

export default function PublicMoney() {
  const { pictures } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Funding", href: "/funding" },
        ]}
      />
      <PageTitle
        lede={
          <>
            From national programmes, through the organisations that order, to the suppliers: every order that
            is <a href="/contracts">published</a>.
          </>
        }
      >
        Where the money goes
      </PageTitle>
      <MoneyPage pictures={pictures} base="/funding/money" />
    </FullWidth>
  );
}
