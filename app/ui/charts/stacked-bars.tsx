import type { ReactNode } from "react";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { PALETTE, REMAINDER, percentOf } from "./chart-colours";
import { widthOf } from "./picture-text";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Details } from "~/ui/kit/details";

export interface Series {
  key: string;
  label: string;
  /** What is left over: drawn as an outline. */
  remainder?: boolean;
}

export interface Bar {
  key: string;
  label: string;
  href?: string;
  /** Pence, or how many, by series key; a missing one is nothing. */
  amounts: Partial<Record<string, bigint>>;
}

/**
 * How wide a bar is at least, in pixels: in a window, and on the smallest phone. An amount stands in its part where the part
 * is then wide enough for it in any usual font; else it stands in the key and in the table.
 */
const LEAST_WIDTH = 520;
const LEAST_ON_A_PHONE = 250;
const AMOUNT_SIZE = 15;
/** Before and behind an amount, together. */
const AMOUNT_GAP = 16;

/** Whether an amount has room in a part of so many percent of a bar. */
function hasRoom(text: string, percent: number, barWidth: number): boolean {
  return widthOf(text, AMOUNT_SIZE, true) + AMOUNT_GAP <= (percent * barWidth) / 100;
}

function inkOf(series: Series, index: number) {
  return series.remainder ? REMAINDER : PALETTE[index % PALETTE.length]!;
}

/** How an amount is written, in a picture (`whole`, where there is less room) and in its table. */
type Write = (amount: bigint, whole: boolean) => string;
const asMoney: Write = (amount, whole) => formatPence(amount as Pence, { whole });
/** For what is counted instead of paid. */
export const asCount: Write = (amount) => amount.toLocaleString("en-GB");

/**
 * Sums of money, or counts, by part, a bar per thing, all to one scale. `title` says the finding ("Two thirds of the fund is
 * committed"), not the subject. The same figures stand in a table below.
 */
export function StackedBars({
  title,
  series,
  bars,
  tableCaption,
  rowHeader,
  totalHeader = "Total",
  level = 3,
  id = "chart",
  write = asMoney,
  children,
}: {
  title: string;
  series: readonly Series[];
  bars: readonly Bar[];
  tableCaption: string;
  /** Head of the first column of the table: "Fund", "Payer". */
  rowHeader: string;
  /** What a bar as a whole is called, where it has a name of its own: "Put in". */
  totalHeader?: string;
  level?: 2 | 3;
  id?: string;
  /** Money unless said: `asCount`. */
  write?: Write;
  children?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  const totalOf = (bar: Bar): bigint =>
    series.reduce((total, part) => total + (bar.amounts[part.key] ?? 0n), 0n);
  const scale = bars.map(totalOf).reduce((a, b) => (a > b ? a : b), 0n);
  return (
    <figure className="dt-chart" aria-labelledby={`${id}-title`}>
      <figcaption>
        <Heading className="dt-chart__title" id={`${id}-title`}>
          {title}
        </Heading>
      </figcaption>
      <Key series={series} total={bars.length === 1 ? bars[0] : undefined} write={write} />
      {bars.map((bar) => (
        <div className="dt-chart__bar" key={bar.key}>
          <p className="dt-chart__label">
            <span>{bar.href ? <a href={bar.href}>{bar.label}</a> : bar.label}</span>
            <span className="dt-money">{write(totalOf(bar), true)}</span>
          </p>
          <BarPicture bar={bar} series={series} scale={scale} write={write} />
        </div>
      ))}
      {children}
      <Details summary="The figures as a table">
        <DataTable
          id={`${id}-table`}
          narrow="scroll"
          captionSize="s"
          caption={tableCaption}
          rows={bars}
          rowKey={(bar) => bar.key}
          columns={[
            { key: "label", header: rowHeader, rowHeader: true, cell: (bar) => bar.label },
            ...series.map((part) => ({
              key: part.key,
              header: part.label,
              numeric: true,
              cell: (bar: Bar) => write(bar.amounts[part.key] ?? 0n, false),
            })),
            { key: "total", header: totalHeader, numeric: true, cell: (bar) => write(totalOf(bar), false) },
          ]}
        />
      </Details>
    </figure>
  );
}

function Key({ series, total, write }: { series: readonly Series[]; total?: Bar; write: Write }) {
  return (
    <ul className="dt-key">
      {series.map((part, index) => (
        <li className="dt-key__item" key={part.key}>
          <svg className="dt-key__swatch" width="16" height="16" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="14" height="14" fill={inkOf(part, index).fill} stroke="#3D3D3D" />
          </svg>
          <span>
            {part.label}
            {total ? (
              <>
                {" "}
                <strong className="dt-money">{write(total.amounts[part.key] ?? 0n, true)}</strong>
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function BarPicture({
  bar,
  series,
  scale,
  write,
}: {
  bar: Bar;
  series: readonly Series[];
  scale: bigint;
  write: Write;
}) {
  const widths = series.map((part) => percentOf(bar.amounts[part.key] ?? 0n, scale));
  const parts = series.map((part, index) => ({
    part,
    ...inkOf(part, index),
    from: widths.slice(0, index).reduce((a, b) => a + b, 0),
    width: widths[index]!,
  }));
  // Hidden from readers: the key, the label and the table say the same in words.
  return (
    <svg className="dt-chart__picture" width="100%" height="36" aria-hidden="true" focusable="false">
      {parts
        .filter((placed) => placed.width > 0)
        .map((placed) => (
          <g key={placed.part.key}>
            <rect
              x={`${placed.from}%`}
              y="1"
              width={`${placed.width}%`}
              height="34"
              fill={placed.fill}
              stroke={placed.part.remainder ? "#3D3D3D" : "#ffffff"}
              strokeWidth="1.5"
            />
            <PartAmount {...placed} text={write(bar.amounts[placed.part.key]!, true)} />
          </g>
        ))}
    </svg>
  );
}

function PartAmount({ text, from, width, ink }: { text: string; from: number; width: number; ink: string }) {
  if (!hasRoom(text, width, LEAST_WIDTH)) return null;
  const tight = hasRoom(text, width, LEAST_ON_A_PHONE) ? "" : " dt-chart__amount--tight";
  return (
    <text x={`${from + 1.5}%`} y="23" fill={ink} className={`dt-chart__amount${tight}`}>
      {text}
    </text>
  );
}
