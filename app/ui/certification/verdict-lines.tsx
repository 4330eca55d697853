import { lineWord, type Verdict } from "~/domain/certification/verdict";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { StatusTag, VerdictTag } from "~/ui/kit/tag";

/** The verdict in one sentence, and in a box of its own when the solution cannot be bought. */
export function VerdictSummary({ verdict, name }: { verdict: Verdict; name: string }) {
  if (verdict.outcome !== "not-compliant") {
    return (
      <p>
        <VerdictTag verdict={verdict.outcome} />{" "}
        {verdict.lines.length === 0
          ? "No standard binds this solution."
          : `${name} ${verdict.outcome === "compliant" ? "meets" : "meets, with conditions,"} the standards that bind it.`}
      </p>
    );
  }
  const failed = verdict.lines.filter((line) => line.outcome === "not-met");
  return (
    <WarningCallout heading="This solution cannot be bought at the moment">
      <ul>
        {failed.map((line) => (
          <li key={line.standardId}>
            {line.text} {line.remedy}
          </li>
        ))}
      </ul>
    </WarningCallout>
  );
}

type Line = Verdict["lines"][number];

function CertificateLink({ line }: { line: Line }) {
  if (!line.certificateNumber) return null;
  return <a href={`/certificates/${line.certificateNumber}`}>{line.certificateNumber}</a>;
}

const STANDARD = {
  key: "standard",
  header: "Standard",
  rowHeader: true,
  cell: (line: Line) => <a href={`/standards/${line.standardId}`}>{line.title}</a>,
};

const SAYS = {
  key: "says",
  header: "What that means",
  cell: (line: Line) => (
    <>
      {line.text} {line.outcome === "not-met" ? line.remedy : null}
    </>
  ),
};

const WIDE = [
  STANDARD,
  { key: "status", header: "Status", cell: (line: Line) => <StatusTag status={lineWord(line)} /> },
  {
    key: "certificate",
    header: "Certificate",
    cell: (line: Line) => (line.certificateNumber ? <CertificateLink line={line} /> : "None"),
  },
  {
    key: "until",
    header: "Valid to",
    cell: (line: Line) => {
      if (line.validTo) return <DayText day={line.validTo} />;
      return line.certificateNumber ? "No end date" : "None";
    },
  },
  SAYS,
];

/** Three columns fit a column for reading; the days stand in what the line says. */
const NARROW = [
  STANDARD,
  {
    key: "status",
    header: "Status",
    cell: (line: Line) => (
      <>
        <StatusTag status={lineWord(line)} /> <CertificateLink line={line} />
      </>
    ),
  },
  SAYS,
];

interface VerdictLinesProps {
  verdict: Verdict;
  caption: string;
  /** For a page of one column for reading, in which five columns would be cut. */
  narrow?: boolean;
}

/** One row for each standard: met by which certificate, until when; or what is missing and who can mend it. */
export function VerdictLines({ verdict, caption, narrow = false }: VerdictLinesProps) {
  return (
    <DataTable
      id="verdict"
      caption={caption}
      captionHidden
      rows={verdict.lines}
      rowKey={(line) => line.standardId}
      columns={narrow ? NARROW : WIDE}
    />
  );
}
