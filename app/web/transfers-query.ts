import { z } from "zod";
import { numberPattern } from "~/domain/shared/document-number";
import { placeFields } from "./list-page";

export const TransferParams = z.object({ id: z.string().regex(numberPattern("fundTransfer")) });

export const MoneyRequestParams = z.object({ id: z.string().regex(numberPattern("fundRequest")) });

/** The address of the list of transfers, or of what officers ask of each other, and of its file. An unknown state is left out rather than refused. */
export const TransfersQuery = z.object({
  state: z.enum(["requested", "approved", "declined", "withdrawn"]).optional().catch(undefined),
  done: z.string().max(30).optional(),
  ...placeFields(),
});
