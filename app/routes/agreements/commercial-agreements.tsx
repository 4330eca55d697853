import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayWriteAgreements } from "~/domain/agreements/signing";
import { AgreementsTable } from "~/ui/agreements/agreement";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { TabLinks } from "~/ui/kit/sections";
import { sortWords } from "~/domain/shared/sorting";
import {
  AGREEMENT_SORTS,
  agreementsAsked,
  agreementSorted,
  AgreementsQuery,
  sortedAgreements,
} from "~/web/agreements/agreements-query";
import { sortLinks } from "~/web/lists/list-sort";
import { centre } from "~/web/audience.server";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const BASE = "/commercial/agreements";
const TABS: { label: string; states: string[] }[] = [
  { label: "All", states: [] },
  { label: "Drafts", states: ["draft"] },
  { label: "Open for signature", states: ["proposed"] },
  { label: "In force", states: ["in_force"] },
  { label: "Signed, not begun", states: ["coming"] },
  { label: "Over", states: ["superseded", "ended"] },
  { label: "Withdrawn", states: ["withdrawn"] },
];

export const meta: MetaFunction = () => [{ title: pageTitle("Agreements") }];

export const loader = centre.loader(
  { query: AgreementsQuery },
  async ({ q, query, actor, request, today }) => ({
    agreements: sortedAgreements(await agreementsAsked(q, query.state, today), query.sort),
    order: sortWords(AGREEMENT_SORTS, query.sort),
    sorted: agreementSorted(query.sort),
    headings: sortLinks(request.url, AGREEMENT_SORTS, query.sort),
    chosen: query.state,
    discarded: query.done === "discarded",
    mayWrite: mayWriteAgreements(actor),
  }),
);

function queryOf(states: readonly string[], sort?: string): string {
  const query = new URLSearchParams(states.map((state) => ["state", state]));
  if (sort) query.set("sort", sort);
  return query.size > 0 ? `?${query}` : "";
}

export default function Agreements() {
  const { agreements, chosen, order, sorted, headings, discarded, mayWrite } = useLoaderData<typeof loader>();
  const query = queryOf(chosen);
  return (
    <FullWidth>
      {discarded ? <NotificationBanner heading="The draft was discarded" success /> : null}
      <PageTitle lede="Who pays for what, as the parties have signed it.">Agreements</PageTitle>
      {mayWrite ? <ButtonLink href={`${BASE}/new`}>Write an agreement</ButtonLink> : null}
      <TabLinks
        label="Agreements by state"
        tabs={TABS.map(({ label, states }) => ({
          label,
          href: `${BASE}${queryOf(states, sorted)}`,
          current: queryOf(states) === query,
        }))}
      />
      <AgreementsTable
        caption="Agreements"
        agreements={agreements}
        base={BASE}
        order={order}
        headings={headings}
        downloads={spreadsheets(`${BASE}.csv${queryOf(chosen, sorted)}`)}
        empty={
          chosen.length > 0 ? (
            <EmptyState heading="No agreement is in this state">
              <p>
                <a href={BASE}>See all agreements</a>
              </p>
            </EmptyState>
          ) : undefined
        }
      />
    </FullWidth>
  );
}
