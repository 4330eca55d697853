import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { supplierIdOf, supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { supplierView } from "~/domain/catalogue/supplier-views.server";
import { certificatesOfSupplier } from "~/domain/certification/certificates/certificate-views.server";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, PeriodText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { facetLabel } from "~/domain/catalogue/facet-words";
import { Breadcrumbs, PageTitle, pageTitle } from "~/ui/kit/page";
import { Sections } from "~/ui/kit/sections";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag, VerdictTag } from "~/ui/kit/tag";
import { anyone } from "~/web/audience.server";
import { catalogueOf, catalogueVersion } from "~/web/catalogue/catalogue-cache.server";

const Params = z.object({ id: z.string().min(1).max(60) });

export const loader = anyone.loader({ params: Params }, async ({ q, params, today }) => {
  // Pages show a supplier's code, and whoever types that finds the supplier too; there it is refused if there is none.
  const id = supplierIdOf(params.id);
  if (id !== null) throw redirect(`/suppliers/${id}`, 301);
  const version = await catalogueVersion(q);
  const [found, certificates, catalogue] = await Promise.all([
    supplierView(q, params.id),
    certificatesOfSupplier(q, { supplierId: params.id, on: today }),
    catalogueOf(q, version, today),
  ]);
  // Whom to write to at a supplier is for those who have an order with it.
  const { contactName: _name, contactEmail: _email, solutions, ...supplier } = found;
  return {
    supplier,
    solutions: solutions.map((each) => ({ ...each, entry: catalogue.byId.get(each.id) ?? null })),
    certificates: certificates.filter((row) => row.solutionId === null),
  };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export const meta = ({ data }: { data?: { supplier: { name: string } } }) => [
  { title: pageTitle(data?.supplier.name ?? "Supplier") },
];

function Solutions({ solutions }: Pick<Loaded, "solutions">) {
  return (
    <DataTable
      id="solutions-table"
      caption="Published solutions"
      captionHidden
      rows={solutions}
      rowKey={(row) => row.id}
      empty={
        <EmptyState heading="No solution is published at the moment" level={3}>
          <p>Solutions that were withdrawn are not listed.</p>
        </EmptyState>
      }
      columns={[
        {
          key: "name",
          header: "Solution",
          rowHeader: true,
          cell: (row) => <a href={`/solutions/${row.id}`}>{row.name}</a>,
        },
        { key: "summary", header: "What it does", cell: (row) => row.summary },
        {
          key: "verdict",
          header: "Required standards",
          cell: (row) => (row.entry ? <VerdictTag verdict={row.entry.outcome} /> : null),
        },
        {
          key: "price",
          header: "List price, excluding VAT",
          cell: (row) => row.entry?.priceText ?? "No published price",
        },
      ]}
    />
  );
}

function Lots({ lots }: { lots: Loaded["supplier"]["lots"] }) {
  return (
    <DataTable
      id="lots-table"
      caption="Framework lots"
      captionHidden
      rows={lots}
      rowKey={(row) => row.lotId}
      empty={<p>This supplier is on no framework.</p>}
      columns={[
        {
          key: "framework",
          header: "Framework and lot",
          rowHeader: true,
          cell: (row) => (
            <a href={`/frameworks/${row.frameworkId}/lots/${row.lotId}`}>
              {row.frameworkName}: {row.lotName}
            </a>
          ),
        },
        {
          key: "period",
          header: "Admitted",
          cell: (row) => <PeriodText from={row.validFrom} to={row.validTo} />,
        },
        {
          key: "status",
          header: "Status in the lot",
          cell: (row) => (
            <>
              <StatusTag status={row.status} /> {row.status === "active" ? null : row.reason}
            </>
          ),
        },
      ]}
    />
  );
}

function Certificates({ certificates }: Pick<Loaded, "certificates">) {
  return (
    <DataTable
      id="certificates-table"
      caption="Certificates of the organisation"
      captionHidden
      rows={certificates}
      rowKey={(row) => row.number}
      empty={<p>This supplier holds no certificate of its own. Its products may hold theirs.</p>}
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
          key: "to",
          header: "Valid to",
          cell: (row) => (row.lastDay ? <DayText day={row.lastDay} /> : "No end date"),
        },
        {
          key: "status",
          header: "Status",
          cell: (row) => <StatusTag status={row.word} />,
        },
      ]}
    />
  );
}

const NO_LABELS = { capability: new Map(), lot: new Map(), standard: new Map() };

export default function Supplier() {
  const { supplier, solutions, certificates } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Suppliers", href: "/suppliers" },
        ]}
      />
      <PageTitle caption="Supplier" lede={supplier.summary || undefined}>
        {supplier.name}
      </PageTitle>
      <SummaryList
        rows={[
          { key: "legal", label: "Legal name", value: supplier.legalName },
          { key: "code", label: "Supplier code", value: supplierOrganisationCode(supplier.id) },
          { key: "number", label: "Company number", value: supplier.companyNumber ?? "Not stated" },
          {
            key: "size",
            label: "Size",
            value: supplier.size ? facetLabel("size", supplier.size, NO_LABELS) : "Not stated",
          },
          {
            key: "website",
            label: "Website",
            value: supplier.website ? (
              <a href={supplier.website} rel="noopener">
                {supplier.website}
              </a>
            ) : (
              "Not stated"
            ),
          },
        ]}
      />
      <Sections
        sections={[
          { id: "solutions", label: "Solutions", content: <Solutions solutions={solutions} /> },
          { id: "frameworks", label: "Frameworks", content: <Lots lots={supplier.lots} /> },
          {
            id: "certificates",
            label: "Certificates",
            content: <Certificates certificates={certificates} />,
          },
        ]}
      />
    </>
  );
}
