import { LISTING_PARTS } from "~/domain/listings/parts";
import type { ListingDifference } from "~/domain/listings/differences";
import type { WordRun } from "~/domain/listings/word-difference";
import { DataTable } from "~/ui/kit/lists/data-table";

function Out({ text }: { text: string }) {
  return (
    <del>
      <span className="nhsuk-u-visually-hidden">taken out: </span>
      {text}
    </del>
  );
}

function In({ text }: { text: string }) {
  return (
    <ins>
      <span className="nhsuk-u-visually-hidden">put in: </span>
      {text}
    </ins>
  );
}

/** A text with what was taken out struck through and what was put in underlined. */
export function WordRuns({ runs }: { runs: readonly WordRun[] }) {
  return (
    <span className="dt-pre-line">
      {runs.map(({ kind, text }, index) =>
        kind === "same" ? (
          <span key={index}>{text}</span>
        ) : kind === "out" ? (
          <Out key={index} text={text} />
        ) : (
          <In key={index} text={text} />
        ),
      )}
    </span>
  );
}

function What({ difference: { before, after, words } }: { difference: ListingDifference }) {
  if (words) return <WordRuns runs={words} />;
  return (
    <span className="dt-pre-line">
      {before === null ? null : <Out text={before} />}
      {after === null ? null : <In text={after} />}
    </span>
  );
}

/** What is different between two pictures of a listing, section by section. */
export function DifferenceList({
  differences,
  caption,
  captionHidden = false,
  none = "Nothing is different.",
}: {
  differences: readonly ListingDifference[];
  caption: string;
  captionHidden?: boolean;
  none?: string;
}) {
  if (differences.length === 0) return <p>{none}</p>;
  return (
    <>
      <p>What is struck through is taken out, and what is underlined is put in.</p>
      <DataTable
        id="differences"
        caption={caption}
        captionSize="s"
        captionHidden={captionHidden}
        rows={differences}
        rowKey={(row) => `${row.part} ${row.what} ${row.before} ${row.after}`}
        columns={[
          { key: "what", header: "What", rowHeader: true, cell: (row) => row.what },
          { key: "part", header: "Part", cell: (row) => LISTING_PARTS[row.part] },
          {
            key: "change",
            header: "Change",
            cell: (row) => <What difference={row} />,
          },
        ]}
      />
    </>
  );
}
