import { bigint, date, timestamp } from "drizzle-orm/pg-core";

/**
 * The columns every table shares. The brands are written out here because db imports nothing of ours; they are the
 * same types as Pence, UnitPrice and Day in app/domain.
 */
type Pence = bigint & { readonly __unit: "pence" };
type UnitPrice = bigint & { readonly __unit: "ten-thousandths of a pound" };
type Day = string & { readonly __kind: "day" };

/** Whole pence. */
export const pence = (name: string) => bigint(name, { mode: "bigint" }).$type<Pence>();

/** Ten-thousandths of a pound. */
export const unitPrice = (name: string) => bigint(name, { mode: "bigint" }).$type<UnitPrice>();

/** A quantity of units: patients, beds, licences. */
export const quantity = (name: string) => bigint(name, { mode: "bigint" });

/** A London date. */
export const day = (name: string) => date(name, { mode: "string" }).$type<Day>();

/** An instant; milliseconds, because a JavaScript Date would silently drop microseconds. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
