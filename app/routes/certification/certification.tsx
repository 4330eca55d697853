import { useLoaderData } from "@remix-run/react";
import type { CertificationNeed } from "~/domain/certification/certification-need";
import { certificationOf } from "~/domain/certification/certification-views.server";
import { CLAIM_STATE_WORDS, claimTitle } from "~/domain/certification/claims/claim";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonLink } from "~/ui/kit/form";
import { NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { TodoList } from "~/ui/kit/timeline";
import { supplier } from "~/web/audience.server";
import { claimAddress } from "~/web/certification/claim-address";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import { pageOfRows } from "~/domain/shared/rows-page";
import { CERTIFICATE_SORTS } from "~/domain/certification/certificates/certificate-sort";
import { sortWords } from "~/domain/shared/sorting";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { listAddress, SearchedList } from "~/ui/kit/lists/searched-list";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { sortLinks, written } from "~/web/lists/list-sort";
import {
  certificateOrderWords,
  certificateSorting,
  CLAIM_SORTS,
  claimSorting,
  CertificationQuery,
  chosenCertificates,
  chosenClaims,
  holderWords,
} from "~/web/lists/own-lists-query";

export const meta = () => [{ title: pageTitle("Certification") }];

const BASE = "/supplying/certification";
const CERTIFICATES = ["certificate", "certificates"] as const;
const CLAIMS = ["claim", "claims"] as const;

export const loader = supplier.loader(
  { query: CertificationQuery },
  async ({ q, actor, query, request, today }) => {
    const { needs, ...found } = await certificationOf(q, { supplierId: ownSupplier(actor), on: today });
    const certificates = pageOfRows(
      chosenCertificates(found.certificates, query),
      (row) => row.number,
      placeIn(query),
    );
    const claims = pageOfRows(chosenClaims(found.claims, query), (row) => row.id, placeIn(query, "claims"));
    return {
      needs,
      certificates: shownPage(request.url, certificates),
      claims: shownPage(request.url, claims, "claims"),
      words: query.q,
      // What somebody chose: the heading of one list may be none of the other.
      sort: query.sort && written(query.sort),
      certificateOrder: certificateOrderWords(query.sort),
      certificateHeadings: sortLinks(request.url, CERTIFICATE_SORTS, certificateSorting(query.sort)),
      claimOrder: sortWords(CLAIM_SORTS, claimSorting(query.sort)),
      claimHeadings: sortLinks(request.url, CLAIM_SORTS, claimSorting(query.sort)),
      organisationName: actor.organisation.name,
      discarded: query.done === "discarded",
    };
  },
);

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Certification() {
  const data = useLoaderData<typeof loader>();
  const { needs, organisationName } = data;
  return (
    <>
      {data.discarded ? <NotificationBanner heading="The claim was discarded" success /> : null}
      <ReadingColumn>
        <PageTitle
          caption={organisationName}
          lede="What your organisation and your solutions must meet, until when each certificate counts, and what you can put right."
        >
          Certification
        </PageTitle>
        <h2>What needs you now</h2>
        <Needs needs={needs} />
        <ButtonLink href="/supplying/certification/claim" variant="secondary">
          Make a claim
        </ButtonLink>
      </ReadingColumn>
      <Certificates {...data} />
      <Claims {...data} />
    </>
  );
}

const TAGS: Record<CertificationNeed["kind"], string> = {
  returned: "Returned for correction",
  missing: "Not assessed",
  condition: "Valid with conditions",
  expiring: "Expiring",
  expired: "Expired",
  suspended: "Suspended",
  withdrawn: "Withdrawn",
  superseded: "Superseded",
  "condition-not-met": "Condition not met",
  "not-yet-valid": "Not yet valid",
};

function Needs({ needs }: { needs: readonly CertificationNeed[] }) {
  if (needs.length === 0) {
    return (
      <EmptyState heading="Nothing needs you" level={3}>
        <p>
          Claims that came back and certificates that end, or no longer count, appear here with their dates.
        </p>
      </EmptyState>
    );
  }
  return (
    <TodoList
      items={needs.map((need) => ({
        key: need.key,
        label: need.label,
        href: claimAddress(need),
        about: need.text,
        tag: <StatusTag status={TAGS[need.kind]} />,
        due: need.day ? (
          <>
            {need.dayLabel} <DayText day={need.day} />
          </>
        ) : undefined,
      }))}
    />
  );
}

function Certificates(data: Data) {
  const { certificates, words, certificateOrder, certificateHeadings: headings } = data;
  const sorted = data.sort ?? undefined;
  return (
    <SearchedList
      base={BASE}
      page={certificates}
      noun={CERTIFICATES}
      order={certificateOrder}
      search={{ label: "Certificate, standard or solution", words }}
      sort={sorted}
    >
      <DataTable
        id="certificates"
        dense
        caption="Certificates"
        rows={certificates.rows}
        totalRows={certificates.total}
        rowKey={(row) => row.number}
        noun={CERTIFICATES}
        downloads={spreadsheets(listAddress(`${BASE}.csv`, { words, sort: sorted }))}
        columns={[
          {
            key: "number",
            header: "Certificate",
            sort: headings.number,
            rowHeader: true,
            cell: (row) => <a href={`/supplying/certification/certificates/${row.number}`}>{row.number}</a>,
          },
          { key: "holder", header: "For", sort: headings.holder, cell: holderWords },
          {
            key: "standard",
            header: "Standard",
            sort: headings.standard,
            cell: (row) => (
              <a href={`/standards/${row.standardId}`}>
                {row.standardTitle}, version {row.version}
              </a>
            ),
          },
          { key: "from", header: "First day", cell: (row) => <DayText day={row.validFrom} /> },
          {
            key: "to",
            header: "Last day",
            sort: headings.to,
            cell: (row) => (row.lastDay ? <DayText day={row.lastDay} /> : "No end date"),
          },
          { key: "status", header: "Status", cell: (row) => <StatusTag status={row.word} /> },
        ]}
        empty={
          <EmptyState
            heading={words ? "No certificate matches" : "No certificate yet"}
            level={3}
            action={
              words ? undefined : { label: "Make your first claim", href: "/supplying/certification/claim" }
            }
          >
            <p>A certificate appears here as soon as an assessor approves a claim of yours.</p>
          </EmptyState>
        }
      />
    </SearchedList>
  );
}

function Claims({ claims, words, sort, claimOrder, claimHeadings: headings }: Data) {
  return (
    <section id="claims" aria-labelledby="claims-heading">
      <h2 id="claims-heading">Claims</h2>
      {claims.total > 0 ? <CountLine page={claims} noun={CLAIMS} order={claimOrder} /> : null}
      <DataTable
        id="claims-table"
        dense
        caption="Claims"
        captionHidden
        rows={claims.rows}
        totalRows={claims.total}
        rowKey={(row) => row.id}
        noun={CLAIMS}
        downloads={spreadsheets(listAddress(`${BASE}/claims.csv`, { words, sort: sort ?? undefined }))}
        columns={[
          {
            key: "standard",
            header: "Standard",
            sort: headings.standard,
            rowHeader: true,
            cell: (row) => (
              <a href={`/supplying/certification/claims/${row.id}`}>
                {claimTitle(row)}
                <span className="nhsuk-u-visually-hidden"> for {holderWords(row)}</span>
              </a>
            ),
          },
          { key: "holder", header: "For", sort: headings.holder, cell: holderWords },
          {
            key: "submitted",
            header: "Submitted",
            sort: headings.submitted,
            cell: (row) => (row.submittedAt ? <MomentText at={row.submittedAt} /> : "Not yet"),
          },
          {
            key: "decided",
            header: "Decided",
            sort: headings.decided,
            cell: (row) => (row.decidedAt ? <MomentText at={row.decidedAt} /> : "Not yet"),
          },
          {
            key: "state",
            header: "State",
            cell: (row) => <StatusTag status={CLAIM_STATE_WORDS[row.state]} />,
          },
        ]}
        empty={
          <EmptyState
            heading={words ? "No claim matches" : "No claim yet"}
            level={3}
            action={{ label: "Make a claim", href: "/supplying/certification/claim" }}
          >
            <p>
              A claim says that your organisation, or a solution of yours, meets a standard. Yours stand here.
            </p>
          </EmptyState>
        }
      />
      <ListPages page={claims} noun={CLAIMS} />
    </section>
  );
}
