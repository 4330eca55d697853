import type { Queryable } from "~db";
import { mayDoWithPayment, NO_VAT } from "~/domain/funding/payments/fund-payment";
import { paymentsWaiting } from "~/domain/funding/payments/payment-views.server";
import { MONEY_REQUESTS, requestSum } from "~/domain/funding/requests/money-request";
import { moneyRequestsWaiting } from "~/domain/funding/requests/money-request-views.server";
import { transfersWaiting } from "~/domain/funding/transfers/transfer-views.server";
import { bankChangesForCentre } from "~/domain/invoices/supplier-details/bank-change-views.server";
import { formatPence } from "~/domain/money/format";
import type { MemberActor } from "~/domain/people/role";
import { PROPOSALS } from "~/domain/proposals/proposal";
import { proposalsWaiting } from "~/domain/proposals/proposal-views.server";
import { dayOf } from "~/domain/shared/day";
import { nothingWaits, TODOS_OF_A_KIND, waitingFirst } from "./home-data.server";

/** What another officer asked of this one: transfers, reversals, money for funds; none for who is no officer. */
export async function transferTodos(q: Queryable, actor: MemberActor) {
  const officer = actor.roles.includes("commercial_officer");
  const { rows, more } = officer
    ? await waitingFirst(
        transfersWaiting(q, actor.userId),
        ["transfer to decide on", "transfers to decide on"],
        "/commercial/funding/transfers?state=requested",
      )
    : nothingWaits;
  const asked = officer
    ? await waitingFirst(
        moneyRequestsWaiting(q, actor.userId),
        ["request to decide on", "requests to decide on"],
        "/commercial/funding/requests?state=requested",
      )
    : nothingWaits;
  const proposed = officer ? await proposalsWaiting(q, { notBy: actor.userId }) : [];
  const proposals = proposed.slice(0, TODOS_OF_A_KIND).map((row) => ({
    key: `proposal-${row.id}`,
    label: `${PROPOSALS[row.kind]}, ${row.reference}: decide on what ${row.proposedByName} proposes`,
    href: `/commercial/proposals/${row.id}`,
    about: row.reason,
    dateLabel: "Proposed",
    day: dayOf(row.proposedAt),
  }));
  const banks = officer ? await bankChangesForCentre(q, actor.userId) : [];
  const accounts = banks.slice(0, TODOS_OF_A_KIND).map((row) => ({
    key: `bank-${row.id}`,
    label: `Confirm the new bank account of ${row.legalName}`,
    href: `/commercial/bank-accounts/${row.id}`,
    about: `${row.proposedByName} gave it, and nobody independent signs for the supplier`,
    dateLabel: "Given",
    day: dayOf(row.proposedAt),
  }));
  const transfers = rows.map((row) => ({
    key: `transfer-${row.id}`,
    label: `Decide on ${formatPence(row.amount)} from ${row.fromName} to ${row.toName}`,
    href: `/commercial/funding/transfers/${row.id}`,
    about: `${row.requestedByName} asks: ${row.reason}`,
    dateLabel: "Asked",
    day: dayOf(row.requestedAt),
  }));
  const requests = asked.rows.map((row) => ({
    key: `request-${row.id}`,
    label: `Decide: ${MONEY_REQUESTS[row.kind].toLowerCase()}, ${requestSum(row.kind, row.amount)}`,
    href: `/commercial/funding/requests/${row.id}`,
    about: `${row.requestedByName} asks: ${row.reason}`,
    dateLabel: "Asked",
    day: dayOf(row.requestedAt),
  }));
  const payments = (officer ? await paymentsWaiting(q, actor.organisationCode) : [])
    .filter((row) => mayDoWithPayment(row, actor) === "decide")
    .slice(0, TODOS_OF_A_KIND)
    .map((row) => ({
      key: `payment-${row.id}`,
      label: `Agree or decline to pay into ${row.fundName}`,
      href: `/commercial/funding/payments/${row.id}`,
      about: `${row.requestedByName} asks: ${row.reason}`,
      dateLabel: "Asked",
      day: dayOf(row.requestedAt),
      amount: row.amount,
      vat: NO_VAT,
    }));
  return {
    todos: [...transfers, ...requests, ...payments, ...proposals, ...accounts],
    more: [...more, ...asked.more],
  };
}
