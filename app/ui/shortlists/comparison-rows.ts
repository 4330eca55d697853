import type { CatalogueEntry } from "~/domain/catalogue/catalogue-entry";
import type { SolutionView } from "~/domain/catalogue/solution-views.server";
import { lineWord, type Verdict, type VerdictLine } from "~/domain/certification/verdict";
import type { Pence } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import type { CompareRow } from "~/ui/kit/lists/compare-table";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { verdictWords } from "~/domain/shared/state-words";
import { tagColour, type TagColour } from "~/ui/kit/tag";

/*
 * A comparison as rows of text, from which the page and its CSV are both made, so that the file says what the page says.
 */

export interface TextCell {
  text: string;
  /** Shows the text as a tag of this colour. */
  colour?: TagColour;
  /** Under it, smaller: the certificate, its last day, how the figure came about. */
  note?: string;
  href?: string;
  /** The same for a file, which has numbers and days where the page has words: a sum in pence, or a count. */
  figure?: Pence | number;
  /** The certificate behind it and its inclusive last day, of which the page makes the note. */
  proof?: { certificateNumber: string | null; validTo: Day | null };
}

export interface ComparisonRow extends Pick<CompareRow, "key" | "numeric"> {
  group: string;
  label: string;
  cells: TextCell[];
}

export const NOT_STATED = "Not stated";

export function textRow(
  group: string,
  label: string,
  texts: readonly string[],
  numeric = false,
): ComparisonRow {
  return {
    key: `${group}-${label}`,
    group,
    label,
    cells: texts.map((text) => ({ text: text || NOT_STATED })),
    numeric,
  };
}

export function cellText(cell: TextCell): string {
  return cell.note ? `${cell.text} (${cell.note})` : cell.text;
}

export function differs(row: ComparisonRow): boolean {
  return new Set(row.cells.map(cellText)).size > 1;
}

function proven(line: VerdictLine): Pick<TextCell, "note" | "proof"> {
  if (line.outcome === "not-met" || line.outcome === "at-deployment") return {};
  const { certificateNumber, validTo } = line;
  const until = validTo ? `to ${formatDay(validTo)}` : "no end date";
  return {
    note: certificateNumber ? `${certificateNumber}, ${until}` : until,
    proof: { certificateNumber, validTo },
  };
}

function tagged(text: string): TextCell {
  return { text, colour: tagColour(text) };
}

const STANDARDS = "Required standards";

/** A row for the verdict and one for each standard that binds any of them. */
export function verdictRows(verdicts: readonly Verdict[]): ComparisonRow[] {
  const standards = new Map(
    verdicts.flatMap(({ lines }) => lines.map((line) => [line.standardId, line.title])),
  );
  const whole: ComparisonRow = {
    key: "verdict",
    group: STANDARDS,
    label: "Verdict",
    cells: verdicts.map(({ outcome }) => tagged(verdictWords(outcome))),
  };
  const each = [...standards].map(([standardId, title]): ComparisonRow => {
    const cells = verdicts.map(({ lines }): TextCell => {
      const line = lines.find((one) => one.standardId === standardId);
      if (!line) return { text: "Not required", colour: "grey" };
      const href = line.certificateNumber ? `/certificates/${line.certificateNumber}` : undefined;
      return { ...tagged(lineWord(line)), ...proven(line), href };
    });
    return { key: `standard-${standardId}`, group: STANDARDS, label: title, cells };
  });
  return [whole, ...each];
}

interface HasCapabilities {
  capabilities: readonly { ref: string; name: string; result: string }[];
}

const COVERAGE: Record<string, TextCell> = {
  full: { text: "Full", colour: "green" },
  partial: { text: "Partial", colour: "yellow" },
  failed: { text: "Not met", colour: "red" },
};

/** How many capabilities each covers, and a row for each that any of them has. */
export function capabilityRows(solutions: readonly HasCapabilities[]): ComparisonRow[] {
  const names = new Map(solutions.flatMap((each) => each.capabilities.map(({ ref, name }) => [ref, name])));
  const group = "Capabilities";
  const covered = solutions.map(
    (each) => each.capabilities.filter(({ result }) => result !== "failed").length,
  );
  const rows = [...names].sort(([, a], [, b]) => a.localeCompare(b, "en-GB"));
  return [
    {
      ...textRow(group, `Covered, of ${names.size} that any of them has`, []),
      cells: covered.map((count) => ({ text: String(count), figure: count })),
    },
    ...rows.map(([ref, name]): ComparisonRow => ({
      key: `capability-${ref}`,
      group,
      label: name,
      cells: solutions.map((each) => {
        const result = each.capabilities.find((capability) => capability.ref === ref)?.result;
        return result ? (COVERAGE[result] ?? { text: wordsOf(result) }) : { text: "No", colour: "grey" };
      }),
    })),
  ];
}

interface HasTerms {
  hosting: string | null;
  integrations: readonly string[];
  implementation: string;
  serviceLevels: string;
  exitTerms: string;
}

/** Hosting, service levels and how one leaves. */
export function termRows(solutions: readonly HasTerms[]): ComparisonRow[] {
  const group = "Hosting, service and leaving";
  return [
    textRow(
      group,
      "Hosting",
      solutions.map(({ hosting }) => (hosting ? wordsOf(hosting) : "")),
    ),
    textRow(
      group,
      "Works with",
      solutions.map(({ integrations }) => integrations.join(", ")),
    ),
    textRow(
      group,
      "Implementation",
      solutions.map(({ implementation }) => implementation),
    ),
    textRow(
      group,
      "Service levels",
      solutions.map(({ serviceLevels }) => serviceLevels),
    ),
    textRow(
      group,
      "Leaving",
      solutions.map(({ exitTerms }) => exitTerms),
    ),
  ];
}

export interface ComparedListing {
  solution: SolutionView;
  verdict: Verdict;
  entry: CatalogueEntry | null;
}

/** What the public sees side by side: facts of the listings, without anybody's quantities. */
export function listingRows(compared: readonly ComparedListing[]): ComparisonRow[] {
  const solutions = compared.map(({ solution }) => solution);
  const group = "Price and supplier";
  return [
    ...verdictRows(compared.map(({ verdict }) => verdict)),
    textRow(
      group,
      "List price, excluding VAT",
      compared.map(({ entry }) => entry?.priceText ?? "No published price"),
    ),
    textRow(
      group,
      "Framework lots",
      solutions.map(
        ({ lots }) => lots.map((lot) => `${lot.frameworkName}: ${lot.lotName}`).join("; ") || "None",
      ),
    ),
    textRow(
      group,
      "Supplier size",
      solutions.map(({ supplier }) => (supplier.size ? wordsOf(supplier.size) : "")),
    ),
    textRow(
      group,
      "Care settings",
      solutions.map(({ careSettings }) => careSettings.map(wordsOf).join(", ")),
    ),
    textRow(
      group,
      "Product version",
      solutions.map(({ productVersion }) => productVersion),
    ),
    ...capabilityRows(solutions),
    ...termRows(solutions),
  ];
}
