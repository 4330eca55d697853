import { stateWords, type OrderState } from "~/domain/ordering/order";
import type { OrderRow } from "~/domain/ordering/order-list-views.server";
import type { ReactNode } from "react";
import { DataTable, type Column } from "./data-table";
import { DayText } from "./day";
import { FacetChoices, FilteredList, FilterGroup, FilterPanel } from "./filter-panel";
import { Money } from "./money";
import { OrderStateTag } from "./order-document";
import { TextField } from "./text-fields";

interface OrderListProps {
  /** Address of the list; an order is below it, the CSV beside it. */
  base: string;
  rows: readonly OrderRow[];
  states: readonly OrderState[];
  chosen: readonly OrderState[];
  words: string;
  /** Whom to name: the other side. */
  other: "buyer" | "supplier" | "both";
  empty: ReactNode;
}

function addressOf(base: string, states: readonly string[], words: string): string {
  const query = new URLSearchParams(states.map((state) => ["state", state]));
  if (words) query.set("q", words);
  const text = query.toString();
  return text ? `${base}?${text}` : base;
}

/** Orders with their filters, for buyer, supplier and centre. State lives in the address. */
export function OrderList({ base, rows, states, chosen, words, other, empty }: OrderListProps) {
  const chips = [
    ...chosen.map((state) => ({
      label: `Status: ${stateWords(state)}`,
      removeHref: addressOf(
        base,
        chosen.filter((one) => one !== state),
        words,
      ),
    })),
    ...(words ? [{ label: `Words: ${words}`, removeHref: addressOf(base, chosen, "") }] : []),
  ];
  return (
    <FilteredList
      sentence={`${rows.length.toLocaleString("en-GB")} ${rows.length === 1 ? "order" : "orders"}, the newest first.`}
      chips={chips}
      clearHref={base}
      filters={
        <FilterPanel action={base} inUse={chips.length}>
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
        caption="Orders"
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        noun={["order", "orders"]}
        downloads={[{ label: "CSV", href: addressOf(`${base}.csv`, chosen, words) }]}
        columns={columnsFor(base, other)}
        empty={empty}
      />
    </FilteredList>
  );
}

function columnsFor(base: string, other: OrderListProps["other"]): Column<OrderRow>[] {
  const buyer: Column<OrderRow> = { key: "buyer", header: "Buyer", cell: (row) => row.buyerName };
  const supplier: Column<OrderRow> = { key: "supplier", header: "Supplier", cell: (row) => row.supplierName };
  return [
    {
      key: "id",
      header: "Order",
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
      key: "start",
      header: "Starts",
      cell: (row) => (row.startsOn ? <DayText day={row.startsOn} /> : "Not set"),
    },
    {
      key: "net",
      header: "Excluding VAT",
      numeric: true,
      cell: (row) => (row.net === null ? "Not known yet" : <Money amount={row.net} />),
    },
  ];
}
