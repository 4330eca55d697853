import { day, type Day } from "../shared/day";

/** An integrated care board: one square of the tile map, about where it lies, in one of the seven NHS regions. */
export interface Board {
  code: string;
  /** Short enough for a tile of a wide picture. */
  name: string;
  region: string;
  column: number;
  row: number;
  /** Patients registered with its practices on `patientsOn`. */
  patients: number;
}

/** The boards of England from a day on. */
export interface BoardMap {
  from: Day;
  /** The day whose lists of registered patients are counted. */
  patientsOn: Day;
  source: string;
  boards: readonly Board[];
}

const board = (
  code: string,
  name: string,
  region: string,
  column: number,
  row: number,
  patients: number,
): Board => ({ code, name, region, column, row, patients });

const SINCE_APRIL_2026: readonly Board[] = [
  board("QHM", "N East and N Cumbria", "Y63", 3, 0, 3_151_672),
  board("QE1", "Lancs and S Cumbria", "Y62", 2, 1, 1_815_618),
  board("QWO", "West Yorkshire", "Y63", 3, 1, 2_619_257),
  board("QOQ", "Humber and N Yorks", "Y63", 4, 1, 1_776_441),
  board("QYG", "Cheshire and Mersey", "Y62", 1, 2, 2_717_985),
  board("QOP", "Greater Manchester", "Y62", 2, 2, 3_196_134),
  board("QF7", "South Yorkshire", "Y63", 3, 2, 1_601_976),
  board("QJM", "Lincolnshire", "Y60", 4, 2, 809_593),
  board("QOC", "Shropshire and Telford", "Y60", 1, 3, 519_719),
  board("QNC", "Staffs and Stoke", "Y60", 2, 3, 1_171_451),
  board("QJ2", "Derbyshire", "Y60", 3, 3, 1_077_251),
  board("QT1", "Nottingham- shire", "Y60", 4, 3, 1_120_281),
  board("QGH", "Hereford and Worcs", "Y60", 1, 4, 815_805),
  board("QUA", "Black Country", "Y60", 2, 4, 1_508_735),
  board("QHL", "B’ham and Solihull", "Y60", 3, 4, 1_351_098),
  board("QK1", "Leicester- shire", "Y60", 4, 4, 1_185_280),
  board("T6Y0W", "Norfolk and Suffolk", "Y61", 5, 4, 1_763_052),
  board("QR1", "Gloucester- shire", "Y58", 2, 5, 675_213),
  board("QWU", "Coventry and Warwicks", "Y60", 3, 5, 1_052_971),
  board("QPM", "Northamp- tonshire", "Y60", 4, 5, 802_764),
  board("S1Y5D", "Central East", "Y61", 5, 5, 3_343_584),
  board("D7T5G", "Essex", "Y61", 6, 5, 1_943_942),
  board("QUY", "Bristol and area", "Y58", 1, 6, 1_060_585),
  board("QOX", "Bath and Wiltshire", "Y58", 2, 6, 981_388),
  board("S0E4D", "Thames Valley", "Y59", 3, 6, 2_409_280),
  board("Z9B2Z", "W and N London", "Y56", 4, 6, 4_522_929),
  board("QMF", "North East London", "Y56", 5, 6, 2_362_469),
  board("QSL", "Somerset", "Y58", 1, 7, 594_840),
  board("QVV", "Dorset", "Y58", 2, 7, 820_164),
  board("QRL", "Hampshire and IoW", "Y59", 3, 7, 2_101_495),
  board("QWE", "South West London", "Y56", 4, 7, 1_730_573),
  board("QKK", "South East London", "Y56", 5, 7, 2_053_393),
  board("QKS", "Kent and Medway", "Y59", 6, 7, 1_966_316),
  board("QT6", "Cornwall", "Y58", 0, 8, 597_753),
  board("QJK", "Devon", "Y58", 1, 8, 1_271_205),
  board("S9B9J", "Surrey and Sussex", "Y59", 4, 8, 3_111_655),
];

/** Every map, the earliest first; boards that merge or divide are a new map, and the former one stays for its years. */
export const BOARD_MAPS: readonly BoardMap[] = [
  {
    from: day("2026-04-01"),
    patientsOn: day("2022-05-01"),
    source:
      "NHS England, Patients registered at a GP practice, May 2022; patients of boards that were merged or divided on 1 April 2026 by sub-ICB location and postcode",
    boards: SINCE_APRIL_2026,
  },
];

/** The map as at a day: the latest that had begun, and for days before the first the first. */
export function boardMapOn(on: Day, maps: readonly BoardMap[] = BOARD_MAPS): BoardMap {
  return maps.findLast(({ from }) => from <= on) ?? maps[0]!;
}
