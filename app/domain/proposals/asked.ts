import { MONEY_REQUESTS, requestSum, type MoneyRequestKind } from "../funding/requests/money-request";
import type { Pence } from "../money/money";
import { PROPOSALS, type ProposalKind } from "./proposal";

/** What the list of what officers ask of each other is filtered by: what waits, all that is decided, or how it was. */
export const ASKED_STATES = [
  "requested",
  "decided",
  "approved",
  "reversed",
  "declined",
  "withdrawn",
] as const;
export type AskedState = (typeof ASKED_STATES)[number];

/** What is asked for, as the list and its file name it. */
export const ASKED_KINDS: Readonly<Record<MoneyRequestKind | ProposalKind, string>> = {
  ...MONEY_REQUESTS,
  ...PROPOSALS,
};

/** Where one of them is decided. */
export const askedPath = (row: { id: string; proposalId: string | null }): string =>
  row.proposalId === null
    ? `/commercial/funding/requests/${row.id}`
    : `/commercial/proposals/${row.proposalId}`;

/** Its sum in words; a proposal moves no money. The amount is pence. */
export function askedSum(row: { kind: MoneyRequestKind | ProposalKind; amount: Pence | null }): string {
  return row.amount === null ? "None" : requestSum(row.kind as MoneyRequestKind, row.amount);
}
