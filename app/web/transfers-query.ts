import { z } from "zod";

export const TransferParams = z.object({ id: z.string().regex(/^FT-\d{4,}$/) });

/** The address of the list of transfers and of its file. An unknown state is left out rather than refused. */
export const TransfersQuery = z.object({
  state: z.enum(["requested", "approved", "declined", "withdrawn"]).optional().catch(undefined),
  done: z.string().max(30).optional(),
});
