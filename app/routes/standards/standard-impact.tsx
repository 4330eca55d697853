import { useLoaderData } from "@remix-run/react";
import { addDays } from "~/domain/shared/day";
import { pageOfRows } from "~/domain/shared/rows-page";
import {
  impactCounts,
  type ContractImpact,
  type Effect,
  type ProductImpact,
} from "~/domain/standards/impact";
import { impactReport } from "~/domain/standards/impact-views.server";
import { lapseRulesBehind } from "~/domain/year-end/lapse-rules-views.server";
import { draftView } from "~/domain/standards/draft-views.server";
import { Figure } from "~/ui/kit/card";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { CountLine, ListPages, OnlyLine } from "~/ui/kit/lists/list-page";
import { BackLink, FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { TabLinks } from "~/ui/kit/sections";
import { StatusTag } from "~/ui/kit/tag";
import { draftName } from "~/domain/standards/draft-words";
import { draftHref } from "~/ui/standards/draft-frame";
import { StandardEnd } from "~/ui/standards/standard-end";
import { impactSentence } from "~/ui/standards/impact-words";
import { centre } from "~/web/audience.server";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { DraftParams, ImpactQuery } from "~/web/standards/draft-forms";
import { EFFECT_WORDS } from "~/web/standards/impact-columns";

export const meta = () => [{ title: pageTitle("Whom it reaches") }];

/** Contracts that stand in the page; the file has all. */
const SHOWN_CONTRACTS = 50;

export const loader = centre.loader(
  { params: DraftParams, query: ImpactQuery },
  async ({ q, params, query, today, request }) => {
    const { id, kind, content, scopeTexts } = await draftView(q, { id: params.id, today });
    const report = await impactReport(q, { draftId: params.id, today });
    const rows = query.effect
      ? report.products.filter((row) => row.effect === query.effect)
      : report.products;
    const hit = report.contracts.filter((row) => row.effect === "change");
    return {
      draft: { id, kind, content },
      counts: impactCounts(report),
      effect: query.effect ?? null,
      today,
      page: shownPage(
        request.url,
        pageOfRows(rows, (row) => row.solutionId, placeIn(query)),
      ),
      contracts: hit.slice(0, SHOWN_CONTRACTS),
      ends:
        kind === "retirement"
          ? {
              lastDay: content.retiredOn!,
              scopes: scopeTexts,
              rules: await lapseRulesBehind(q, {
                orderIds: report.contracts.map((row) => row.orderId),
                from: addDays(content.retiredOn!, 1),
              }),
            }
          : null,
    };
  },
);

const NOUN = ["product", "products"] as const;
const COLOURS: Record<Effect, string> = {
  change: "does not meet",
  opens: "in force",
  anyway: "expiring",
  already: "not assessed",
  stays: "meets",
};

export default function StandardImpact() {
  const { draft, counts, effect, today, ends } = useLoaderData<typeof loader>();
  const path = draftHref(draft, "impact");
  const tab = (value: Effect | null, label: string, count: number) => ({
    href: value ? `${path}?effect=${value}` : path,
    label: `${label} (${count.toLocaleString("en-GB")})`,
    current: value === effect,
  });
  return (
    <FullWidth>
      <BackLink href={draftHref(draft)}>The draft</BackLink>
      <PageTitle caption={`${draft.id}: ${draftName(draft)}`} lede={impactSentence(counts)}>
        Whom it reaches, and when
      </PageTitle>
      <p>
        Worked out on <DayText day={today} /> from the certificates, exceptions and orders of today. A product
        that is certified to the new version in time does not fall out.
      </p>
      <div className="dt-figures">
        <Figure
          value={counts.change.toLocaleString("en-GB")}
          label={
            counts.change === 1 ? "product falls out by this change" : "products fall out by this change"
          }
        />
        <Figure
          value={counts.suppliers.toLocaleString("en-GB")}
          label={counts.suppliers === 1 ? "supplier is reached" : "suppliers are reached"}
        />
        <Figure
          value={counts.contracts.toLocaleString("en-GB")}
          label={counts.contracts === 1 ? "live contract is reached" : "live contracts are reached"}
        />
        <Figure
          value={counts.firstOutOn ? <DayText day={counts.firstOutOn} /> : "None"}
          label="the first day on which something falls out"
        />
        {counts.opens > 0 ? (
          <Figure
            value={counts.opens.toLocaleString("en-GB")}
            label={
              counts.opens === 1
                ? "product can be bought by this change"
                : "products can be bought by this change"
            }
          />
        ) : null}
      </div>
      {ends ? <StandardEnd {...ends} /> : null}
      <h2>Products</h2>
      <TabLinks
        label="What happens to products"
        tabs={[
          tab(null, "All", counts.products),
          tab("change", EFFECT_WORDS.change, counts.change),
          tab("opens", EFFECT_WORDS.opens, counts.opens),
          tab("anyway", EFFECT_WORDS.anyway, counts.anyway),
          tab("already", EFFECT_WORDS.already, counts.already),
          tab("stays", EFFECT_WORDS.stays, counts.stays),
        ]}
      />
      <Products />
      <h2>Live contracts</h2>
      <Contracts />
    </FullWidth>
  );
}

const PRODUCTS: Column<ProductImpact>[] = [
  {
    key: "name",
    header: "Product",
    rowHeader: true,
    cell: (row) => <a href={`/solutions/${row.solutionId}`}>{row.name}</a>,
  },
  {
    key: "supplier",
    header: "Supplier",
    cell: (row) => <a href={`/suppliers/${row.supplierId}`}>{row.supplierName}</a>,
  },
  {
    key: "effect",
    header: "What happens",
    cell: (row) => <StatusTag status={COLOURS[row.effect]} label={EFFECT_WORDS[row.effect]} />,
  },
  {
    key: "out",
    header: "Falls out on",
    cell: (row) => (row.outOn ? <DayText day={row.outOn} /> : "No day in sight"),
  },
  {
    key: "without",
    header: "Without this change",
    cell: (row) => (row.outOnWithout ? <DayText day={row.outOnWithout} /> : "No day in sight"),
  },
  {
    key: "opens",
    header: "Can be bought from",
    cell: (row) => (row.opensOn ? <DayText day={row.opensOn} /> : "No change"),
  },
  {
    key: "contracts",
    header: "Live contracts reached",
    numeric: true,
    cell: (row) => row.contracts.toLocaleString("en-GB"),
  },
];

function Products() {
  const { draft, page, effect } = useLoaderData<typeof loader>();
  const path = draftHref(draft, "impact");
  return (
    <>
      {page.total > 0 ? (
        <CountLine page={page} noun={NOUN} order="what falls out by this change first" />
      ) : null}
      <DataTable
        id="products"
        narrow="scroll"
        caption="Products that have to meet it"
        captionHidden
        rows={page.rows}
        totalRows={page.total}
        rowKey={(row) => row.solutionId}
        noun={NOUN}
        downloads={spreadsheets(`${path}/products.csv${effect ? `?effect=${effect}` : ""}`)}
        columns={PRODUCTS}
        empty={
          <EmptyState heading={effect ? "No product is in this state" : "It reaches no product"} level={3}>
            <p>
              Products that can be bought and have to meet the standard, before the change or after it, stand
              here.
            </p>
          </EmptyState>
        }
      />
      <ListPages page={page} noun={NOUN} />
    </>
  );
}

const CONTRACTS: Column<ContractImpact>[] = [
  {
    key: "order",
    header: "Order",
    rowHeader: true,
    cell: (row) => <a href={`/commercial/orders/${row.orderId}`}>{row.orderId}</a>,
  },
  { key: "buyer", header: "Buyer", cell: (row) => row.buyerName },
  { key: "product", header: "Product", cell: (row) => row.solutionName },
  {
    key: "out",
    header: "Product falls out on",
    cell: (row) => (row.outOn ? <DayText day={row.outOn} /> : "No day in sight"),
  },
  {
    key: "end",
    header: "Last day of the order",
    cell: (row) => (row.endsOn ? <DayText day={row.endsOn} /> : "Not known"),
  },
];

function Contracts() {
  const { draft, contracts, counts } = useLoaderData<typeof loader>();
  return (
    <>
      <p>
        Orders that are live when their product falls out by this change. They go on; their buyers are
        e-mailed beforehand.
      </p>
      <OnlyLine
        shown={contracts.length}
        total={counts.contracts}
        noun={["contract", "contracts"]}
        which="first"
      />
      <DataTable
        id="contracts"
        narrow="scroll"
        caption="Live contracts that are reached"
        captionHidden
        rows={contracts}
        totalRows={counts.contracts}
        rowKey={(row) => row.orderId}
        noun={["contract", "contracts"]}
        downloads={spreadsheets(`${draftHref(draft, "impact")}/contracts.csv`)}
        columns={CONTRACTS}
        empty={
          <EmptyState heading="No live contract is reached" level={3}>
            <p>No order rests on a product that falls out by this change before the order ends.</p>
          </EmptyState>
        }
      />
    </>
  );
}
