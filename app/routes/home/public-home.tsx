import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { marketFigures } from "~/domain/shortlists/market-figure-views.server";
import { formatHeadline } from "~/domain/money/format";
import { audienceOf, type Audience, type PersonActor } from "~/domain/people/role";
import { formatDay } from "~/domain/shared/day";
import { Card, CardGroup, Figure } from "~/ui/kit/card";
import { PageTitle, pageTitle } from "~/ui/kit/page";
import { SearchBox } from "~/ui/kit/fields/search-box";
import { anyone } from "~/web/audience.server";
import { catalogueOf, catalogueVersion, validCertificatesOf } from "~/web/catalogue/catalogue-cache.server";

export const meta = () => [{ title: pageTitle("Compliant technology for health and care") }];

export const loader = anyone.loader({}, async ({ q, actor, today }) => {
  const version = await catalogueVersion(q);
  const [catalogue, certificates, market] = await Promise.all([
    catalogueOf(q, version, today),
    validCertificatesOf(q, version, today),
    marketFigures(q, today),
  ]);
  const figures = { solutions: catalogue.entries.length, certificates, today, ...market };
  return { ...figures, rooms: roomsOf(actor) };
});

/** The sides of the market whose doors open: all for who is not signed in, whom they lead to signing in; else one's own. */
function roomsOf(actor: PersonActor | null): readonly Audience[] {
  if (actor === null) return DOORS.map(({ audience }) => audience);
  return actor.organisation ? [audienceOf(actor.organisation.kind)] : [];
}

const whole = (count: number) => count.toLocaleString("en-GB");

interface DoorProps {
  heading: string;
  audience: Audience;
  href: string;
  text: string;
  links: { label: string; href: string }[];
}

const DOORS: DoorProps[] = [
  {
    heading: "Buy",
    audience: "buyer",
    href: "/buying",
    text: "Find compliant products, compare them for your own numbers, see who pays what, and order by a lawful route.",
    links: [
      { label: "Search solutions", href: "/solutions" },
      { label: "See who pays for what", href: "/who-pays" },
    ],
  },
  {
    heading: "Supply",
    audience: "supplier",
    href: "/supplying",
    text: "List products, evidence a standard once, join frameworks, accept orders, invoice and get paid.",
    links: [
      { label: "Frameworks and their lots", href: "/frameworks" },
      { label: "Standards to meet", href: "/standards" },
    ],
  },
  {
    heading: "Govern",
    audience: "centre",
    href: "/commercial",
    text: "Set clear standards, agree who pays for what, fund programmes and see the whole market.",
    links: [
      { label: "Programmes and funds", href: "/funding" },
      { label: "Contracts published", href: "/contracts" },
    ],
  },
];

/** What each side of the market does here. A room that this person may not enter is described, and no link leads there. */
function Doors() {
  const { rooms } = useLoaderData<typeof loader>();
  return (
    <CardGroup>
      {DOORS.map(({ heading, audience, href, text, links }) => (
        <Card heading={rooms.includes(audience) ? <a href={href}>{heading}</a> : heading} key={heading}>
          <p>{text}</p>
          <ul className="nhsuk-list">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        </Card>
      ))}
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
          value={<a href="/contracts">{formatHeadline(figures.committed)}</a>}
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
