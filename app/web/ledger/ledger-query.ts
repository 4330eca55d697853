import { z } from "zod";
import { isDay, type Day } from "~/domain/shared/day";
import { placeFields } from "~/web/lists/list-page";
import { ENTRY_KINDS, type LedgerFilter } from "~/domain/ledger/ledger";

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
  entry: z.preprocess(blank, z.enum(ENTRY_KINDS).optional()),
  order: Words,
  from: DayText,
  to: DayText,
  ...placeFields(),
});

/** The same on the page, where the days are typed into boxes and a wrong one is an error beside them. */
export const LedgerPageQuery = LedgerQuery.omit({ from: true, to: true });

type Asked = Partial<z.output<typeof LedgerQuery>>;

/**
 * The kind and the code that the address asks for, for the fields of the form: links name an account by its key, the
 * form its kind and its code. One of the two alone narrows as far as it says.
 */
export function accountFields({ account, kind, code }: Asked): { kind?: string; code?: string } {
  if (kind || code) return { kind, code };
  const [ofKind, ofCode] = (account ?? "").split(/:(.*)/s);
  return { kind: ofKind || undefined, code: ofCode };
}

export function ledgerFilter(query: Asked): LedgerFilter {
  const { kind, code } = accountFields(query);
  return {
    ...(kind && code ? { accountKey: `${kind}:${code}` } : { accountKind: kind, accountCode: code }),
    entry: query.entry,
    orderId: query.order,
    from: query.from,
    to: query.to,
  };
}
