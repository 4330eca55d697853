import { optionalReason } from "~/web/forms/reason-form";
import { z } from "zod";
import { hasWords, sortedRows } from "~/domain/shared/rows-page";
import { byLetters, bySize, type Sorting, type SortWords } from "~/domain/shared/sorting";
import type { Demand } from "~/domain/year-end/demand";
import type { OrganisationForecast } from "~/domain/year-end/forecast";
import { placeFields } from "~/web/lists/list-page";
import { chosenSort, sortOf } from "~/web/lists/list-sort";

/** The year of an address: 2026 is 2026/27. */
export const YearParams = z.object({
  financialYear: z
    .string()
    .regex(/^20\d{2}$/)
    .transform(Number),
});

export const YEAR_END_LISTS = [
  "funds",
  "organisations",
  "months",
  "demand",
  "carry-over",
  "clawbacks",
  "outstanding",
] as const;
export type YearEndList = (typeof YEAR_END_LISTS)[number];

export type OrganisationSort =
  | "organisation"
  | "fund"
  | "allocated"
  | "drawn"
  | "committed"
  | "left"
  | "lapses";

/** What the list of whose money it is can be sorted by. */
export const ORGANISATION_SORTS: SortWords<OrganisationSort> = {
  organisation: byLetters("organisation"),
  fund: byLetters("fund"),
  allocated: bySize("what is allocated"),
  drawn: bySize("what is drawn"),
  committed: bySize("what is committed"),
  left: bySize("what is left"),
  lapses: bySize("what lapses"),
};

export type DemandSort = "organisation" | "fund" | "amount";

/** What the list of who asks for money of the year can be sorted by. What it would take is not always known. */
export const DEMAND_SORTS: SortWords<DemandSort> = {
  organisation: ORGANISATION_SORTS.organisation,
  fund: ORGANISATION_SORTS.fund,
  amount: bySize("what it would take"),
};

/** What the page of a year and its files show of its two lists: words, and how they are sorted. */
export const YearEndQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: chosenSort({ ...ORGANISATION_SORTS, ...DEMAND_SORTS }),
  ...placeFields("organisations"),
  ...placeFields("demand"),
});

type Asked = Pick<z.output<typeof YearEndQuery>, "q" | "sort">;

/** How the organisations of a year are sorted: the most to lapse first, until somebody chooses. */
export const organisationSorting = ({ sort }: Asked): Sorting<OrganisationSort> =>
  sortOf(ORGANISATION_SORTS, sort, { by: "lapses", descending: true });

/** The organisations of a year that hold the words, in the order asked for. */
export const chosenOrganisations = (
  rows: readonly OrganisationForecast[],
  asked: Asked,
): OrganisationForecast[] =>
  sortedRows(
    rows.filter((row) => hasWords(asked.q ?? "", row.organisationName, row.organisationCode, row.fundName)),
    organisationSorting(asked),
    {
      organisation: (row) => row.organisationName,
      fund: (row) => row.fundName,
      allocated: (row) => row.allocated,
      drawn: (row) => row.drawn,
      committed: (row) => row.committed,
      left: (row) => row.left,
      lapses: (row) => row.lapses,
    },
  );

/** How the demand is sorted: the most asked for first, until somebody chooses. */
export const demandSorting = ({ sort }: Asked): Sorting<DemandSort> =>
  sortOf(DEMAND_SORTS, sort, { by: "amount", descending: true });

const NOT_KNOWN = -1n;

/** Who asks for money of the year, of those that hold the words, in the order asked for. */
export const chosenDemand = (rows: readonly Demand[], asked: Asked): Demand[] =>
  sortedRows(
    rows.filter((row) =>
      hasWords(asked.q ?? "", row.organisationName, row.organisationCode, row.fundName, row.text),
    ),
    demandSorting(asked),
    {
      organisation: (row) => row.organisationName,
      fund: (row) => row.fundName ?? "",
      amount: (row) => row.amount ?? NOT_KNOWN,
    },
  );

/** The forms of the closing page: ask, close, take back, or have every balance worked out again. */
export const CloseForm = z
  .object({
    step: z.string().optional(),
    intent: z.enum(["ask", "close", "withdraw", "recompute"], "Choose what to do"),
    accrualReason: z.string().trim().max(1_000, "Keep the reason to 1,000 characters").optional().default(""),
    reason: optionalReason,
  })
  .refine((form) => form.intent !== "withdraw" || form.reason !== "", {
    path: ["reason"],
    message: "Enter the reason",
  });
