import { addDays, addMonths, formatDay, later, type Day } from "~/domain/shared/day";

/** What kind of change a new version is, as semver.org 2.0.0 names them; the first version of a product changes nothing. */
export const CHANGE_CLASSES = ["patch", "minor", "major"] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

export interface ClassRule {
  /** Which certificates of the version before it count for it: those of all standards, so for a time, or none. */
  evidence: "kept" | "inherited" | "all-again";
  /** How many days before its release buyers are told, where no framework of theirs says it. */
  noticeDays: number;
}

/**
 * What each class demands. A patch mends and goes out at once, so that a hole in security waits for no notice; a minor version adds
 * and changes nothing that is there; a major one is another product to an assessor. The days are ours, about a month and a quarter, as
 * the frameworks loaded here state none; one that states some takes their place (framework.version_notice_days).
 */
export const CLASS_RULES: Record<ChangeClass, ClassRule> = {
  patch: { evidence: "kept", noticeDays: 0 },
  minor: { evidence: "inherited", noticeDays: 28 },
  major: { evidence: "all-again", noticeDays: 90 },
};

/** So many minor versions in a row inherit a certificate; after them its evidence is due again. The rule is this service's own. */
export const MOST_GENERATIONS = 3;

/** Nobody plans by a release that is further away, in months. */
const LONGEST_AHEAD_MONTHS = 24;

/** One version of a product with its days. `onSaleFrom` null: evidence of it is due; the first was on sale from the beginning. */
export interface ProductVersion {
  version: string;
  /** The version before it in its line; null for the first. */
  parentVersion: string | null;
  changeClass: ChangeClass | "first";
  releasedOn: Day | null;
  onSaleFrom: Day | null;
  /** The first day on which it is not offered any more. */
  withdrawnOn: Day | null;
  supportEndsOn: Day | null;
}

type Versions = readonly ProductVersion[];

const NUMBER = /^\d{1,4}(\.\d{1,4}){0,2}$/;
const NEW_NUMBER = /^\d{1,4}(\.\d{1,4}){1,2}$/;

/** [4, 2, 0] of "4.2"; null for a name that is no number, as a first version may have. */
export function versionNumbers(version: string): [number, number, number] | null {
  if (!NUMBER.test(version)) return null;
  const [major, minor = 0, patch = 0] = version.split(".").map(Number);
  return [major!, minor, patch];
}

/** Below zero where `a` is the lower number; a name that is no number is below all numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionNumbers(a), versionNumbers(b)];
  if (left === null || right === null) return (left === null ? 0 : 1) - (right === null ? 0 : 1);
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

const newestFirst = (versions: Versions) =>
  versions.toSorted((a, b) => compareVersions(b.version, a.version));

const isOffered = ({ withdrawnOn }: ProductVersion, on: Day) => withdrawnOn === null || withdrawnOn > on;

/** Withdrawn on or before the day of its release, so that no customer ever got it. */
export const isTakenBack = ({ withdrawnOn, releasedOn }: ProductVersion): boolean =>
  withdrawnOn !== null && releasedOn !== null && withdrawnOn < releasedOn;

/** The version that is bought on a day: the highest that is on sale and not withdrawn by then; null where nothing is. */
export function versionOnSale(versions: Versions, on: Day): ProductVersion | null {
  const sold = versions.filter(
    (one) =>
      isOffered(one, on) &&
      (one.changeClass === "first" || (one.onSaleFrom !== null && one.onSaleFrom <= on)),
  );
  return newestFirst(sold)[0] ?? null;
}

/** What waits for evidence, the highest first: it is neither on sale nor withdrawn. */
export const awaitingEvidence = (versions: Versions): ProductVersion[] =>
  newestFirst(
    versions.filter(
      (one) => one.changeClass !== "first" && one.onSaleFrom === null && one.withdrawnOn === null,
    ),
  );

/** The version that a new claim is about where nothing else is said: what waits for evidence, else what is on sale. */
export const versionToClaim = (versions: Versions, on: Day): ProductVersion | null =>
  awaitingEvidence(versions)[0] ?? versionOnSale(versions, on);

/**
 * How many minor versions lie between a certified version and a later one of its line; null where a major one does, or where it is
 * no earlier version of that line. A certificate that names no version, or one that is not known, is of the first.
 */
export function generationsBetween(
  versions: Versions,
  certified: string | null,
  version: string,
): number | null {
  const known = new Map(versions.map((one) => [one.version, one]));
  const first = versions.find((one) => one.changeClass === "first");
  const from = certified !== null && known.has(certified) ? certified : first?.version;
  let generations = 0;
  for (let at = known.get(version); at; at = known.get(at.parentVersion ?? "")) {
    if (at.version === from) return generations;
    if (at.changeClass === "major") return null;
    if (at.changeClass === "minor") generations += 1;
  }
  return null;
}

/** Whether a certificate of one version counts for another. Without versions every certificate of the product does. */
export function certifies(versions: Versions, certified: string | null, version: string): boolean {
  if (versions.length === 0) return true;
  const generations = generationsBetween(versions, certified, version);
  return generations !== null && generations <= MOST_GENERATIONS;
}

/** A certificate of the product that counts, or will from a day. */
export interface CertifiedVersion {
  standardId: string;
  productVersion: string | null;
  from: Day;
}

/**
 * The standards whose evidence a version lacks while the one on sale has it, in the order given: while there are any, that one stays
 * on sale. What neither has keeps nothing back; the verdict says that it is missing.
 */
export function evidenceDue(input: {
  versions: Versions;
  version: string;
  /** The one on sale. */
  former: string | null;
  /** The product standards that bind the solution. */
  standardIds: readonly string[];
  certificates: readonly CertifiedVersion[];
}): string[] {
  const { versions, version, former, standardIds, certificates } = input;
  const has = (standardId: string, of: string) =>
    certificates.some((one) => one.standardId === standardId && certifies(versions, one.productVersion, of));
  return standardIds.filter((id) => !has(id, version) && former !== null && has(id, former));
}

/** The first day on which a version without evidence due is on sale: its release, and not before its certificates and today. */
export function firstDayOnSale(input: {
  versions: Versions;
  version: ProductVersion;
  standardIds: readonly string[];
  certificates: readonly CertifiedVersion[];
  today: Day;
}): Day {
  const { versions, version, standardIds, certificates, today } = input;
  const starts = standardIds.flatMap((id) => {
    const own = certificates.filter(
      (one) => one.standardId === id && certifies(versions, one.productVersion, version.version),
    );
    return own.map((one) => one.from).toSorted()[0] ?? [];
  });
  return [version.releasedOn ?? today, today, ...starts].reduce(later);
}

/** The highest of the versions below a number that were not taken back: the one that it follows; null: there is none. */
export function parentOf(versions: Versions, version: string): ProductVersion | null {
  const below = versions.filter((one) => !isTakenBack(one) && compareVersions(one.version, version) < 0);
  return newestFirst(below)[0] ?? null;
}

/** What is wrong with the number of a new version, beside its field; null when nothing is. It is above the one on sale. */
export function numberFault(versions: Versions, version: string, today: Day): string | null {
  if (!NEW_NUMBER.test(version)) return "Enter the version as two or three numbers, for example 4.3 or 4.3.1";
  const same = versions.find((one) => compareVersions(one.version, version) === 0);
  if (same && versionNumbers(same.version)) {
    return `There was a version ${same.version} already. A number is used once: enter another one`;
  }
  const sold = versionOnSale(versions, today);
  return sold && compareVersions(version, sold.version) < 0
    ? `Enter a number above ${sold.version}, which is on sale`
    : null;
}

/** The smallest class that a number allows after its parent: a higher first number is major, a higher second one at least minor. */
export function smallestClass(parent: string, version: string): ChangeClass {
  const [before, after] = [versionNumbers(parent), versionNumbers(version)];
  if (!before || !after) return "patch";
  if (after[0] > before[0]) return "major";
  return after[1] > before[1] ? "minor" : "patch";
}

/** What is wrong with a class for a number, beside its field; null when nothing is. */
export function classFault(parent: string, version: string, changeClass: ChangeClass): string | null {
  const smallest = smallestClass(parent, version);
  if (CHANGE_CLASSES.indexOf(changeClass) >= CHANGE_CLASSES.indexOf(smallest)) return null;
  return `The number ${version} after ${parent} says that it is a ${smallest} version. Choose ${smallest}, or another number`;
}

/** How long before a release buyers are told, in days, and which framework says so. */
export interface VersionNotice {
  days: number;
  frameworkName: string | null;
}

/** The longest notice that the solution's frameworks state for a class; where none states one, ours. A patch waits for none. */
export function versionNotice(
  changeClass: ChangeClass,
  frameworks: readonly { name: string; versionNoticeDays: number | null }[],
): VersionNotice {
  const { noticeDays } = CLASS_RULES[changeClass];
  if (noticeDays === 0) return { days: 0, frameworkName: null };
  const [longest] = frameworks
    .flatMap(({ name, versionNoticeDays: days }) => (days === null ? [] : [{ days, frameworkName: name }]))
    .toSorted((a, b) => b.days - a.days || a.frameworkName.localeCompare(b.frameworkName, "en-GB"));
  return longest ?? { days: noticeDays, frameworkName: null };
}

/** What is wrong with the day of a release, for who announces it on the day; null when nothing is. */
export function releaseFault(
  releasedOn: Day,
  { changeClass, notice, today }: { changeClass: ChangeClass; notice: VersionNotice; today: Day },
): string | null {
  const earliest = addDays(today, notice.days);
  if (releasedOn < earliest) {
    if (notice.days === 0) return `The day of its release must be today, ${formatDay(today)}, or later`;
    const by = notice.frameworkName ? `, as ${notice.frameworkName} states` : "";
    return `Buyers are told of a ${changeClass} version ${notice.days} days before${by}: choose ${formatDay(earliest)} or later`;
  }
  const latest = addMonths(today, LONGEST_AHEAD_MONTHS);
  return releasedOn > latest ? `The day of its release must be on or before ${formatDay(latest)}` : null;
}

/** Where a version stands on a day. `former`: customers still have it, and a higher one is bought. */
export type VersionState = "on-sale" | "announced" | "evidence-due" | "former" | "withdrawn" | "taken-back";

/** Where one of the versions stands on a day, worked out from its days. */
export function versionState(versions: Versions, version: ProductVersion, on: Day): VersionState {
  if (!isOffered(version, on)) return isTakenBack(version) ? "taken-back" : "withdrawn";
  if (versionOnSale(versions, on)?.version === version.version) return "on-sale";
  if (version.releasedOn !== null && version.releasedOn > on) return "announced";
  if (version.changeClass !== "first" && (version.onSaleFrom === null || version.onSaleFrom > on))
    return "evidence-due";
  return "former";
}

/** The words of where a version stands, for its tag and in files. */
export const VERSION_STATE_WORDS: Record<VersionState, string> = {
  "on-sale": "On sale",
  announced: "Announced",
  "evidence-due": "Evidence due",
  former: "Former version",
  withdrawn: "Withdrawn",
  "taken-back": "Taken back",
};

/** Why a version cannot be withdrawn on a day; null when it can. Something of the product stays on sale. */
export function whyNotWithdrawVersion(
  versions: Versions,
  version: ProductVersion,
  today: Day,
): "withdrawn" | "only-one-on-sale" | null {
  if (version.withdrawnOn !== null) return "withdrawn";
  const rest = versions.filter((one) => one.version !== version.version);
  return versionOnSale(rest, today) === null ? "only-one-on-sale" : null;
}

/** What a class demands of evidence, in one sentence for suppliers. */
export const CLASS_DEMANDS: Record<ChangeClass, string> = {
  patch: "Nothing is evidenced again: the certificates of the version before it count.",
  minor: `It inherits the certificates of the version before it, through at most ${MOST_GENERATIONS} minor versions in a row. After them the evidence is due again.`,
  major:
    "Each standard that binds the solution is evidenced again. The former version stays on sale until that is done.",
};

/** What a class is, for whoever chooses one. */
export const CLASS_WORDS: Record<ChangeClass | "first", string> = {
  first: "First version",
  patch: "Patch",
  minor: "Minor",
  major: "Major",
};
