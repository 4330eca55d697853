import type { ReactNode } from "react";
import type { Day } from "~/domain/shared/day";
import { APPLIES_TO_WORDS, categoryText, validityText } from "~/domain/certification/standard-text";
import type { DraftView } from "~/domain/standards/draft-views.server";
import { itemText } from "~/domain/certification/claims/evidence-kinds";
import type { Difference } from "~/domain/standards/differences";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { draftHref } from "./draft-frame";

type Shown = Pick<DraftView, "id" | "kind" | "content" | "scopeTexts">;

const list = (texts: readonly string[], none: string) =>
  texts.length === 0 ? (
    none
  ) : (
    <ul className="nhsuk-list nhsuk-list--bullet nhsuk-u-margin-bottom-0">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );

type Change = (part: string, what: string) => Pick<SummaryRow, "change">;

const dayOr = (value: Day | null, none: string) => (value ? <DayText day={value} /> : none);

/** All that a draft says, to be read before it is published; with `changing`, each with a way to change it. */
export function DraftFacts({ draft, changing = false }: { draft: Shown; changing?: boolean }) {
  const change: Change = (part, what) => (changing ? { change: { href: draftHref(draft, part), what } } : {});
  if (draft.kind === "retirement") return <SummaryList rows={endRows(draft, change)} />;
  return (
    <>
      <h2 className="nhsuk-heading-m">What it is</h2>
      <SummaryList rows={aboutRows(draft, change)} />
      <h2 className="nhsuk-heading-m">This version</h2>
      <SummaryList rows={versionRows(draft, change)} />
    </>
  );
}

function endRows({ content }: Shown, change: Change): SummaryRow[] {
  return [
    { key: "standard", label: "Standard", value: content.title },
    {
      key: "end",
      label: "Its last day",
      value: dayOr(content.retiredOn, "Not said"),
      ...change("end", "its last day"),
    },
    {
      key: "why",
      label: "Why",
      value: content.whatChanged || "Not said",
      ...change("changes", "why it ends"),
    },
  ];
}

function aboutRows({ content, kind, scopeTexts }: Shown, change: Change): SummaryRow[] {
  const about = (key: string, label: string, value: string | null) => ({
    key,
    label,
    value: value || "Not said",
    ...change("about", label.toLowerCase()),
  });
  return [
    about("title", "Title", content.title),
    about("summary", "Summary", content.summary),
    about("owner", "Owner", content.ownerName),
    about("certifier", "Who certifies", content.certifier),
    about("category", "Category", categoryText(content.category)),
    about("law", "Legal reference", content.legalReference),
    about("url", "Documents", content.url),
    {
      key: "applies",
      label: "Applies to",
      value: APPLIES_TO_WORDS[content.appliesTo],
      ...(kind === "standard" ? change("applies", "what it applies to") : {}),
    },
    {
      key: "mandatory",
      label: "Mandatory for",
      value: list(scopeTexts, "Nobody: it is recommended"),
      ...change("mandatory", "for whom it is mandatory"),
    },
  ];
}

function versionRows({ content, kind }: Shown, change: Change): SummaryRow[] {
  const dated = (key: string, label: string, value: ReactNode) => ({
    key,
    label,
    value,
    ...change("dates", label.toLowerCase()),
  });
  const next = kind === "version";
  return [
    dated("version", "Version", content.version || "Not named"),
    dated("from", "In force from", dayOr(content.effectiveFrom, "Not said")),
    dated("comply", "To be met by", dayOr(content.complyBy, "No day: earlier certificates go on counting")),
    ...(next
      ? [
          dated(
            "former",
            "Earlier versions can be claimed until",
            dayOr(content.formerRetiredOn, "No day set"),
          ),
        ]
      : []),
    dated("end", "Its own last day", dayOr(content.retiredOn, "None")),
    dated("validity", "A certificate lasts", validityText(content.validityMonths)),
    {
      key: "evidence",
      label: "Evidence",
      value: list(content.items.map(itemText), "None asked for"),
      ...change("evidence", "the evidence"),
    },
    ...(next
      ? [
          {
            key: "changes",
            label: "What is new",
            value: content.whatChanged || "Not said",
            ...change("changes", "what is new"),
          },
        ]
      : []),
    {
      key: "officers",
      label: "Changes take",
      value: content.needsSecondOfficer ? "Two officers" : "One officer",
      ...change("officers", "how many officers it takes"),
    },
  ];
}

/** What is different, side by side. */
export function DifferencesTable({
  differences,
  caption,
  captionHidden = false,
  id = "differences",
}: {
  differences: readonly Difference[];
  caption: string;
  captionHidden?: boolean;
  id?: string;
}) {
  if (differences.length === 0) return <p>Nothing is different.</p>;
  return (
    <DataTable
      id={id}
      caption={caption}
      captionSize="s"
      captionHidden={captionHidden}
      rows={differences}
      rowKey={(row) => `${row.what} ${row.before} ${row.after}`}
      columns={[
        { key: "what", header: "What", rowHeader: true, cell: (row) => row.what },
        { key: "before", header: "Before", cell: (row) => row.before ?? "Not there" },
        {
          key: "after",
          header: "After",
          // What only one side has was not changed from or to nothing: it is new, or it is gone.
          cell: (row) => (row.before === null ? `Added: ${row.after}` : (row.after ?? "Taken out")),
        },
      ]}
    />
  );
}
