import { z } from "zod";
import type { ClaimFilter } from "~/domain/certification/claim-views.server";
import { placeFields } from "~/web/lists/list-page";

/** The address of the lists of claims and of their files: words to look for, and for a file which of the two lists. */
export const ClaimsQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  list: z.enum(["waiting", "decided"]).optional().catch(undefined),
  ...placeFields(),
  ...placeFields("decided"),
});

export const claimFilter = (query: z.output<typeof ClaimsQuery>): ClaimFilter => ({
  words: query.q || undefined,
});
