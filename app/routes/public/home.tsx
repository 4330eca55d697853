import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { marketFigures } from "~/domain/procurement/market-figure-views.server";
import { formatDay } from "~/domain/shared/day";
import { Card, CardGroup, Figure } from "~/ui/card";
import { Money } from "~/ui/money";
import { PageTitle, pageTitle } from "~/ui/page";
import { SearchBox } from "~/ui/search-box";
import { anyone } from "~/web/audience.server";
import { catalogueOf, catalogueStamp, validCertificatesOf } from "~/web/catalogue-cache.server";

export const meta = () => [{ title: pageTitle("Compliant technology for health and care") }];

export const loader = anyone.loader({}, async ({ q, today }) => {
  const stamp = await catalogueStamp(q);
  const [catalogue, certificates, market] = await Promise.all([
    catalogueOf(q, stamp, today),
    validCertificatesOf(q, stamp, today),
    marketFigures(q, today),
  ]);
  return { solutions: catalogue.entries.length, certificates, today, ...market };
});

const whole = (count: number) => count.toLocaleString("en-GB");

function Doors() {
  return (
    <CardGroup>
      <Card heading="Buy" href="/solutions">
        <p>
          Find compliant products, compare them for your own numbers, see who pays what, and order by a lawful
          route.
        </p>
      </Card>
      <Card heading="Supply" href="/frameworks">
        <p>List products, evidence standards once, join frameworks, accept orders, invoice and get paid.</p>
      </Card>
      <Card heading="Govern" href="/standards">
        <p>Set clear standards, agree who pays for what, fund programmes and see the whole market.</p>
      </Card>
    </CardGroup>
  );
}

export default function Home() {
  const figures = useLoaderData<typeof loader>();
  const asAt = `on ${formatDay(figures.today)}`;
  return (
    <>
      <PageTitle
        size="xl"
        lede="The marketplace for health and care technology in England. The centre sets open standards and enforces them; every provider chooses freely; what you buy slots together; everybody sees who pays."
      >
        Technology for health and care, compliant before you buy it
      </PageTitle>
      <SearchBox hint="A product, a supplier, or what it should do, for example care planning" />
      <Doors />
      <h2>Where the market stands today</h2>
      <FigureRow>
        <Figure
          value={<a href="/solutions?notCompliant=show">{whole(figures.solutions)}</a>}
          label="solutions published"
          asAt={asAt}
        />
        <Figure
          value={<a href="/standards">{whole(figures.certificates)}</a>}
          label="certificates valid"
          asAt={asAt}
        />
        <Figure
          value={
            <a href="/contracts">
              <Money amount={figures.committed} whole />
            </a>
          }
          label="committed by orders, excluding VAT"
          asAt={`since ${formatDay(figures.committedSince)}`}
        />
        <Figure
          value={<a href="/contracts">{whole(figures.contractsPublished)}</a>}
          label="contracts published"
          asAt={asAt}
        />
      </FigureRow>
    </>
  );
}

function FigureRow({ children }: { children: ReactNode[] }) {
  return (
    <div className="nhsuk-grid-row">
      {children.map((figure, index) => (
        <div className="nhsuk-grid-column-one-quarter" key={index}>
          {figure}
        </div>
      ))}
    </div>
  );
}
