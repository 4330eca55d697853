import { z } from "zod";
import { numberPattern } from "~/domain/shared/document-number";
import { MONEY_REQUEST_SORTS } from "~/domain/funding/requests/money-request-sort";
import { ASKED_STATES } from "~/domain/proposals/asked";
import { TRANSFER_SORTS } from "~/domain/funding/transfers/transfer-sort";
import { placeFields } from "~/web/lists/list-page";
import { sortField } from "~/web/lists/list-sort";
import { several } from "~/web/orders/order-forms";

/** What a request or transfer can be; their lists are filtered by it. */
export const MONEY_REQUEST_STATES = ["requested", "approved", "reversed", "declined", "withdrawn"] as const;

export const TransferParams = z.object({ id: z.string().regex(numberPattern("fundTransfer")) });

export const MoneyRequestParams = z.object({ id: z.string().regex(numberPattern("fundRequest")) });

export const PaymentParams = z.object({ id: z.string().regex(numberPattern("fundPayment")) });

type State = (typeof MONEY_REQUEST_STATES)[number];

/** What the address of what officers ask of each other, and of its file, may say. An unknown state is left out. */
export const RequestsQuery = z.object({
  state: z.enum(ASKED_STATES).optional().catch(undefined),
  sort: sortField(MONEY_REQUEST_SORTS, { by: "asked", descending: true }),
  done: z.string().max(30).optional(),
  ...placeFields(),
});

/** The same of the list of transfers: several states at once, words, and how it is sorted. */
export const TransfersQuery = z.object({
  state: several.transform((states) =>
    states.filter((state): state is State => (MONEY_REQUEST_STATES as readonly string[]).includes(state)),
  ),
  done: z.string().max(30).optional(),
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: sortField(TRANSFER_SORTS, { by: "asked", descending: true }),
  ...placeFields(),
});

/** What the list of transfers holds, on the page and in its files. */
export const transferFilter = ({ state, q, sort }: z.output<typeof TransfersQuery>) => ({
  states: state,
  words: q || undefined,
  sort,
});
