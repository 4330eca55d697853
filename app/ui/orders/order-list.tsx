import { stateWords, type OrderState } from "~/domain/orders/order";
import type { OrderRow } from "~/domain/orders/order-list-views.server";
import { ORDER_SORTS, type OrderSort } from "~/domain/orders/order-sort";
import { dayOf } from "~/domain/shared/day";
import { sortWords, type Sorting } from "~/domain/shared/sorting";
import type { ReactNode } from "react";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { FacetChoices, FilteredList, FilterGroup, FilterPanel } from "~/ui/kit/lists/filter-panel";
import type { ShownPage } from "~/web/lists/list-page";
import type { SortLinks } from "~/web/lists/list-sort";
import { countSentence, ListPages } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { OrderStateTag } from "./order-document";
import { TextField } from "~/ui/kit/fields/text-fields";
import { spreadsheets } from "~/ui/kit/lists/downloads";

interface OrderListProps {
  /** Address of the list; an order is below it, the CSV beside it. */
  base: string;
  page: ShownPage<OrderRow>;
  sort: Sorting<OrderSort>;
  headings: SortLinks<OrderSort>;
  states: readonly OrderState[];
  chosen: readonly OrderState[];
  words: string;
  /** Whom to name: the other side. */
  other: "buyer" | "supplier" | "both";
  /** What stands instead of the list while there are no orders at all. */
  empty: ReactNode;
}

function addressOf(base: string, states: readonly string[], words: string, sort: string): string {
  const query = new URLSearchParams(states.map((state) => ["state", state]));
  if (words) query.set("q", words);
  if (sort !== USUAL) query.set("sort", sort);
  const text = query.toString();
  return text ? `${base}?${text}` : base;
}

const NOUN = ["order", "orders"] as const;
const USUAL = "-begun";

/** Orders with their filters, for buyer, supplier and centre. State lives in the address. */
export function OrderList(props: OrderListProps) {
  const { base, page, sort, headings, states, chosen, words, other, empty } = props;
  const sorted = sort.descending ? `-${sort.by}` : sort.by;
  const chips = [
    ...chosen.map((state) => ({
      label: `Status: ${stateWords(state)}`,
      removeHref: addressOf(
        base,
        chosen.filter((one) => one !== state),
        words,
        sorted,
      ),
    })),
    ...(words ? [{ label: `Words: ${words}`, removeHref: addressOf(base, chosen, "", sorted) }] : []),
  ];
  return (
    <FilteredList
      sentence={`${countSentence(page, NOUN)}, ${sortWords(ORDER_SORTS, sort)}.`}
      chips={chips}
      clearHref={base}
      filters={
        <FilterPanel action={base} inUse={chips.length} keep={sorted === USUAL ? {} : { sort: sorted }}>
          <TextField name="q" label="Order, title or organisation" value={words} />
          <FilterGroup heading="Status" open>
            <FacetChoices
              name="state"
              legend="Status"
              facets={states.map((state) => ({ value: state, label: stateWords(state) }))}
              chosen={chosen}
            />
          </FilterGroup>
        </FilterPanel>
      }
    >
      <DataTable
        dense
        twoLines
        caption="Orders"
        captionHidden
        rows={page.rows}
        totalRows={page.total}
        rowKey={(row) => row.id}
        noun={NOUN}
        downloads={spreadsheets(addressOf(`${base}.csv`, chosen, words, sorted))}
        columns={columnsFor(base, other, headings)}
        empty={chips.length > 0 ? <NoneMatches base={base} /> : empty}
      />
      <ListPages page={page} noun={NOUN} />
    </FilteredList>
  );
}

function NoneMatches({ base }: { base: string }) {
  return (
    <EmptyState heading="No order matches these filters">
      <p>
        <a href={base}>Clear all filters</a>
      </p>
    </EmptyState>
  );
}

function columnsFor(
  base: string,
  other: OrderListProps["other"],
  headings: SortLinks<OrderSort>,
): Column<OrderRow>[] {
  const buyer: Column<OrderRow> = { key: "buyer", header: "Buyer", cell: (row) => row.buyerName };
  const supplier: Column<OrderRow> = { key: "supplier", header: "Supplier", cell: (row) => row.supplierName };
  return [
    {
      key: "id",
      header: "Order",
      sort: headings.title,
      rowHeader: true,
      cell: (row) => (
        <>
          <a href={`${base}/${row.id}`}>{row.title}</a>
          <br />
          <span className="dt-reference">{row.id}</span>
        </>
      ),
    },
    ...(other === "supplier" ? [] : [buyer]),
    ...(other === "buyer" ? [] : [supplier]),
    { key: "state", header: "Status", cell: (row) => <OrderStateTag state={row.state} /> },
    {
      key: "begun",
      header: other === "buyer" ? "Sent" : "Begun",
      sort: headings.begun,
      cell: (row) => <DayText day={dayOf(row.begunAt)} />,
    },
    {
      key: "start",
      header: "Starts",
      sort: headings.starts,
      cell: (row) => (row.startsOn ? <DayText day={row.startsOn} /> : "Not set"),
    },
    {
      key: "net",
      header: "Excluding VAT",
      sort: headings.net,
      numeric: true,
      cell: (row) => (row.net === null ? "Not known yet" : <Money amount={row.net} />),
    },
  ];
}
