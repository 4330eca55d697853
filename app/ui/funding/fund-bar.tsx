import { FUND_FIGURES, type FundState } from "~/domain/funding/fund";
import { formatPence } from "~/domain/money/format";
import { sum, ZERO, type Pence } from "~/domain/money/money";
import { percentOf } from "~/ui/charts/chart-colours";
import { StackedBars, type Bar, type Series } from "~/ui/charts/stacked-bars";

/** Where the money of a fund is. The four add up to the fund. */
export interface FundMoney {
  drawn: Pence;
  committed: Pence;
  /** Allocated to an ICB or provider, not yet committed to an order. */
  allocated: Pence;
  free: Pence;
}

const SERIES: readonly Series[] = [
  { key: "drawn", label: FUND_FIGURES.drawn },
  { key: "committed", label: FUND_FIGURES.committed },
  { key: "allocated", label: FUND_FIGURES.unusedAllocations },
  { key: "free", label: FUND_FIGURES.freeToAllocate, remainder: true },
];

/**
 * The finding of a fund's chart: "38% of the fund is committed or drawn; £1,240,000 is free to allocate". What `lapsed`
 * is no part of it any more, and is said first; of a `closed` fund nothing is free.
 */
export function fundFinding(money: FundMoney, lapsed: Pence = ZERO, closed = false): string {
  const total = sum([money.drawn, money.committed, money.allocated, money.free]);
  const used = Math.round(percentOf(money.drawn + money.committed, total));
  const left = formatPence(money.free, { whole: true });
  if (lapsed > 0n) {
    const gone = `${formatPence(lapsed, { whole: true })} lapsed`;
    if (total === 0n) return `${gone}; nothing is left in the fund`;
    return `${gone}; ${used}% of what is left in the fund is committed or drawn`;
  }
  if (closed) {
    const unused = formatPence(sum([money.free, money.allocated]), { whole: true });
    return `${used}% of the fund is committed or drawn; ${unused} was not used before the fund closed`;
  }
  return `${used}% of the fund is committed or drawn; ${left} is free to allocate`;
}

/** The parts of a fund that has closed: nothing of it is free to allocate, whoever it was allocated to. */
const CLOSED_SERIES: readonly Series[] = [
  ...SERIES.slice(0, 2),
  { key: "unused", label: FUND_FIGURES.notUsed, remainder: true },
];

/**
 * The same of several funds. What closed funds still hold cannot be allocated any more, so it is told apart from what is
 * free to allocate.
 */
export function fundsFinding(funds: readonly { state: FundState; money: FundMoney }[]): string {
  const of = (key: keyof FundMoney, some = funds) => sum(some.map(({ money }) => money[key]));
  const closed = funds.filter(({ state }) => state === "closed");
  const all = {
    drawn: of("drawn"),
    committed: of("committed"),
    allocated: of("allocated"),
    free: of("free"),
  };
  const used = Math.round(percentOf(all.drawn + all.committed, sum(Object.values(all))));
  const left = formatPence((all.free - of("free", closed)) as Pence, { whole: true });
  const stays = of("free", closed);
  const also = stays > 0n ? `, and ${formatPence(stays, { whole: true })} is in funds that have closed` : "";
  return `${used}% of these funds is committed or drawn; ${left} is free to allocate${also}`;
}

/** One fund as a stacked bar: drawn, committed, allocated, free; of a `closed` one what was not used. */
export function FundBar({
  name,
  money,
  href,
  title,
  level,
  id = "fund",
  closed = false,
}: {
  name: string;
  money: FundMoney;
  closed?: boolean;
  href?: string;
  title?: string;
  level?: 2 | 3;
  id?: string;
}) {
  const bar: Bar = {
    key: id,
    label: name,
    href,
    amounts: { ...money, unused: sum([money.allocated, money.free]) },
  };
  return (
    <StackedBars
      id={id}
      title={title ?? fundFinding(money, ZERO, closed)}
      series={closed ? CLOSED_SERIES : SERIES}
      bars={[bar]}
      tableCaption={`Where the money of ${name} is`}
      rowHeader="Fund"
      totalHeader={FUND_FIGURES.putIn}
      level={level}
    />
  );
}

/** Several funds to one scale. */
export function FundBars({
  title,
  funds,
  level,
  id = "funds",
}: {
  title: string;
  funds: readonly { key: string; name: string; href?: string; money: FundMoney }[];
  level?: 2 | 3;
  id?: string;
}) {
  const bars = funds.map((fund) => ({
    key: fund.key,
    label: fund.name,
    href: fund.href,
    amounts: { ...fund.money },
  }));
  return (
    <StackedBars
      id={id}
      title={title}
      series={SERIES}
      bars={bars}
      tableCaption="Where the money of each fund is"
      rowHeader="Fund"
      totalHeader={FUND_FIGURES.putIn}
      level={level}
    />
  );
}
