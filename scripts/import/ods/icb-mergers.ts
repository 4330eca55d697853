/**
 * Which integrated care board replaced which. No file says so; three of them together prove it: the boards of December
 * 2024, the board that each trust was in in 2022 (dspt-status) and the one it is in now (trusts.csv). Pure.
 */
export interface MergerEvidence {
  /** Codes of the boards of December 2024. */
  icbs: readonly string[];
  /** Each trust's board now, with the trust's postcode. */
  trustsNow: readonly { code: string; icb: string; postcode: string; region: string }[];
  /** Each trust's board in 2022. */
  trustsBefore: readonly { code: string; icb: string }[];
}

export interface Merger {
  from: string;
  to: string;
  /** How many trusts went this way, and how many of the old board's trusts were found in all. */
  trusts: number;
  of: number;
}

/** Boards that no trust names any more, and boards that trusts name which the list of December 2024 lacks. */
export function goneAndNew(evidence: Pick<MergerEvidence, "icbs" | "trustsNow">): {
  gone: string[];
  new: string[];
} {
  const named = new Set(evidence.trustsNow.map((trust) => trust.icb).filter((code) => code !== ""));
  return {
    gone: evidence.icbs.filter((code) => !named.has(code)).sort(),
    new: [...named].filter((code) => !evidence.icbs.includes(code)).sort(),
  };
}

/**
 * The way of every board that is gone, best supported first. A trust that only moved between two boards that still
 * exist proves nothing and is left out.
 */
export function mergersOf(evidence: MergerEvidence): Merger[] {
  const { gone, new: formed } = goneAndNew(evidence);
  const now = new Map(evidence.trustsNow.map((trust) => [trust.code, trust.icb]));
  const ways = new Map<string, Map<string, Set<string>>>();
  for (const before of evidence.trustsBefore) {
    const to = now.get(before.code);
    if (to === undefined || !gone.includes(before.icb) || !formed.includes(to)) continue;
    const from = ways.get(before.icb) ?? new Map<string, Set<string>>();
    from.set(to, (from.get(to) ?? new Set()).add(before.code));
    ways.set(before.icb, from);
  }
  return [...ways.entries()].flatMap(([from, tos]) => {
    const of = [...tos.values()].reduce((sum, trusts) => sum + trusts.size, 0);
    return [...tos.entries()]
      .map(([to, trusts]) => ({ from, to, trusts: trusts.size, of }))
      .sort((a, b) => b.trusts - a.trusts || (a.to < b.to ? -1 : 1));
  });
}

/** Two thirds: below that the files do not say which way a divided board's location went. */
const ENOUGH = { of: 2, in: 3 };

/** The letters before the first digit of a postcode: "CM20 1QX" is in CM. */
export function postcodeArea(postcode: string): string {
  return /^[A-Z]{1,2}(?=\d)/.exec(postcode.toUpperCase().trim())?.[0] ?? "";
}

/**
 * The board that now covers a location of a board that is gone. With one successor it is that one. Where the board was
 * divided, the postcodes of the location's practices decide: each practice speaks for the successor whose trusts share
 * its postcode area, and two thirds of those that speak must agree. Null when they do not.
 */
export function boardNow(
  from: string,
  practicePostcodes: readonly string[],
  mergers: readonly Merger[],
  trustsNow: MergerEvidence["trustsNow"],
): string | null {
  const successors = mergers.filter((one) => one.from === from).map((one) => one.to);
  if (successors.length <= 1) return successors[0] ?? null;
  const boardsByArea = new Map<string, Set<string>>();
  for (const trust of trustsNow) {
    if (!successors.includes(trust.icb)) continue;
    const area = postcodeArea(trust.postcode);
    boardsByArea.set(area, (boardsByArea.get(area) ?? new Set()).add(trust.icb));
  }
  const votes = new Map<string, number>();
  let spoken = 0;
  for (const postcode of practicePostcodes) {
    const boards = boardsByArea.get(postcodeArea(postcode));
    if (boards?.size !== 1) continue;
    const [board] = boards;
    votes.set(board!, (votes.get(board!) ?? 0) + 1);
    spoken += 1;
  }
  const [best] = [...votes.entries()].sort((a, b) => b[1] - a[1]);
  return best && best[1] * ENOUGH.in >= spoken * ENOUGH.of ? best[0] : null;
}
