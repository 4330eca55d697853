import type { ReactNode } from "react";
import type { OrderRow } from "~/domain/orders/order-list-views.server";
import { dayOf } from "~/domain/shared/day";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText, MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { Money } from "~/ui/kit/money";
import { OrderStateTag } from "~/ui/orders/order-document";
import { PageTitle, ReadingColumn } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { TodoList } from "~/ui/kit/timeline";
import type { Todo } from "~/web/home/home-data.server";

export interface PublishedContract {
  ocid: string;
  title: string;
  buyer: string;
  supplier: string;
  publishedAt: Date;
}

/** An audience's first page, in this order: what needs me now, what is running, what is new. */
export function AudienceHome({
  title,
  organisationName,
  todos,
  more = [],
  sums = [],
  action,
  own,
  nothing,
  running,
  ordersBase,
  published,
  links,
  children,
}: {
  title: string;
  organisationName: string;
  todos: readonly Todo[];
  /** Where the others of a kind are of which only the first are listed: "180 more shares to approve". */
  more?: readonly { label: string; href: string }[];
  /** What some kinds come to in all: "12 invoices to pay, £30,450.00". */
  sums?: readonly string[];
  /** What this person can begin here. */
  action?: { label: string; href: string } | null;
  /** The side of an order that this organisation is: its own name is not repeated in each row. */
  own?: "buyer" | "supplier";
  /** Shown when nothing waits. */
  nothing: ReactNode;
  running: { rows: readonly OrderRow[]; total: number };
  ordersBase: string;
  published: readonly PublishedContract[];
  links: readonly { label: string; href: string }[];
  /** More of what is running. */
  children?: ReactNode;
}) {
  return (
    <>
      <PageTitle caption={organisationName}>{title}</PageTitle>
      <ReadingColumn>
        {action ? <ButtonLink href={action.href}>{action.label}</ButtonLink> : null}
        <WhatNeedsYou todos={todos} sums={sums} nothing={nothing} />
        <Links links={more} />
      </ReadingColumn>
      <h2>What is running</h2>
      {children}
      <RunningOrders running={running} base={ordersBase} own={own} />
      <h2>What is new</h2>
      <Published contracts={published} own={own !== undefined} />
      <h2>Go to</h2>
      <Links links={links} />
    </>
  );
}

/** The things that wait, with what they come to in all. */
function WhatNeedsYou({
  todos,
  sums,
  nothing,
}: {
  todos: readonly Todo[];
  sums: readonly string[];
  nothing: ReactNode;
}) {
  return (
    <>
      <h2>What needs you now</h2>
      {sums.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {todos.length > 0 ? (
        <TodoList
          items={todos.map((todo) => ({
            key: todo.key,
            label: todo.label,
            href: todo.href,
            about: todo.about,
            tag: todo.late ? <StatusTag status="overdue" label={todo.late} /> : undefined,
            due: (
              <>
                {todo.amount === undefined ? null : (
                  <>
                    <Money amount={todo.amount} vat={todo.vat ?? "including VAT"} />
                    <br />
                  </>
                )}
                {todo.dateLabel} <DayText day={todo.day} />
              </>
            ),
          }))}
        />
      ) : (
        nothing
      )}
    </>
  );
}

function Links({ links }: { links: readonly { label: string; href: string }[] }) {
  if (links.length === 0) return null;
  return (
    <ul>
      {links.map(({ label, href }) => (
        <li key={label}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}

function Published({ contracts, own }: { contracts: readonly PublishedContract[]; own: boolean }) {
  if (contracts.length === 0) {
    return (
      <p>
        {own
          ? "Contracts that name your organisation appear here when they are published."
          : "Newly published contracts appear here."}
      </p>
    );
  }
  return (
    <ul>
      {contracts.map((one) => (
        <li key={one.ocid}>
          <a href={`/contracts/${one.ocid}`}>{one.title}</a>: {one.buyer} and {one.supplier},{" "}
          <MomentText at={one.publishedAt} />
        </li>
      ))}
    </ul>
  );
}

function RunningOrders({
  running: { rows, total },
  base,
  own,
}: {
  running: { rows: readonly OrderRow[]; total: number };
  base: string;
  own?: "buyer" | "supplier";
}) {
  const buyer: Column<OrderRow> = { key: "buyer", header: "Buyer", cell: (row) => row.buyerName };
  const supplier: Column<OrderRow> = { key: "supplier", header: "Supplier", cell: (row) => row.supplierName };
  const shown =
    rows.length < total ? (
      <>
        Orders, the newest {rows.length} of <a href={base}>{total.toLocaleString("en-GB")} that run</a>
      </>
    ) : (
      "Orders"
    );
  return (
    <DataTable
      id="running"
      caption={shown}
      captionSize="s"
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "title",
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
        ...(own === "buyer" ? [] : [buyer]),
        ...(own === "supplier" ? [] : [supplier]),
        { key: "state", header: "Status", cell: (row) => <OrderStateTag state={row.state} /> },
        {
          key: "begun",
          header: own === "supplier" ? "Sent" : "Begun",
          cell: (row) => <DayText day={dayOf(row.begunAt)} />,
        },
        {
          key: "net",
          header: "Excluding VAT",
          numeric: true,
          cell: (row) => (row.net === null ? "Not known yet" : <Money amount={row.net} />),
        },
      ]}
      empty={
        <EmptyState heading="No order is running" level={3}>
          <p>
            Orders that are being prepared, approved, signed or delivered appear here.{" "}
            <a href={base}>See all orders</a>.
          </p>
        </EmptyState>
      }
    />
  );
}
