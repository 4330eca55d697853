import { z } from "zod";
import { ORDER_STATES, type OrderState } from "~/domain/orders/order";
import { ORDER_SORTS } from "~/domain/orders/order-sort";
import { isDay, type Day } from "~/domain/shared/day";
import { numberPattern } from "~/domain/shared/document-number";
import { placeFields } from "~/web/lists/list-page";
import { chosenSort, sortField, sortLinks, written } from "~/web/lists/list-sort";
import { APPROVAL_SORTS, type ApprovalSort } from "~/domain/orders/approvals/approval-sort";
import { reasonOf } from "~/web/forms/reason-form";
import { sortWords, type Sorting } from "~/domain/shared/sorting";

/** Addresses and forms of the order's pages, shared by buyer, supplier and centre. */
/** "C010001-01" */
export const ORDER_ID = numberPattern("callOff", "-\\d{2}");
export const OrderParams = z.object({ orderId: z.string().regex(ORDER_ID) });

/** What a column of whole numbers holds: a picture beyond it was never shown. */
export const MOST_EDITS = 2_147_483_647;

/** Which picture of the order the page showed; see the domain's stale-edit. */
export const editCount = z.coerce.number().int().min(0).max(MOST_EDITS);

/** A field that may be sent once, several times or not at all. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined || value === "" ? [] : [value].flat()));

type Fields = Record<string, unknown>;

function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
}

/** The three boxes of a date: a day, "" when all are empty, null when it is no date. */
export function readDay(fields: Fields, name: string): Day | "" | null {
  const parts = ["day", "month", "year"].map((part) => text(fields, `${name}-${part}`));
  if (parts.every((part) => part === "")) return "";
  const [day, month, year] = parts;
  const written = `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
  return isDay(written) ? written : null;
}

/** A date that must be given, as a zod refinement adds it: the day, or null with the issue noted. */
export function requireDay(
  fields: Fields,
  name: string,
  words: string,
  ctx: { addIssue(issue: { code: "custom"; path: string[]; message: string }): void },
): Day | null {
  const value = readDay(fields, name);
  if (value) return value;
  const message =
    value === ""
      ? `Enter ${words}`
      : `${words[0]!.toUpperCase()}${words.slice(1).replace(/, for example .*/, "")} must be a real date`;
  ctx.addIssue({ code: "custom", path: [name], message });
  return null;
}

export const Reason = z.object({
  editCount,
  reason: reasonOf("Enter a reason"),
});

/** Filters of a list of orders. An unknown status is left out rather than refused. */
export const OrderQuery = z.object({
  q: z.string().trim().max(100).optional().default(""),
  state: several.transform((states) => states.filter((state): state is OrderState => state in ORDER_STATES)),
  sort: sortField(ORDER_SORTS, { by: "begun", descending: true }),
  ...placeFields(),
});

export type OrdersAsked = z.output<typeof OrderQuery>;

export const orderFilter = ({ state, q, sort }: OrdersAsked) => ({
  states: state,
  words: q,
  sort,
});

/** The two lists of the approvals page, each with its own place. */
export const ApprovalsQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: chosenSort(APPROVAL_SORTS),
  ...placeFields(),
  ...placeFields("decided"),
});

/** What the approvals page shows of it: words, the sorting chosen, and links for the headings of both lists. */
export function shownApprovals(url: string, { q, sort }: ApprovalsAsked) {
  const links = (usual: Sorting<ApprovalSort>, words: string) => ({
    order: sort ? sortWords(APPROVAL_SORTS, sort) : words,
    headings: sortLinks(url, APPROVAL_SORTS, sort ?? usual),
  });
  return {
    words: q ?? "",
    sort: sort && written(sort),
    waiting: links({ by: "moment", descending: false }, "the longest waiting first"),
    decided: links({ by: "moment", descending: true }, "the latest decision first"),
  };
}
export type ApprovalsAsked = z.output<typeof ApprovalsQuery>;
export type ShownApprovals = ReturnType<typeof shownApprovals>;

/** A payer's yes to its share, from the check page. */
export const ApproveForm = z.object({
  editCount,
  notMet: z.string().optional(),
  sole: z.string().optional(),
});

/** A payer's no to its share; the buyer reads why. */
export const DeclineForm = z.object({
  editCount,
  reason: reasonOf("Enter what has to change"),
});

/** That somebody pressed "approve" a moment after a colleague had decided. */
export const LateQuery = z.object({ late: z.literal("approve").optional().catch(undefined) });
