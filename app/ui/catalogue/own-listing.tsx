import { ITEM_KIND_NAMES, priceHoldsOn } from "~/domain/catalogue/listing";
import type { OwnListing } from "~/domain/catalogue/own-listing-views.server";
import type { Verdict } from "~/domain/certification/verdict";
import type { Day } from "~/domain/shared/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, MomentText, PeriodText } from "~/ui/kit/day";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { PageTitle } from "~/ui/kit/page";
import { PriceBlock } from "./price-table";
import { Sections, type Section } from "~/ui/kit/sections";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag, VerdictTag } from "~/ui/kit/tag";
import { Timeline } from "~/ui/kit/timeline";
import { VerdictLines } from "~/ui/certification/verdict-lines";

interface Props {
  listing: OwnListing;
  /** For solutions. */
  verdict: Verdict | null;
  today: Day;
}

function ListingStatus({ listing, verdict }: Props) {
  const published = listing.state === "published" || listing.state === "suspended";
  const publicId = listing.kind === "solution" ? listing.id : listing.parentId;
  const rows = [
    { key: "state", label: "State", value: <StatusTag status={listing.state} /> },
    { key: "reason", label: "Reason", value: listing.stateReason },
    {
      key: "since",
      label: "Since",
      value: listing.stateChangedAt ? <MomentText at={listing.stateChangedAt} /> : null,
    },
    {
      key: "support",
      label: "Supported until",
      value: listing.supportEndsOn ? <DayText day={listing.supportEndsOn} /> : null,
    },
    { key: "kind", label: "Kind", value: ITEM_KIND_NAMES[listing.kind] },
    {
      key: "verdict",
      label: "Standards",
      value: verdict ? <VerdictTag verdict={verdict.outcome} /> : null,
    },
    {
      key: "public",
      label: "In the catalogue",
      value: published && publicId ? <a href={`/solutions/${publicId}`}>Public page</a> : null,
    },
    {
      key: "with",
      label: "Offered with",
      value: listing.solutions.length > 0 ? listing.solutions.map((one) => one.name).join(", ") : null,
    },
  ];
  return <SummaryList rows={rows.filter((row) => row.value !== null)} />;
}

function Standards({ verdict, name }: { verdict: Verdict; name: string }) {
  if (verdict.lines.length === 0) return <p>No standard binds this solution.</p>;
  return (
    <>
      <VerdictLines verdict={verdict} caption={`Standards that bind ${name}`} />
      <p>
        <a href="/supplying/certification">Claims and certificates</a>
      </p>
    </>
  );
}

function priceState(price: OwnListing["prices"][number], today: Day): string {
  if (!price.published) return "draft";
  if (priceHoldsOn(price, today)) return "in force";
  return price.validFrom > today ? "coming" : "ended";
}

function Prices({ listing, today }: Props) {
  if (listing.prices.length === 0) return <p>No price has been entered.</p>;
  return (
    <>
      {listing.prices.map((price) => (
        <div key={price.id}>
          <h3>
            Price {price.unitText}, <PeriodText from={price.validFrom} to={price.validTo} />
          </h3>
          <p>
            <StatusTag status={priceState(price, today)} />
          </p>
          <PriceBlock price={price} caption={`${listing.name} ${price.unitText}`} />
        </div>
      ))}
    </>
  );
}

function Text({
  texts,
  summary,
  onSale,
}: {
  texts: OwnListing["texts"];
  summary: string;
  /** The version of the product that is on sale. */
  onSale: string | null;
}) {
  const list = (values: readonly string[]) => (values.length > 0 ? values.map(wordsOf).join(", ") : "");
  const rows = [
    { label: "Summary", value: summary },
    { label: "Description", value: texts?.description ?? "" },
    { label: "Product version", value: onSale ?? texts?.productVersion ?? "" },
    { label: "Features", value: texts?.features.join("; ") ?? "" },
    { label: "Care settings", value: list(texts?.careSettings ?? []) },
    { label: "Hosting", value: texts?.hosting ? wordsOf(texts.hosting) : "" },
    { label: "Application types", value: list(texts?.applicationTypes ?? []) },
    { label: "Works with", value: texts?.integrations.join(", ") ?? "" },
    { label: "Implementation", value: texts?.implementation ?? "" },
    { label: "Service levels", value: texts?.serviceLevels ?? "" },
    { label: "Leaving", value: texts?.exitTerms ?? "" },
    { label: "Website", value: texts?.website ?? "" },
  ];
  return (
    <SummaryList
      rows={rows
        .filter((row) => texts !== null || row.value !== "")
        .map(({ label, value }) => ({ key: label, label, value: value || "Not stated" }))}
    />
  );
}

const RESULTS: Record<string, string> = { full: "Full", partial: "Partial", failed: "Not met" };

function Capabilities({ listing }: { listing: OwnListing }) {
  return (
    <DataTable
      id="capabilities-table"
      caption="Capabilities"
      captionHidden
      rows={listing.capabilities}
      rowKey={(row) => row.ref}
      empty={<p>No capability has been assessed yet.</p>}
      columns={[
        { key: "name", header: "Capability", rowHeader: true, cell: (row) => row.name },
        { key: "ref", header: "Reference", cell: (row) => row.ref },
        { key: "result", header: "Result", cell: (row) => RESULTS[row.result] ?? row.result },
      ]}
    />
  );
}

function Lots({ listing }: { listing: OwnListing }) {
  return (
    <DataTable
      id="lots"
      caption="Framework lots that offer it"
      captionHidden
      rows={listing.lots}
      rowKey={(row) => row.lotId}
      empty={<p>It is on no framework yet, so it cannot be ordered.</p>}
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

function History({ listing }: { listing: OwnListing }) {
  const open = listing.state === "published" || listing.state === "suspended";
  return (
    <>
      {listing.history.length === 0 ? <p>Nothing is recorded yet.</p> : null}
      <Timeline
        entries={listing.history.map((event, index) => ({
          key: String(index),
          title: event.summary,
          when: (
            <>
              <MomentText at={event.at} />
              {event.by ? `, ${event.by}` : null}
            </>
          ),
        }))}
      />
      {listing.versions.length > 0 ? (
        <>
          <h3>Versions</h3>
          <ul>
            {listing.versions.map((one) => (
              <li key={one.version}>
                {open ? (
                  <a href={`/solutions/${listing.id}/versions/${one.version}`}>Version {one.version}</a>
                ) : (
                  `Version ${one.version}`
                )}
                , <MomentText at={one.publishedAt} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

/** Everything that Dovetail holds of a supplier's own listing, to be read; prices of every time, and what happened. */
export function OwnListingSheet(props: Props) {
  const { listing, verdict } = props;
  const sections: Section[] = [
    { id: "status", label: "Where it stands", content: <ListingStatus {...props} /> },
    ...(verdict
      ? [
          {
            id: "standards",
            label: "Standards",
            content: <Standards verdict={verdict} name={listing.name} />,
          },
        ]
      : []),
    { id: "prices", label: "Prices", content: <Prices {...props} /> },
    {
      id: "says",
      label: "What it says",
      content: (
        <Text texts={listing.texts} summary={listing.summary} onSale={verdict?.productVersion ?? null} />
      ),
    },
    { id: "capabilities", label: "Capabilities", content: <Capabilities listing={listing} /> },
    { id: "frameworks", label: "Frameworks", content: <Lots listing={listing} /> },
    { id: "history", label: "History", content: <History listing={listing} /> },
  ];
  const shown = listing.kind === "solution" ? sections : sections.filter((one) => one.id !== "frameworks");
  return (
    <>
      <PageTitle caption={ITEM_KIND_NAMES[listing.kind]}>{listing.name}</PageTitle>
      <Sections sections={shown} />
    </>
  );
}
