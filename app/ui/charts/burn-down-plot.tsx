import type { BurnDown as Figures, BurnPoint } from "~/domain/statements/burn-down";
import { pence, type Pence } from "~/domain/money/money";
import { addMonths, daysBetween, formatDay, type Day } from "~/domain/shared/day";
import { shortMoney } from "./picture-text";

export interface PlotSize {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  font: number;
}

const FREE = "#12436D";
const COMMITTED = "#28A197";
const QUIET = "#4C6272";
const GRID = "#D8DDE0";

interface Scale {
  x: (on: Day) => number;
  y: (amount: bigint) => number;
  size: PlotSize;
  /** Pence at the top of the picture. */
  most: bigint;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The areas, lines and words of one burn-down, at one size. */
export function Plot({
  figures,
  size,
  labelledBy,
  className,
  narrow = false,
}: {
  figures: Figures;
  size: PlotSize;
  labelledBy: string;
  className: string;
  narrow?: boolean;
}) {
  const { points } = figures;
  const most = niceAbove(points.reduce((high, point) => (point.putIn > high ? point.putIn : high), 1n));
  const days = daysBetween(figures.year.from, figures.year.to);
  const inner = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom };
  const scale: Scale = {
    x: (on) => round(size.left + (inner.width * Math.max(0, daysBetween(figures.year.from, on))) / days),
    y: (amount) => round(size.top + inner.height * (1 - Number((amount * 10_000n) / most) / 10_000)),
    size,
    most,
  };
  return (
    <svg
      className={`dt-picture ${className}`}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-labelledby={labelledBy}
      focusable="false"
    >
      <Grid scale={scale} figures={figures} narrow={narrow} />
      <Areas points={points} scale={scale} />
      <Plan figures={figures} scale={scale} narrow={narrow} />
      <Now figures={figures} scale={scale} narrow={narrow} />
    </svg>
  );
}

function Grid({ scale, figures, narrow }: { scale: Scale; figures: Figures; narrow: boolean }) {
  const { size } = scale;
  const lines = [0n, 1n, 2n, 3n, 4n].map((step) => (scale.most * step) / 4n);
  const months = Array.from({ length: 12 }, (_, at) => addMonths(figures.year.from, at));
  const right = size.width - size.right;
  return (
    <g fontSize={size.font - (narrow ? 0.5 : 1)} fill={QUIET}>
      {lines.map((amount) => (
        <g key={String(amount)}>
          <line x1={size.left} x2={right} y1={scale.y(amount)} y2={scale.y(amount)} stroke={GRID} />
          <text x={size.left - 8} y={scale.y(amount) + 4} textAnchor="end">
            {shortMoney(pence(amount))}
          </text>
        </g>
      ))}
      {months.map((month, at) => (
        <g key={month}>
          <line
            x1={scale.x(month)}
            x2={scale.x(month)}
            y1={scale.y(0n)}
            y2={scale.y(0n) + 5}
            stroke={QUIET}
          />
          <text
            x={(scale.x(month) + (at < 11 ? scale.x(months[at + 1]!) : right)) / 2}
            y={scale.y(0n) + size.font + 6}
            textAnchor="middle"
          >
            {monthWord(month, narrow)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** "Apr", or "A" where there is no room. */
function monthWord(month: Day, narrow: boolean): string {
  const word = formatDay(month).split(" ")[1]!;
  return narrow ? word.slice(0, 1) : word.slice(0, 3);
}

function Areas({ points, scale }: { points: readonly BurnPoint[]; scale: Scale }) {
  if (points.length < 2) return null;
  const along = (pick: (point: BurnPoint) => bigint) =>
    points.map((point) => `${scale.x(point.on)},${scale.y(pick(point))}`);
  const free = along((point) => point.free);
  const top = along((point) => point.free + point.committed);
  const floor = [points.at(-1)!, points[0]!].map((point) => `${scale.x(point.on)},${scale.y(0n)}`);
  return (
    <>
      <polygon points={[...free, ...floor].join(" ")} fill={FREE} fillOpacity="0.14" />
      <polygon points={[...top, ...free.toReversed()].join(" ")} fill={COMMITTED} fillOpacity="0.32" />
      <polyline points={top.join(" ")} fill="none" stroke={COMMITTED} strokeWidth="2" />
      <polyline points={free.join(" ")} fill="none" stroke={FREE} strokeWidth="3.5" strokeLinejoin="round" />
    </>
  );
}

/** Even use from the first day on which there was money to the year's last. */
function Plan({ figures, scale, narrow }: { figures: Figures; scale: Scale; narrow: boolean }) {
  const [first, to] = [figures.points[0]!, scale.x(figures.year.to)];
  return (
    <>
      <line
        x1={scale.x(first.on)}
        x2={to}
        y1={scale.y(first.plan)}
        y2={scale.y(0n)}
        stroke={QUIET}
        strokeWidth="1.5"
        strokeDasharray="6 5"
      />
      <text x={to + 8} y={scale.y(0n) + 1} fontSize={scale.size.font} className="dt-picture__halo">
        {narrow ? "Even use" : "Even use: £0 left"}
      </text>
    </>
  );
}

/** Today's line with what is free and committed, and the way to the year's end. */
function Now({ figures, scale, narrow }: { figures: Figures; scale: Scale; narrow: boolean }) {
  const { year, today, forecast, points } = figures;
  const last = points.at(-1)!;
  const { font, top } = scale.size;
  const x = scale.x(last.on);
  const inYear = today >= year.from && today < year.to;
  const freeY = scale.y(last.free);
  const topY = scale.y(last.free + last.committed);
  const late = x > scale.size.width - scale.size.right - (narrow ? 60 : 150);
  const anchor = late ? "end" : "start";
  const side = x + (late ? -9 : 9);
  // The committed words stand over the free ones even where their band is thin.
  const committedY = Math.min((freeY + topY) / 2 + font / 3, freeY - font * 1.1);
  // Before the year there is no line yet that the words could stand under.
  const early = today < year.from;
  // Left of today there is nothing below the line; right of it the forecast may run through the words.
  const underLine = x - scale.size.left > font * 8;
  return (
    <>
      {forecast ? <Forecast figures={figures} scale={scale} narrow={narrow} /> : null}
      {inYear ? (
        <>
          <line x1={x} x2={x} y1={top - 8} y2={scale.y(0n)} stroke="#212B32" strokeWidth="1.5" />
          <text x={x} y={top - 14} textAnchor="middle" fontSize={font} fontWeight="700" fill="#212B32">
            {narrow ? "Today" : formatDay(last.on)}
          </text>
        </>
      ) : null}
      <circle cx={x} cy={freeY} r={narrow ? 4 : 5.5} fill={FREE} stroke="#ffffff" strokeWidth="1.5" />
      <Words
        {...(underLine ? { x: x - 9, anchor: "end" as const } : { x: side, anchor })}
        y={early ? freeY - font * 0.6 : freeY + font * 1.6}
        font={font}
        label="Free to commit"
        amount={last.free}
      />
      {last.committed > 0n ? (
        <Words
          x={side}
          y={early ? freeY - font * 1.9 : committedY}
          anchor={anchor}
          font={font}
          label="Committed"
          amount={last.committed}
        />
      ) : null}
    </>
  );
}

function Forecast({ figures, scale, narrow }: { figures: Figures; scale: Scale; narrow: boolean }) {
  const { year, forecast, points } = figures;
  if (!forecast) return null;
  const last = points.at(-1)!;
  const end = forecast.usedUpOn ?? year.to;
  const y = scale.y(forecast.free);
  const { font } = scale.size;
  return (
    <>
      <line
        x1={scale.x(last.on)}
        y1={scale.y(last.free)}
        x2={scale.x(end)}
        y2={y}
        stroke={FREE}
        strokeWidth="3"
        strokeDasharray="2 6"
        strokeLinecap="round"
      />
      {forecast.usedUpOn ? null : (
        <Words
          x={scale.x(year.to) + 8}
          y={Math.min(y + 5, scale.y(0n) - font * (narrow ? 2.2 : 1.3))}
          anchor="start"
          font={font}
          label={narrow ? "Left" : "At this pace"}
          amount={forecast.free}
          twoLines={narrow}
        />
      )}
    </>
  );
}

function Words({
  x,
  y,
  anchor,
  font,
  label,
  amount,
  twoLines = false,
}: {
  x: number;
  y: number;
  anchor: "start" | "end";
  font: number;
  label: string;
  amount: Pence;
  twoLines?: boolean;
}) {
  return (
    <text x={x} y={y} textAnchor={anchor} fontSize={font} className="dt-picture__halo">
      {label}{" "}
      <tspan className="dt-picture__figure" {...(twoLines ? { x, dy: font * 1.1 } : {})}>
        {shortMoney(amount)}
      </tspan>
    </text>
  );
}

/** The next round figure that four lines divide well: 1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6 or 8 times a power of ten. */
function niceAbove(value: bigint): bigint {
  const power = 10n ** BigInt(Math.max(1, value.toString().length - 1));
  const steps = [10n, 12n, 16n, 20n, 24n, 30n, 40n, 50n, 60n, 80n, 100n];
  return steps.map((step) => (step * power) / 10n).find((limit) => limit >= value)!;
}
