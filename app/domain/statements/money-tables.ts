import { sum, type Pence } from "../money/money";
import type { FlowRow } from "./flows";
import { PATIENTS_ON, REGIONS, type Places } from "./england";
import { count, sumOfMoney, text, type PaperTable } from "./paper";

/** The rows behind the picture of flows, ungrouped, the largest first: all of them, or the first of `whole`. */
export function flowTable(
  rows: readonly FlowRow[],
  measure: "committed" | "paid",
  whole?: { rows: number; total: Pence },
): PaperTable {
  const title = measure === "paid" ? "Money paid" : "Money committed by orders";
  const cut = whole !== undefined && whole.rows > rows.length;
  return {
    key: "flows",
    title: cut ? `${title}: the ${rows.length} largest of ${whole.rows.toLocaleString("en-GB")} rows` : title,
    note: "Costs to the payer: with VAT, less the VAT that it gets back.",
    columns: [
      text("Programme", 3),
      text("Fund", 3.5),
      text("Organisation", 4),
      text("Supplier", 3),
      sumOfMoney("Amount"),
    ],
    rows: rows.map((row) => ({
      key: [row.fundId ?? "own", row.buyerCode, row.supplierId].join(" "),
      cells: [
        row.programmeName ?? "Own budgets",
        row.fundName ?? "",
        `${row.buyerName} (${row.buyerCode})`,
        row.supplierName,
        row.amount,
      ],
    })),
    totals: [
      cut ? "Total of all rows" : "Total",
      null,
      null,
      null,
      whole?.total ?? sum(rows.map((row) => row.amount)),
    ],
    empty: "No money of this kind moved in this year.",
  };
}

/** The map as a table: boards by region, then the regions, and what lies in none of them. */
export function areaTable(places: Places): PaperTable {
  const regionName = new Map(REGIONS.map(({ code, name }) => [code, name]));
  const order = REGIONS.map(({ code }) => code);
  const boards = [...places.boards].sort(
    (a, b) =>
      order.indexOf(a.board.region) - order.indexOf(b.board.region) || a.name.localeCompare(b.name, "en-GB"),
  );
  return {
    key: "areas",
    title: "Money by area",
    note: `By where the organisation that orders lies. Patients registered with practices on ${PATIENTS_ON}.`,
    columns: [
      text("Region", 3.5),
      text("Integrated care board", 4),
      count("Registered patients", 2),
      sumOfMoney("Amount"),
      sumOfMoney("A head"),
    ],
    rows: [
      ...boards.map((place) => ({
        key: place.code,
        cells: [
          regionName.get(place.board.region) ?? "",
          `${place.name} (${place.code})`,
          place.patients,
          place.amount,
          place.perHead,
        ],
      })),
      ...places.regions.map((place) => ({
        key: place.code,
        cells: [place.name, "The whole region", place.patients, place.amount, place.perHead],
      })),
      ...(places.elsewhere === 0n
        ? []
        : [
            {
              key: "elsewhere",
              cells: ["Elsewhere", "National bodies and others", null, places.elsewhere, null],
            },
          ]),
    ],
    totals: [
      "England",
      null,
      places.regions.reduce((total, place) => total + place.patients, 0),
      sum([...places.regions.map((place) => place.amount), places.elsewhere]),
      null,
    ],
    empty: "",
  };
}
