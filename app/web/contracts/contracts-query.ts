import { z } from "zod";
import { CONTRACT_SORTS } from "~/domain/contracts/contract-sort";
import { words } from "~/web/lists/as-at-query";
import { placeFields } from "~/web/lists/list-page";
import { sortField } from "~/web/lists/list-sort";

/** The address of the list of published contracts and of its file: one filter, one meaning. An unknown status is left out. */
export const ContractsQuery = z.object({
  words,
  status: z.enum(["active", "terminated"]).optional().catch(undefined),
  sort: sortField(CONTRACT_SORTS, { by: "published", descending: true }),
  ...placeFields(),
});
