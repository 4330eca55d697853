import type { BurnDown as Figures, BurnPoint } from "~/domain/statements/burn-down";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { Plot, type PlotSize } from "~/ui/charts/burn-down-plot";
import { shortMoney } from "~/ui/charts/picture-text";

const WIDE: PlotSize = { width: 960, height: 360, left: 62, right: 170, top: 34, bottom: 34, font: 14 };
const NARROW: PlotSize = { width: 340, height: 300, left: 54, right: 62, top: 34, bottom: 28, font: 10.5 };

/**
 * A fund's money against its year: what is free and what is committed, beside an even use of it, with today and what is
 * left at the year's end at the pace so far. `title` says the finding unless given. Figures as a table below.
 */
export function BurnDown({
  name,
  figures,
  title,
  level = 2,
  id = "burn-down",
  closed = false,
}: {
  name: string;
  figures: Figures;
  /** No order can commit its money any more. */
  closed?: boolean;
  title?: string;
  level?: 2 | 3;
  id?: string;
}) {
  const Heading = `h${level}` as const;
  const last = figures.points.at(-1)!;
  if (last.putIn === 0n) return null;
  return (
    <figure className="dt-chart" aria-labelledby={`${id}-title`}>
      <figcaption>
        <Heading className="dt-chart__title" id={`${id}-title`}>
          {title ?? burnDownFinding(figures, closed)}
        </Heading>
      </figcaption>
      <Plot figures={figures} size={WIDE} labelledBy={`${id}-title`} className="dt-picture--wide" />
      <Plot
        figures={figures}
        size={NARROW}
        labelledBy={`${id}-title`}
        className="dt-picture--narrow"
        narrow
      />
      <Details summary="The figures as a table">
        <DataTable
          id={`${id}-table`}
          narrow="scroll"
          captionSize="s"
          caption={`${name}, at the end of each month`}
          rows={figures.points}
          rowKey={(point) => point.on}
          columns={[
            { key: "on", header: "Day", rowHeader: true, cell: (point) => <DayText day={point.on} /> },
            ...FIGURES.map(([key, header]) => ({
              key,
              header: closed && key === "free" ? FUND_FIGURES.notUsed : header,
              numeric: true,
              cell: (point: BurnPoint) => formatPence(point[key]),
            })),
          ]}
        />
      </Details>
    </figure>
  );
}

const FIGURES = [
  ["putIn", FUND_FIGURES.putIn],
  ["free", FUND_FIGURES.freeToCommit],
  ["committed", FUND_FIGURES.committed],
  ["drawn", FUND_FIGURES.drawn],
  ["plan", "Free to commit in even use"],
] as const;

/** "At this pace £6.1m of the fund is left on 31 March 2027"; how the fund stands in one sentence. A `closed` one has no pace. */
export function burnDownFinding(figures: Figures, closed = false): string {
  const { points, forecast, year, today } = figures;
  const last = points.at(-1)!;
  if (closed)
    return `${shortMoney(last.free)} of ${shortMoney(last.putIn)} was not used before the fund closed`;
  if (today < year.from) {
    return last.free === last.putIn
      ? `The fund’s year begins on ${formatDay(year.from)}; all of it is free to commit`
      : `The fund’s year begins on ${formatDay(year.from)}; ${shortMoney(last.free)} of ${shortMoney(last.putIn)} is free to commit`;
  }
  if (today >= year.to)
    return `${shortMoney(last.free)} of ${shortMoney(last.putIn)} was not used in the year`;
  if (forecast?.usedUpOn) return `At this pace the fund is used up ${inMonth(forecast.usedUpOn)}`;
  const gap = (last.free - last.plan) as Pence;
  if (forecast && forecast.free > 0n) {
    return `At this pace ${shortMoney(forecast.free)} of ${shortMoney(last.putIn)} is left when the year ends`;
  }
  return gap >= 0n
    ? `${shortMoney(gap)} more is free to commit than in even use`
    : `${shortMoney(-gap as Pence)} ahead of even use`;
}

function inMonth(on: Day): string {
  const words = formatDay(on).split(" ");
  return `in ${words[1]} ${words[2]}`;
}
