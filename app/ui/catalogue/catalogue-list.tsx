import {
  PAGE_SIZE,
  type CatalogueEntry,
  type CatalogueFilters,
  type CatalogueResult,
} from "~/domain/catalogue/catalogue-entry";
import { questionText, type PriceQuestion } from "~/domain/catalogue/own-price";
import type { Offer } from "~/domain/pricing/best-offer";
import { catalogueHref, catalogueQuery, type TypedPriceQuestion } from "./catalogue-address";
import { catalogueChips, CatalogueFilterPanel, type CatalogueLabels } from "./catalogue-filters";
import { Downloads, spreadsheets } from "~/ui/kit/lists/downloads";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FilteredList } from "~/ui/kit/lists/filter-panel";
import { ErrorSummary } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { OwnPriceForm } from "./own-price";
import { Pagination } from "~/ui/kit/lists/pagination";
import { ResultCard } from "./result-card";
import { SearchBox } from "~/ui/kit/fields/search-box";
import { VerdictTag } from "~/ui/kit/tag";

export interface CatalogueListProps {
  filters: CatalogueFilters;
  result: CatalogueResult;
  page: number;
  pages: number;
  rows: readonly CatalogueEntry[];
  labels: CatalogueLabels;
  /** A procurement lead sees links to put a solution on a shortlist. */
  mayShortlist: boolean;
  /** What was typed to have prices for one's own quantity. */
  priceQuestion: TypedPriceQuestion;
  /** What its suppliers count in their own words, as quantity keys. */
  counted: readonly string[];
}

function many(count: number): string {
  return `${count.toLocaleString("en-GB")} solution${count === 1 ? "" : "s"}`;
}

/** What is shown, how it is ordered, and what is hidden. */
function Sentence({ filters, result }: Pick<CatalogueListProps, "filters" | "result">) {
  const found = result.rows.length;
  const words = filters.words ? ` for “${filters.words}”` : "";
  const meets = filters.showNotCompliant ? "" : ` that meet${found === 1 ? "s" : ""} the required standards`;
  const order = filters.priceFor
    ? `The lowest price for ${questionText(filters.priceFor)} comes first; equal prices are in an order drawn anew each day.`
    : filters.words
      ? "The best match comes first; equal matches are in an order drawn anew each day."
      : "In order of name, from A to Z.";
  const hidden = result.hiddenNotCompliant;
  return (
    <>
      <strong>{many(found)}</strong>
      {meets}
      {words}. {found > 1 ? order : null}{" "}
      {hidden > 0 ? (
        <>
          {hidden === 1 ? "1 more does not meet a required standard and is hidden" : null}
          {hidden > 1
            ? `${hidden.toLocaleString("en-GB")} more do not meet a required standard and are hidden`
            : null}
          :{" "}
          <a href={catalogueHref({ ...filters, showNotCompliant: true })}>
            show {hidden === 1 ? "it" : "them"} as well
          </a>
          .
        </>
      ) : null}
      {filters.priceFor ? <PriceBasis question={filters.priceFor} unpriced={result.unpriced} /> : null}
    </>
  );
}

/** What a price on a card is, and what it leaves out. */
function PriceBasis({ question, unpriced }: { question: PriceQuestion; unpriced: number }) {
  const { unit } = question;
  return (
    <>
      {" "}
      Each price is the solution’s own list price that costs least over the whole term, excluding VAT. It
      leaves out services such as implementation, training and data migration, and funding.
      {unpriced > 0
        ? ` ${many(unpriced)} without a price per ${unit} ${unpriced === 1 ? "comes" : "come"} last.`
        : null}
    </>
  );
}

function lotsText(entry: CatalogueEntry, labels: CatalogueLabels): string {
  const [first, ...others] = entry.lots.map((lot) => labels.lot.get(lot) ?? lot);
  if (!first) return "No framework lot";
  return others.length > 0 ? `${first} and ${others.length} more` : first;
}

/** The list price of a card, or the price for the quantity that was asked about with what it is made from. */
function priceFact(entry: CatalogueEntry, own: { question: PriceQuestion; offer: Offer | undefined } | null) {
  const list = entry.priceText ? (
    <>
      {entry.priceText} <span className="dt-money__vat">excluding VAT</span>
    </>
  ) : (
    "No published price"
  );
  if (!own) return { label: "List price", value: list };
  const { question, offer } = own;
  return {
    label: `Price for ${questionText(question)}`,
    value: offer?.quote ? (
      <>
        <Money amount={offer.quote.net} />{" "}
        <span className="dt-money__vat">excluding VAT (list price {entry.priceText})</span>
      </>
    ) : (
      <>
        No price per {question.unit}{" "}
        {entry.priceText ? <span className="dt-money__vat">(list price {entry.priceText})</span> : null}
      </>
    ),
  };
}

function Result({
  entry,
  why,
  labels,
  mayShortlist,
  own,
}: {
  entry: CatalogueEntry;
  why: string | null;
  labels: CatalogueLabels;
  mayShortlist: boolean;
  own: { question: PriceQuestion; offer: Offer | undefined } | null;
}) {
  const id = `compare-${entry.id}`.replaceAll(/[^a-zA-Z0-9_-]+/g, "-");
  return (
    <ResultCard
      name={entry.name}
      href={`/solutions/${entry.id}`}
      supplier={<a href={`/suppliers/${entry.supplierId}`}>{entry.supplierName}</a>}
      summary={entry.summary}
      level={3}
      why={why ? `Why it is here. ${why}` : undefined}
      facts={[
        { label: "Required standards", value: <VerdictTag verdict={entry.outcome} /> },
        priceFact(entry, own),
        { label: "Bought through", value: lotsText(entry, labels) },
      ]}
      actions={
        <div className="dt-result__actions--row">
          <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
            <div className="nhsuk-checkboxes__item">
              <input
                className="nhsuk-checkboxes__input"
                type="checkbox"
                id={id}
                name="solutions"
                value={entry.id}
                form="compare-form"
              />
              <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
                Compare<span className="nhsuk-u-visually-hidden"> {entry.name}</span>
              </label>
            </div>
          </div>
          {mayShortlist ? (
            <a href={`/buying/shortlists/add?solution=${encodeURIComponent(entry.id)}`}>
              Add to shortlist<span className="nhsuk-u-visually-hidden">: {entry.name}</span>
            </a>
          ) : null}
        </div>
      }
    />
  );
}

function Nothing({ filters, result }: Pick<CatalogueListProps, "filters" | "result">) {
  const filtered = Object.values(filters.chosen).some((values) => values.length > 0);
  return (
    <EmptyState heading="No solution is listed for this search" level={3}>
      <ul>
        {filters.words ? <li>Check the spelling, or use fewer or more general words.</li> : null}
        {filtered ? (
          <li>
            Remove a filter above, or{" "}
            <a href={catalogueHref({ ...filters, chosen: {} })}>clear all filters</a>.
          </li>
        ) : null}
        {result.hiddenNotCompliant > 0 ? (
          <li>
            <a href={catalogueHref({ ...filters, showNotCompliant: true })}>
              Look at the {many(result.hiddenNotCompliant)} hidden because a required standard is not met
            </a>
            .
          </li>
        ) : null}
        <li>
          <a href="/solutions">See the whole catalogue</a>.
        </li>
      </ul>
    </EmptyState>
  );
}

/** The catalogue: search box, filters, results and files of the same query. */
export function CatalogueList(props: CatalogueListProps) {
  const { filters, result, page, pages, rows, labels, mayShortlist, priceQuestion, counted } = props;
  const query = new URLSearchParams(catalogueQuery({ ...filters, words: "" }));
  const others = new URLSearchParams(catalogueQuery({ ...filters, priceFor: null }));
  const { priceFor } = filters;
  const first = (page - 1) * PAGE_SIZE + 1;
  const step = (to: number) => ({
    href: catalogueHref(filters, { page: to }),
    label: `${to.toLocaleString("en-GB")} of ${pages.toLocaleString("en-GB")}`,
  });
  return (
    <>
      <ErrorSummary errors={priceQuestion.errors} />
      <SearchBox
        words={filters.words}
        keep={[...query.entries()]}
        labelSize="s"
        hint="A name, a supplier, a capability, a standard, or what it should do, for example care planning"
      />
      <OwnPriceForm {...priceQuestion} keep={[...others.entries()]} counted={counted} />
      <FilteredList
        filters={<CatalogueFilterPanel filters={filters} counts={result.counts} labels={labels} />}
        sentence={<Sentence filters={filters} result={result} />}
        chips={catalogueChips(filters, labels)}
        clearHref="/solutions"
      >
        {rows.length === 0 ? <Nothing filters={filters} result={result} /> : null}
        {rows.map((entry) => (
          <Result
            key={entry.id}
            entry={entry}
            why={result.matches?.get(entry.id)?.why ?? null}
            labels={labels}
            mayShortlist={mayShortlist}
            own={priceFor ? { question: priceFor, offer: result.offers?.get(entry.id) } : null}
          />
        ))}
        {rows.length > 0 ? (
          <>
            <form id="compare-form" action="/compare" method="get">
              <button className="nhsuk-button nhsuk-button--secondary" type="submit">
                Compare the ticked solutions
              </button>
            </form>
            <p>
              Showing {first.toLocaleString("en-GB")} to {(first + rows.length - 1).toLocaleString("en-GB")}{" "}
              of {many(result.rows.length)}.
            </p>
          </>
        ) : null}
        <Pagination
          label="Pages of results"
          previous={page > 1 ? step(page - 1) : undefined}
          next={page < pages ? step(page + 1) : undefined}
        />
        <Downloads
          count={result.rows.length}
          noun={["solution", "solutions"]}
          files={[
            ...spreadsheets(catalogueHref(filters, { file: "csv" })),
            { label: "JSON", href: catalogueHref(filters, { file: "json" }) },
          ]}
        />
      </FilteredList>
    </>
  );
}
