import { z } from "zod";
import { numberPattern } from "~/domain/shared/document-number";

/** Addresses of a shortlist's pages. */
export const ShortlistParams = z.object({ id: z.string().regex(numberPattern("shortlist")) });
