import { formatFinancialYear } from "~/domain/shared/financial-year";
import { formatDay } from "~/domain/shared/day";
import { areaTable, flowTable, regionTable } from "~/domain/statements/money-tables";
import { moneyAddress, type MoneyFilter } from "~/web/statements/money-query";
import type { MoneyPictures } from "~/web/statements/money-pictures.server";
import { Details } from "~/ui/kit/details";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FilterPanel } from "~/ui/kit/lists/filter-panel";
import { PaperTable } from "~/ui/kit/lists/paper-table";
import { flowFinding, Sankey } from "~/ui/charts/sankey";
import { Select } from "~/ui/kit/fields/text-fields";
import { placesFinding, TileGrid } from "~/ui/charts/tile-grid";

/** Money on its way, and where it arrives: the two pictures with their filters, tables and files. */
export function MoneyPage({ pictures, base }: { pictures: MoneyPictures; base: string }) {
  const { filter, rows } = pictures;
  return (
    <>
      <Filters pictures={pictures} base={base} />
      <Shown pictures={pictures} />
      {rows.length === 0 ? (
        <EmptyState heading={`No money of this kind in ${formatFinancialYear(filter.year)}`}>
          <p>
            {filter.measure === "paid"
              ? "Money is shown here once a supplier’s invoice is paid. Choose what orders have committed to see what is to come."
              : "Money is shown here once both sides have signed an order. Choose another year or all money."}
          </p>
        </EmptyState>
      ) : (
        <>
          <Flow pictures={pictures} base={base} />
          <Areas pictures={pictures} base={base} />
        </>
      )}
    </>
  );
}

function Flow({ pictures, base }: { pictures: MoneyPictures; base: string }) {
  const { filter, flows, rows, rowCount, suppliers } = pictures;
  return (
    <figure className="dt-chart" aria-labelledby="flow-title">
      <figcaption>
        <h2 className="dt-chart__title" id="flow-title">
          {flowFinding(flows, suppliers)}
        </h2>
      </figcaption>
      <Sankey flows={flows} labelledBy="flow-title" />
      <Details summary="The figures as a table">
        <PaperTable
          table={flowTable(rows, filter.measure, { rows: rowCount, total: flows.total })}
          totalRows={rowCount}
          captionSize="s"
          downloads={filesOf(base, "flows", filter)}
        />
      </Details>
    </figure>
  );
}

function Areas({ pictures, base }: { pictures: MoneyPictures; base: string }) {
  const { filter, places } = pictures;
  return (
    <figure className="dt-chart" aria-labelledby="areas-title">
      <figcaption>
        <h2 className="dt-chart__title" id="areas-title">
          {placesFinding(places, filter.map)}
        </h2>
      </figcaption>
      <p className="dt-chart__note">
        {filter.map === "per-head"
          ? `Pounds for each patient registered with a practice of the area on ${formatDay(places.patientsOn)}, whether or not the practice has this money, by integrated care board.`
          : "Pounds in total, by integrated care board."}
      </p>
      <TileGrid places={places} measure={filter.map} labelledBy="areas-title" />
      <Details summary="The figures as a table">
        <PaperTable table={areaTable(places)} captionSize="s" downloads={filesOf(base, "areas", filter)} />
        <PaperTable
          table={regionTable(places)}
          captionSize="s"
          downloads={filesOf(base, "regions", filter)}
        />
      </Details>
    </figure>
  );
}

const filesOf = (base: string, what: "flows" | "areas" | "regions", filter: MoneyFilter) =>
  ["csv", "xlsx"].map((kind) => ({
    label: kind.toUpperCase(),
    href: `${base}/${what}.${kind}?${moneyAddress(filter)}`,
  }));

function Filters({ pictures, base }: { pictures: MoneyPictures; base: string }) {
  const { filter, years, programmes } = pictures;
  return (
    <FilterPanel action={base}>
      <div className="dt-picture-filters">
        <Select
          name="year"
          label="For the financial year"
          value={String(filter.year)}
          options={years.map((year) => ({ value: String(year), label: formatFinancialYear(year) }))}
        />
        <Select
          name="source"
          label="Where it comes from"
          value={filter.source}
          options={sourceOptions(programmes)}
        />
        <Select
          name="measure"
          label="How far it has got"
          value={filter.measure}
          options={[
            { value: "committed", label: "Committed by orders" },
            { value: "paid", label: "Paid on invoices" },
          ]}
        />
        <Select
          name="by"
          label="First column"
          value={filter.by}
          options={[
            { value: "programme", label: "Programmes" },
            { value: "fund", label: "Funds" },
          ]}
        />
        <Select
          name="map"
          label="On the map"
          value={filter.map}
          options={[
            { value: "per-head", label: "Pounds a head" },
            { value: "total", label: "Pounds in total" },
          ]}
        />
      </div>
    </FilterPanel>
  );
}

const sourceOptions = (programmes: MoneyPictures["programmes"]) => [
  { value: "programmes", label: "All national programmes" },
  ...programmes.map(({ id, name }) => ({ value: id, label: name })),
  { value: "own", label: "Organisations’ own budgets" },
  { value: "all", label: "All money" },
];

/** What is shown, in a sentence: the filters are folded away on a phone. */
function Shown({ pictures }: { pictures: MoneyPictures }) {
  const { filter, programmes } = pictures;
  const how =
    filter.measure === "paid" ? "that suppliers have been paid" : "that orders have committed, paid or not";
  return (
    <p>
      Money for {formatFinancialYear(filter.year)} {how}
      {fromWhere(filter.source, programmes)}. Every sum is what it costs the payer.
    </p>
  );
}

/** ", from Frontline Digitisation"; nothing when all money is shown. */
function fromWhere(source: string, programmes: MoneyPictures["programmes"]): string {
  if (source === "all") return "";
  if (source === "programmes") return ", from all national programmes";
  if (source === "own") return ", from organisations’ own budgets";
  return `, from ${programmes.find(({ id }) => id === source)?.name ?? "a programme that has no fund"}`;
}
