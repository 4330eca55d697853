import { withCode } from "~/domain/shared/organisation-words";
import { sum, type Pence } from "../money/money";
import { formatDay } from "../shared/day";
import type { FlowRow } from "./flows";
import { REGIONS, type Places } from "./places";
import { count, perHead, sumOfMoney, text, type PaperTable } from "./paper";

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
        withCode(row.buyerName, row.buyerCode),
        row.supplierName,
        row.amount,
      ],
    })),
    totals: [
      cut ? "Total of all rows, those not shown too" : "Total",
      null,
      null,
      null,
      whole?.total ?? sum(rows.map((row) => row.amount)),
    ],
    empty: "No money of this kind moved in this year.",
  };
}

const elsewhereRow = (amount: Pence, cells: readonly (string | null)[]) =>
  amount === 0n ? [] : [{ key: "elsewhere", cells: [...cells, null, amount, null] }];

const areaNote = (places: Places) =>
  `By where the organisation that orders lies. Patients are those registered with all practices of the area on ${formatDay(places.patientsOn)}, whether or not the practices have this money.`;

/** The map as a table: boards by region, and what lies in none of them. */
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
    note: areaNote(places),
    columns: [
      text("Region", 3.5),
      text("Integrated care board", 4),
      // The files have headings and no notes: the headings say what the figures rest on.
      count(`Patients of all its practices on ${formatDay(places.patientsOn)}`, 2),
      sumOfMoney("Amount"),
      perHead("For each of these patients"),
    ],
    rows: [
      ...boards.map((place) => ({
        key: place.code,
        cells: [
          regionName.get(place.board.region) ?? "",
          withCode(place.name, place.code),
          place.patients,
          place.amount,
          place.perHead,
        ],
      })),
      ...elsewhereRow(places.elsewhere, ["Elsewhere", "National bodies and others"]),
    ],
    totals: ["England", null, ...sumsOf(places.boards, places.elsewhere)],
    empty: "",
  };
}

/** The same by region. Its own table: beside their regions the boards would be counted twice. */
export function regionTable(places: Places): PaperTable {
  return {
    key: "regions",
    title: "Money by region",
    note: areaNote(places),
    columns: [
      text("Region", 5),
      count(`Patients of all its practices on ${formatDay(places.patientsOn)}`, 2),
      sumOfMoney("Amount"),
      perHead("For each of these patients"),
    ],
    rows: [
      ...places.regions.map((place) => ({
        key: place.code,
        cells: [place.name, place.patients, place.amount, place.perHead],
      })),
      ...elsewhereRow(places.elsewhere, ["Elsewhere: national bodies and others"]),
    ],
    totals: ["England", ...sumsOf(places.regions, places.elsewhere)],
    empty: "",
  };
}

const sumsOf = (places: readonly { patients: number; amount: Pence }[], elsewhere: Pence) => [
  places.reduce((total, place) => total + place.patients, 0),
  sum([...places.map((place) => place.amount), elsewhere]),
  null,
];
