import { Breadcrumbs, PageTitle, ReadingColumn, pageTitle } from "~/ui/kit/page";
import { DataTable } from "~/ui/kit/lists/data-table";
import { spreadsheets } from "~/ui/kit/lists/downloads";

interface DataSet {
  name: string;
  what: string;
  files: { label: string; href: string }[];
}

const DATA_SETS: readonly DataSet[] = [
  {
    name: "Solutions",
    what: "Published solutions with their suppliers, capabilities, lots and verdicts. Takes the filters of the page.",
    files: [...spreadsheets("/solutions.csv"), { label: "JSON", href: "/solutions.json" }],
  },
  {
    name: "Standards",
    what: "The register of standards with their owners and versions.",
    files: [...spreadsheets("/standards.csv"), { label: "JSON", href: "/standards.json" }],
  },
  {
    name: "Frameworks",
    what: "Frameworks with their states, dates and how much of each ceiling is used.",
    files: [...spreadsheets("/frameworks.csv"), { label: "JSON", href: "/frameworks.json" }],
  },
  {
    name: "Contracts",
    what: "Signed orders with buyer, supplier, value and dates.",
    files: [...spreadsheets("/contracts.csv"), { label: "OCDS releases", href: "/api/v1/ocds/releases" }],
  },
];

export const meta = () => [{ title: pageTitle("Data and API") }];

export default function OpenData() {
  return (
    <>
      <Breadcrumbs items={[{ label: "Home", href: "/" }]} />
      <ReadingColumn>
        <PageTitle>Data and API</PageTitle>
        <p className="nhsuk-lede-text">
          Every public list can be downloaded, made by the same query as its page. You need no key.
        </p>
      </ReadingColumn>
      <DataTable
        caption="Open data"
        rows={DATA_SETS}
        rowKey={(row) => row.name}
        columns={[
          { key: "name", header: "Data", rowHeader: true, cell: (row) => row.name },
          { key: "what", header: "What it holds", cell: (row) => row.what },
          {
            key: "files",
            header: "Download",
            cell: (row) =>
              row.files.map((file, index) => (
                <span key={file.href}>
                  {index > 0 ? ", " : null}
                  <a href={file.href}>
                    {file.label}
                    <span className="nhsuk-u-visually-hidden"> of {row.name.toLowerCase()}</span>
                  </a>
                </span>
              )),
          },
        ]}
      />
      <ReadingColumn>
        <h2>Contracts as open data</h2>
        <p>
          <a href="/api/v1/ocds/releases">/api/v1/ocds/releases</a> answers with a release package of the Open
          Contracting Data Standard 1.1 with the extensions of the United Kingdom, oldest first, at most 100
          releases a page.
        </p>
        <ul className="nhsuk-list nhsuk-list--bullet">
          <li>
            <code>links.next</code> is the address of the next page. When it is missing you have read
            everything that is published so far.
          </li>
          <li>
            To follow what is published later, keep <code>links.later</code> and ask it again. The feed never
            passes a release by that was being written while you read.
          </li>
          <li>A release is never changed. A later one with the same ocid speaks for the contract.</li>
          <li>
            Organisations carry their ODS codes: NHS bodies have the identifier scheme <code>GB-NHS</code>.
          </li>
        </ul>
        <p>
          One address may ask 300 times a minute; above that the answer is 429 with the seconds to wait.
          Errors are <code>application/problem+json</code>.
        </p>
      </ReadingColumn>
    </>
  );
}
