import { withCode } from "~/domain/shared/organisation-words";
import { formatPence, formatPerHead } from "~/domain/money/format";
import type { Pence, UnitPrice } from "~/domain/money/money";
import { REGIONS, type Place, type Places } from "~/domain/statements/places";
import { shadeOf, shadesFor, type Shade } from "./shades";
import { percentOf } from "./chart-colours";
import { shortMoney, widthOf, wrapped } from "./picture-text";

export type Measure = "per-head" | "total";

const TILE = 70;
const GAP = 2;
const EDGE = 2;
/** The size of a figure on a phone, where it is largest (app.css). */
const LARGEST_FIGURE = 17;
const COLUMNS = 7;
const ROWS = 9;
/** Where the name of a region stands, in tiles from the left and top, beside its own tiles. */
const REGION_WORDS: Record<string, { x: number; y: number; anchor: "start" | "end"; lines: string[] }> = {
  Y63: { x: 4.1, y: 0.42, anchor: "start", lines: ["North East", "and Yorkshire"] },
  Y62: { x: 1.9, y: 1.42, anchor: "end", lines: ["North West"] },
  Y60: { x: 5.1, y: 3.42, anchor: "start", lines: ["Midlands"] },
  Y61: { x: 6.1, y: 4.42, anchor: "start", lines: ["East of", "England"] },
  Y56: { x: 6.1, y: 6.5, anchor: "start", lines: ["London"] },
  Y59: { x: 5.1, y: 8.5, anchor: "start", lines: ["South East"] },
  Y58: { x: 0.93, y: 6.42, anchor: "end", lines: ["South", "West"] },
};

/** What a place is shaded by, in the unit of its measure. */
export const valueOf = (place: Place, measure: Measure): bigint =>
  measure === "total" ? place.amount : place.perHead;

/** A value in a tile: what it is a head, or a short sum. */
export function tileText(value: bigint, measure: Measure): string {
  if (value === 0n) return "£0";
  if (measure === "total") return shortMoney(value as Pence);
  return value < 1_000_000n ? formatPerHead(value as UnitPrice) : shortMoney((value / 100n) as Pence);
}

/**
 * England as tiles: a square for each integrated care board, about where it lies, with its number and a shade; regions
 * are outlined and named, and stand beside the map as bars. The caller gives the title and the table.
 */
export function TileGrid({
  places,
  measure,
  labelledBy,
}: {
  places: Places;
  measure: Measure;
  labelledBy: string;
}) {
  const shades = shadesFor(places.boards.map((place) => valueOf(place, measure)));
  return (
    <div className="dt-map dt-map--with-regions">
      <div>
        <svg
          className="dt-map__picture"
          viewBox={`-2 -2 ${COLUMNS * TILE + 4} ${ROWS * TILE + 4}`}
          role="img"
          aria-labelledby={labelledBy}
          focusable="false"
        >
          {places.boards.map((place) => (
            <Tile
              key={place.code}
              place={place}
              value={valueOf(place, measure)}
              measure={measure}
              shades={shades}
            />
          ))}
          <RegionEdges places={places} />
          {REGIONS.map(({ code }) => {
            const words = REGION_WORDS[code]!;
            return (
              <text
                key={code}
                x={words.x * TILE}
                y={words.y * TILE + 4}
                textAnchor={words.anchor}
                className="dt-map__region"
              >
                {words.lines.map((line, at) => (
                  <tspan key={line} x={words.x * TILE} dy={at === 0 ? 0 : "1.15em"}>
                    {line}
                  </tspan>
                ))}
              </text>
            );
          })}
        </svg>
        <Key shades={shades} measure={measure} />
      </div>
      <Regions places={places} measure={measure} />
    </div>
  );
}

function Tile({
  place,
  value,
  measure,
  shades,
}: {
  place: Places["boards"][number];
  value: bigint;
  measure: Measure;
  shades: readonly Shade[];
}) {
  const { fill, ink } = shadeOf(shades, value);
  const left = place.board.column * TILE + GAP / 2;
  const top = place.board.row * TILE + GAP / 2;
  const middle = left + (TILE - GAP) / 2;
  const figure = tileText(value, measure);
  const fits = widthOf(figure, LARGEST_FIGURE, true) <= TILE - GAP - 4;
  const lines = wrapped(place.board.name, 13, 3).flatMap((line) => line.split(/(?<=-) /));
  return (
    <g fill={ink}>
      <title>{`${withCode(place.name, place.code)}: ${formatPence(place.amount)}, ${formatPerHead(place.perHead)} a head`}</title>
      <rect x={left} y={top} width={TILE - GAP} height={TILE - GAP} fill={fill} />
      <text x={middle} y={top + 22} textAnchor="middle" className="dt-map__code">
        {place.code}
      </text>
      <text x={middle} y={top + 15} textAnchor="middle" className="dt-map__name">
        {lines.map((line, at) => (
          <tspan key={line} x={middle} dy={at === 0 ? 0 : 10.5}>
            {line}
          </tspan>
        ))}
      </text>
      <text
        x={middle}
        y={top + 57}
        textAnchor="middle"
        className={`dt-map__figure${value === 0n ? " dt-map__figure--none" : ""}${fits ? "" : " dt-map__figure--long"}`}
      >
        {figure}
      </text>
    </g>
  );
}

/** A line wherever two neighbouring squares lie in different regions, or one of them is the sea. */
function RegionEdges({ places }: { places: Places }) {
  const at = new Map(
    places.boards.map(({ board }) => [`${board.column},${board.row}`, board.region] as const),
  );
  const lines: string[] = [];
  for (let row = 0; row <= ROWS; row += 1) {
    for (let column = 0; column <= COLUMNS; column += 1) {
      const here = at.get(`${column},${row}`);
      if (here !== at.get(`${column - 1},${row}`)) lines.push(`M${column * TILE},${row * TILE}v${TILE}`);
      if (here !== at.get(`${column},${row - 1}`)) lines.push(`M${column * TILE},${row * TILE}h${TILE}`);
    }
  }
  return <path d={lines.join("")} stroke="#212B32" strokeWidth={EDGE} strokeLinecap="square" fill="none" />;
}

function Key({ shades, measure }: { shades: readonly Shade[]; measure: Measure }) {
  const ends = (shade: Shade, at: number) => {
    if (shade.upTo === 0n) return "None";
    const last = at === shades.length - 1;
    return last
      ? `Over ${tileText(shades[at - 1]!.upTo, measure)}`
      : `Up to ${tileText(shade.upTo, measure)}`;
  };
  return (
    <ul className="dt-key">
      {shades.map((shade, at) => (
        <li className="dt-key__item" key={shade.fill}>
          <svg className="dt-key__swatch" width="16" height="16" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="14" height="14" fill={shade.fill} stroke="#3D3D3D" />
          </svg>
          <span>{ends(shade, at)}</span>
        </li>
      ))}
    </ul>
  );
}

function regionText(place: Place, measure: Measure): string {
  return measure === "total" ? shortMoney(place.amount) : formatPerHead(place.perHead);
}

/** The seven regions as bars to one scale, the largest first. */
function Regions({ places, measure }: { places: Places; measure: Measure }) {
  const ordered = [...places.regions].sort((a, b) => (valueOf(a, measure) < valueOf(b, measure) ? 1 : -1));
  const most = ordered.reduce((high, place) => {
    const value = valueOf(place, measure);
    return value > high ? value : high;
  }, 0n);
  return (
    <ul className="dt-regions">
      {ordered.map((place) => (
        <li className="dt-regions__item" key={place.code}>
          <p className="dt-chart__label">
            <span>{place.name}</span>
            <span className="dt-money">{regionText(place, measure)}</span>
          </p>
          <svg className="dt-chart__picture" width="100%" height="14" aria-hidden="true" focusable="false">
            <rect width="100%" height="14" fill="#E8EDEE" />
            <rect width={`${percentOf(valueOf(place, measure), most)}%`} height="14" fill="#12436D" />
          </svg>
        </li>
      ))}
    </ul>
  );
}

/** The finding of the map: who gets most, and how many get nothing. */
export function placesFinding(places: Places, measure: Measure): string {
  const first = places.regions.reduce((most, place) =>
    valueOf(place, measure) > valueOf(most, measure) ? place : most,
  );
  if (valueOf(first, measure) === 0n) return "No part of England has any of this money yet";
  const sum =
    measure === "per-head"
      ? `${formatPerHead(first.perHead)} for each registered patient`
      : shortMoney(first.amount);
  const without = places.boards.filter((place) => place.amount === 0n).length;
  const none =
    without === 0 ? "every board’s area has some" : `${without} of ${places.boards.length} areas have none`;
  return `${first.name} has the most, ${sum}; ${none}`;
}
