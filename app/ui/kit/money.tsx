import type { ReactNode } from "react";
import { formatPence, formatUnitPrice } from "~/domain/money/format";
import type { Pence, UnitPrice } from "~/domain/money/money";

interface MoneyProps {
  amount: Pence;
  /** Drops ".00"; pence that are there still show. */
  whole?: boolean;
  /** Names the period: "a year", "a month", "one-off". */
  period?: string;
  /** States VAT: "excluding VAT", "including VAT", "no VAT". */
  vat?: string;
}

/** A sum of money in figures of one width. */
export function Money({ amount, whole = false, period, vat }: MoneyProps) {
  return (
    <>
      <span className="dt-money">{formatPence(amount, { whole })}</span>
      {period ? ` ${period}` : null}
      {vat ? <span className="dt-money__vat"> {vat}</span> : null}
    </>
  );
}

/** A sum that someone may dispute: a link to how it came about. `explains` says what, for those who hear the page. */
export function Amount({ href, explains, ...money }: MoneyProps & { href: string; explains: string }) {
  return (
    <a className="dt-amount" href={href}>
      <Money {...money} />
      <span className="nhsuk-u-visually-hidden">: how {explains} is worked out</span>
    </a>
  );
}

/** A price of one unit with its unit and period, for example "£1.26 per patient a year". */
export function UnitPriceText({ price, per }: { price: UnitPrice; per?: ReactNode }) {
  return (
    <>
      <span className="dt-money">{formatUnitPrice(price)}</span>
      {per ? <> {per}</> : null}
    </>
  );
}
