import { z } from "zod";

/** Addresses of a shortlist's pages. */
export const ShortlistParams = z.object({ id: z.string().regex(/^S\d{4,9}$/) });
