import { daysText, type ForwardRow } from "~/domain/funding/forward";
import { daysBetween, earlier, formatDay, later, type Day } from "~/domain/shared/day";
import { financialYearOf, financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";
import { PALETTE } from "~/ui/charts/chart-colours";

const YEAR_LABEL_ROOM_PERCENT = 8;

/**
 * When funds are open, a bar each on one scale of days, from the start of the present financial year; the line across
 * is today. The table of the page holds the same dates.
 */
export function FundTimeline({
  rows,
  today,
  title,
  level = 2,
}: {
  rows: readonly ForwardRow[];
  today: Day;
  title: string;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  const shown = rows.filter((row) => row.state !== "closed");
  if (shown.length === 0) return null;
  const from = financialYearPeriod(financialYearOf(today)).from;
  const to = shown.map((row) => row.closesOn).reduce(later);
  const whole = Math.max(1, daysBetween(from, to) + 1);
  const place = (on: Day) => Math.max(0, Math.min(100, (daysBetween(from, on) * 10_000) / whole / 100));
  return (
    <figure className="dt-chart" aria-labelledby="timeline-title">
      <figcaption>
        <Heading className="dt-chart__title" id="timeline-title">
          {title}
        </Heading>
      </figcaption>
      {shown.map((row) => (
        <div className="dt-chart__bar" key={row.fundId}>
          <p className="dt-chart__label">
            <span>
              <a href={`/funding/programmes/${row.programmeId}`}>{row.name}</a>
            </span>
            <span>{daysText(row)}</span>
          </p>
          <Bar
            from={place(later(row.opensOn, from))}
            to={place(row.closesOn)}
            today={place(today)}
            ink={row.state === "open" ? PALETTE[0].fill : PALETTE[5].fill}
          />
        </div>
      ))}
      <Years from={from} to={to} place={place} />
      <p className="dt-chart__label">
        <span>
          The line across every bar is today, {formatDay(today)}. Dark bars are open, light ones are to come.
        </span>
      </p>
    </figure>
  );
}

/** Hidden from readers: the label beside it and the table below say the same in words. */
function Bar({ from, to, today, ink }: { from: number; to: number; today: number; ink: string }) {
  return (
    <svg className="dt-chart__picture" width="100%" height="24" aria-hidden="true" focusable="false">
      <rect x="0" y="11" width="100%" height="2" fill="#d8dde0" />
      <rect x={`${from}%`} y="4" width={`${Math.max(0.5, to - from)}%`} height="16" fill={ink} />
      <line x1={`${today}%`} x2={`${today}%`} y1="0" y2="24" stroke="#212b32" strokeWidth="3" />
    </svg>
  );
}

function Years({ from, to, place }: { from: Day; to: Day; place: (on: Day) => number }) {
  const first = financialYearOf(from);
  const years = Array.from({ length: financialYearOf(to) - first + 1 }, (_, index) => first + index);
  return (
    <svg className="dt-chart__picture" width="100%" height="34" aria-hidden="true" focusable="false">
      {years.map((year) => {
        const period = financialYearPeriod(year);
        const start = place(period.from);
        const room = place(earlier(period.to, to)) - start;
        return (
          <g key={year}>
            <line x1={`${start}%`} x2={`${start}%`} y1="0" y2="12" stroke="#3D3D3D" strokeWidth="2" />
            {room >= YEAR_LABEL_ROOM_PERCENT ? (
              <text x={`${start + 0.5}%`} y="28" fill="#212b32" className="dt-chart__amount">
                {formatFinancialYear(year)}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
