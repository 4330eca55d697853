import { z } from "zod";
import { isDay, type Day } from "~/domain/shared/day";
import { placeFields } from "~/web/lists/list-page";
import { DEED_KINDS, type LedgerFilter } from "~/domain/ledger/ledger";

const blank = (value: unknown) => (value === "" ? undefined : value);
const DayText = z.preprocess(
  blank,
  z
    .string()
    .refine(isDay, "a date as 2026-04-01")
    .transform((text) => text as Day)
    .optional(),
);
const Words = z.preprocess(blank, z.string().trim().max(100).optional());

/** The address of the ledger page and of its file: one filter, one meaning. */
export const LedgerQuery = z.object({
  account: Words,
  /** The same in two fields of the form: the kind of account, and the code of what it is of. */
  kind: Words,
  code: Words,
  deed: z.preprocess(blank, z.enum(DEED_KINDS).optional()),
  order: Words,
  from: DayText,
  to: DayText,
  ...placeFields(),
});

/** The same on the page, where the days are typed into boxes and a wrong one is an error beside them. */
export const LedgerPageQuery = LedgerQuery.omit({ from: true, to: true });

type Asked = Partial<z.output<typeof LedgerQuery>>;

/** The account that the address asks for: links name its key, the form its kind and its code. */
export const accountAsked = ({ account, kind, code }: Asked): string | undefined =>
  kind && code ? `${kind}:${code}` : account;

export function ledgerFilter(query: Asked): LedgerFilter {
  return {
    accountKey: accountAsked(query),
    deed: query.deed,
    orderId: query.order,
    from: query.from,
    to: query.to,
  };
}
