import { divideHalfAwayFromZero, type Pence, type UnitPrice } from "../money/money";
import { regionName } from "../organisations/region";
import type { Day } from "../shared/day";
import { boardMapOn, type Board } from "./board-maps";
import type { FlowRow } from "./flows";

/** In the order in which they stand on the map, from north to south. */
export const REGIONS: readonly { code: string; name: string }[] = [
  "Y63",
  "Y62",
  "Y60",
  "Y61",
  "Y56",
  "Y59",
  "Y58",
].map((code) => ({ code, name: regionName(code) }));

export interface Place {
  code: string;
  name: string;
  amount: Pence;
  patients: number;
  /** For each registered patient, in ten-thousandths of a pound, rounded half up; of some money at least one. */
  perHead: UnitPrice;
}

export interface Places {
  /** The day whose lists of patients the figures by head rest on. */
  patientsOn: Day;
  boards: (Place & { board: Board })[];
  regions: Place[];
  /** Money of buyers that lie in no board of today, a national body for example. */
  elsewhere: Pence;
}

const place = (code: string, name: string, amount: bigint, patients: number): Place => ({
  code,
  name,
  amount: amount as Pence,
  patients,
  perHead: perHeadOf(amount, patients),
});

/** Money for each of so many, in ten-thousandths of a pound, rounded half up. Some money never counts as none; of nobody it is 0. */
export function perHeadOf(amount: bigint, people: number): UnitPrice {
  if (people === 0) return 0n as UnitPrice;
  const rounded = divideHalfAwayFromZero(amount * 100n, BigInt(people));
  return (rounded === 0n && amount > 0n ? 1n : rounded) as UnitPrice;
}

/**
 * The money of each board's and region's buyers, with the boards as at a day. Boards and elsewhere sum to the
 * rows, and so do regions and elsewhere. In pence.
 */
export function placesOf(rows: readonly FlowRow[], on: Day): Places {
  const map = boardMapOn(on);
  const known = new Map(map.boards.map((each) => [each.code, 0n]));
  let elsewhere = 0n;
  for (const row of rows) {
    const at = row.boardCode === null ? undefined : known.get(row.boardCode);
    if (at === undefined) elsewhere += row.amount;
    else known.set(row.boardCode!, at + row.amount);
  }
  const boards = map.boards.map((each) => ({
    ...place(each.code, each.name.replace("- ", ""), known.get(each.code)!, each.patients),
    board: each,
  }));
  const regions = REGIONS.map(({ code, name }) => {
    const own = boards.filter((each) => each.board.region === code);
    const amount = own.reduce((total, each) => total + each.amount, 0n);
    const patients = own.reduce((total, each) => total + each.patients, 0);
    return place(code, name, amount, patients);
  });
  return { patientsOn: map.patientsOn, boards, regions, elsewhere: elsewhere as Pence };
}
