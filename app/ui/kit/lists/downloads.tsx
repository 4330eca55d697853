import { MOST_WORKBOOK_ROWS } from "~/domain/shared/page-place";

export interface Download {
  /** What the file is: "CSV", "JSON", "XLSX". */
  label: string;
  href: string;
}

/** The line under a list: "Download these 214 rows: CSV, JSON". The files come from the query of the page. */
export function Downloads({
  count,
  noun = ["row", "rows"],
  files,
}: {
  count: number;
  /** Singular and plural of what is listed. */
  noun?: readonly [string, string];
  files: readonly Download[];
}) {
  if (files.length === 0 || count === 0) return null;
  // A workbook that would not hold all of them is refused, so it is not offered.
  const offered = files.filter((file) => file.label !== "XLSX" || count <= MOST_WORKBOOK_ROWS);
  const what = count === 1 ? `this ${noun[0]}` : `these ${count.toLocaleString("en-GB")} ${noun[1]}`;
  return (
    <p className="dt-downloads">
      Download {what}:{" "}
      {offered.map((file, index) => (
        <span key={file.label}>
          {index > 0 ? ", " : null}
          <a href={file.href}>
            {file.label}
            <span className="nhsuk-u-visually-hidden"> of {what}</span>
          </a>
        </span>
      ))}
    </p>
  );
}

/** The files of a list: the CSV file at this address, and beside it the same as a workbook. */
export function spreadsheets(csvHref: string): Download[] {
  const [path, query] = csvHref.split("?");
  const workbook = path!.replace(/\.csv$/, ".xlsx");
  return [
    { label: "CSV", href: csvHref },
    { label: "XLSX", href: query === undefined ? workbook : `${workbook}?${query}` },
  ];
}
