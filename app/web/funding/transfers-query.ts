import { z } from "zod";
import { numberPattern } from "~/domain/shared/document-number";
import { TRANSFER_SORTS } from "~/domain/funding/transfer-sort";
import { placeFields } from "~/web/lists/list-page";
import { sortField } from "~/web/lists/list-sort";

export const TransferParams = z.object({ id: z.string().regex(numberPattern("fundTransfer")) });

export const MoneyRequestParams = z.object({ id: z.string().regex(numberPattern("fundRequest")) });

/** The address of the list of transfers, or of what officers ask of each other, and of its file. An unknown state is left out rather than refused. */
export const TransfersQuery = z.object({
  state: z.enum(["requested", "approved", "declined", "withdrawn"]).optional().catch(undefined),
  done: z.string().max(30).optional(),
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: sortField(TRANSFER_SORTS, { by: "asked", descending: true }),
  ...placeFields(),
});

/** What the list of transfers holds, on the page and in its files. */
export const transferFilter = ({ state, q, sort }: z.output<typeof TransfersQuery>) => ({
  state,
  words: q || undefined,
  sort,
});
