import type { SolutionView } from "~/domain/catalogue/solution-views.server";
import type { CertificateRow } from "~/domain/certification/certificates/certificate-views.server";
import type { Verdict } from "~/domain/certification/verdict";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, MomentText } from "~/ui/kit/day";
import { Details } from "~/ui/kit/details";
import { PriceBlock } from "./price-table";
import { SuccessMeasures } from "./success-measures";
import { SolutionTerms } from "./solution-terms";
import { Sections, type Section } from "~/ui/kit/sections";
import { StatusTag } from "~/ui/kit/tag";
import { VerdictLines, VerdictSummary } from "~/ui/certification/verdict-lines";

export interface SolutionSheetProps {
  solution: SolutionView;
  verdict: Verdict;
  certificates: readonly (CertificateRow & { inherited: boolean })[];
}

function Words({ text, none }: { text: string; none: string }) {
  if (text.trim() === "") return <p>{none}</p>;
  return (
    <>
      {text.split(/\n\s*\n|\n/).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </>
  );
}

function About({ solution }: Pick<SolutionSheetProps, "solution">) {
  return (
    <>
      <Words text={solution.description} none="The supplier has not described this solution further." />
      {solution.features.length > 0 ? (
        <>
          <h3>Features</h3>
          <ul>
            {solution.features.map((feature) => (
              <li key={feature}>{feature}</li>
            ))}
          </ul>
        </>
      ) : null}
      <SuccessMeasures solution={solution} />
    </>
  );
}

const RESULTS: Record<string, string> = { full: "Full", partial: "Partial", failed: "Not met" };

type Capability = SolutionView["capabilities"][number];

function Epics({ capability }: { capability: Capability }) {
  const passed = capability.epics.filter((epic) => epic.result === "passed");
  if (capability.epics.length === 0) return <p>{capability.description}</p>;
  const musts = passed.filter((epic) => epic.level === "MUST");
  const others = passed.filter((epic) => epic.level !== "MUST");
  return (
    <>
      <p>{capability.description}</p>
      {[
        { heading: "What it must do, and does", epics: musts },
        { heading: "What it may do, and does", epics: others },
      ].map(({ heading, epics }) =>
        epics.length === 0 ? null : (
          <div key={heading}>
            <p>
              <strong>{heading}</strong>
            </p>
            <ul>
              {epics.map((epic) => (
                <li key={epic.id}>{epic.name}</li>
              ))}
            </ul>
          </div>
        ),
      )}
    </>
  );
}

function Capabilities({ solution }: Pick<SolutionSheetProps, "solution">) {
  if (solution.capabilities.length === 0) return <p>No capability has been assessed yet.</p>;
  return (
    <>
      {solution.capabilities.map((capability) => (
        <Details
          key={capability.ref}
          summary={`${capability.name} (${(RESULTS[capability.result] ?? capability.result).toLowerCase()}, ${capability.ref})`}
        >
          <Epics capability={capability} />
        </Details>
      ))}
    </>
  );
}

const KIND_HEADINGS: Record<string, string> = {
  additional_service: "Additional service",
  associated_service: "Associated service",
};

function Prices({ solution }: Pick<SolutionSheetProps, "solution">) {
  return (
    <>
      {solution.items.map((item) => (
        <div key={item.id}>
          <h3>
            {item.name}
            {KIND_HEADINGS[item.kind] ? (
              <span className="nhsuk-caption-m nhsuk-caption--bottom">{KIND_HEADINGS[item.kind]}</span>
            ) : null}
          </h3>
          {item.kind === "solution" ? null : <p>{item.summary}</p>}
          {item.prices.length === 0 ? <p>No list price is published. Ask the supplier.</p> : null}
          {item.prices.map((price) => (
            <div key={price.id}>
              <PriceBlock price={price} caption={`Price ${price.unitText}`} />
              {price.validTo ? (
                <p>
                  Until <DayText day={price.validTo} />.
                </p>
              ) : null}
            </div>
          ))}
          <ComingPrices prices={solution.coming.filter((price) => price.itemId === item.id)} />
        </div>
      ))}
    </>
  );
}

/** What is announced: an order that is signed before its day keeps the price of today. */
function ComingPrices({ prices }: { prices: SolutionView["coming"] }) {
  return (
    <>
      {prices.map((price) => (
        <div key={price.id}>
          <p>
            <strong>
              From <DayText day={price.validFrom} />
            </strong>
          </p>
          <PriceBlock price={price} caption={`Coming price ${price.unitText}`} />
        </div>
      ))}
    </>
  );
}

function Certificates({ verdict, certificates, solution }: SolutionSheetProps) {
  return (
    <>
      <VerdictSummary verdict={verdict} name={solution.name} />
      {verdict.lines.length > 0 ? (
        <VerdictLines verdict={verdict} caption={`Standards that bind ${solution.name}`} />
      ) : null}
      <h3>Every certificate</h3>
      <DataTable
        id="certificates"
        caption={`Certificates of ${solution.name} and of its supplier`}
        captionHidden
        rows={certificates}
        rowKey={(row) => row.number}
        empty={<p>There is no certificate on record.</p>}
        columns={[
          {
            key: "number",
            header: "Certificate",
            rowHeader: true,
            cell: (row) => <a href={`/certificates/${row.number}`}>{row.number}</a>,
          },
          {
            key: "standard",
            header: "Standard",
            cell: (row) => `${row.standardTitle}, version ${row.version}`,
          },
          {
            key: "holder",
            header: "Held by",
            cell: (row) => (row.inherited ? `${row.supplierName}, inherited by the product` : "This product"),
          },
          { key: "from", header: "From", cell: (row) => <DayText day={row.validFrom} /> },
          {
            key: "to",
            header: "To",
            cell: (row) => (row.lastDay ? <DayText day={row.lastDay} /> : "No end date"),
          },
          {
            key: "status",
            header: "Status",
            cell: (row) => (
              <>
                <StatusTag status={row.word} />{" "}
                {row.status.kind === "valid" && !row.status.ends ? null : row.sentence}
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function Lots({ solution }: Pick<SolutionSheetProps, "solution">) {
  if (solution.lots.length === 0) {
    return <p>This solution is on no framework yet, so it cannot be ordered here.</p>;
  }
  return (
    <DataTable
      id="lots"
      caption={`Framework lots that offer ${solution.name}`}
      captionHidden
      rows={solution.lots}
      rowKey={(row) => row.lotId}
      columns={[
        {
          key: "framework",
          header: "Framework",
          rowHeader: true,
          cell: (row) => <a href={`/frameworks/${row.frameworkId}`}>{row.frameworkName}</a>,
        },
        {
          key: "lot",
          header: "Lot",
          cell: (row) => <a href={`/frameworks/${row.frameworkId}/lots/${row.lotId}`}>{row.lotName}</a>,
        },
        { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
      ]}
    />
  );
}

function Supplier({ solution }: Pick<SolutionSheetProps, "solution">) {
  const { supplier } = solution;
  return (
    <>
      <p>
        <a href={`/suppliers/${supplier.id}`}>{supplier.name}</a> ({supplier.legalName})
      </p>
      {supplier.summary ? <p>{supplier.summary}</p> : null}
      {supplier.website ? (
        <p>
          <a href={supplier.website} rel="noopener">
            {supplier.website}
          </a>
        </p>
      ) : null}
    </>
  );
}

function History({ solution }: Pick<SolutionSheetProps, "solution">) {
  return (
    <DataTable
      id="versions"
      caption={`Versions of the listing of ${solution.name}`}
      captionHidden
      rows={solution.versions}
      rowKey={(row) => String(row.version)}
      empty={<p>The listing has not been published as a version yet.</p>}
      columns={[
        {
          key: "version",
          header: "Version",
          rowHeader: true,
          cell: (row) => (
            <a href={`/solutions/${solution.id}/versions/${row.version}`}>Version {row.version}</a>
          ),
        },
        { key: "published", header: "Published", cell: (row) => <MomentText at={row.publishedAt} /> },
      ]}
    />
  );
}

/** Everything the catalogue says of a solution. Given out as a fragment: it holds no form that posts. */
export function SolutionSheet(props: SolutionSheetProps) {
  const { solution } = props;
  const sections: Section[] = [
    { id: "about", label: "What it does", content: <About solution={solution} /> },
    { id: "standards", label: "Standards and certificates", content: <Certificates {...props} /> },
    { id: "prices", label: "Services and prices", content: <Prices solution={solution} /> },
    { id: "capabilities", label: "Capabilities", content: <Capabilities solution={solution} /> },
    {
      id: "terms",
      label: "Hosting, service levels and leaving",
      content: <SolutionTerms solution={solution} />,
    },
    { id: "frameworks", label: "Frameworks", content: <Lots solution={solution} /> },
    { id: "supplier", label: "Supplier", content: <Supplier solution={solution} /> },
    { id: "history", label: "History of the listing", content: <History solution={solution} /> },
  ];
  return <Sections sections={sections} />;
}
