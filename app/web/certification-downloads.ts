import type { CertificateRow } from "~/domain/certification/certificate-views.server";
import type { ClaimRow } from "~/domain/certification/claim-views.server";
import type { StandardRow } from "~/domain/certification/standard-views.server";
import type { WaiverRow } from "~/domain/certification/waiver-views.server";
import type { FrameworkRow, LotView } from "~/domain/frameworks/framework-views.server";
import { decimalPence } from "~/domain/money/format";
import type { DownloadColumn } from "./download.server";

/** The columns of the files of standards, certificates, frameworks and lots; CSV and JSON share them. */
export const STANDARD_COLUMNS: DownloadColumn<StandardRow>[] = [
  { header: "id", value: (row) => row.id },
  { header: "title", value: (row) => row.title },
  { header: "summary", value: (row) => row.summary },
  { header: "owner", value: (row) => row.ownerName },
  { header: "category", value: (row) => row.category },
  { header: "applies to", value: (row) => row.appliesTo },
  { header: "legal reference", value: (row) => row.legalReference },
  { header: "version in force", value: (row) => row.currentVersion },
  { header: "next comply by", value: (row) => row.nextComplyBy },
  { header: "mandatory", value: (row) => (row.mandatory ? "yes" : "no") },
  { header: "certificates in date", value: (row) => row.certificateCount },
];

export const CERTIFICATE_COLUMNS: DownloadColumn<CertificateRow>[] = [
  { header: "certificate", value: (row) => row.number },
  { header: "standard id", value: (row) => row.standardId },
  { header: "standard", value: (row) => row.standardTitle },
  { header: "version", value: (row) => row.version },
  { header: "supplier id", value: (row) => row.supplierId },
  { header: "supplier", value: (row) => row.supplierName },
  { header: "solution id", value: (row) => row.solutionId },
  { header: "solution", value: (row) => row.solutionName },
  { header: "product version", value: (row) => row.productVersion },
  { header: "valid from", value: (row) => row.validFrom },
  { header: "valid to", value: (row) => row.validTo },
  { header: "status", value: (row) => row.word },
  { header: "status in words", value: (row) => row.sentence },
];

export const CLAIM_COLUMNS: DownloadColumn<ClaimRow>[] = [
  { header: "claim", value: (row) => row.id },
  { header: "standard", value: (row) => row.standardTitle },
  { header: "version", value: (row) => row.version },
  { header: "supplier", value: (row) => row.supplierName },
  { header: "solution", value: (row) => row.solutionName },
  { header: "state", value: (row) => row.state },
  { header: "submitted", value: (row) => row.submittedAt?.toISOString() },
  { header: "decided", value: (row) => row.decidedAt?.toISOString() },
  { header: "reason", value: (row) => row.decisionReason },
];

export const WAIVER_COLUMNS: DownloadColumn<WaiverRow>[] = [
  { header: "standard id", value: (row) => row.standardId },
  { header: "standard", value: (row) => row.standardTitle },
  { header: "solution id", value: (row) => row.solutionId },
  { header: "solution", value: (row) => row.solutionName },
  { header: "supplier", value: (row) => row.supplierName },
  { header: "buyer code", value: (row) => row.buyerCode },
  { header: "buyer", value: (row) => row.buyerName ?? "Every buyer" },
  { header: "from", value: (row) => row.validFrom },
  { header: "to", value: (row) => row.validTo },
  { header: "state", value: (row) => row.state },
  { header: "reason", value: (row) => row.reason },
];

export const FRAMEWORK_COLUMNS: DownloadColumn<FrameworkRow>[] = [
  { header: "id", value: (row) => row.id },
  { header: "name", value: (row) => row.name },
  { header: "short name", value: (row) => row.shortName },
  { header: "owner", value: (row) => row.ownerName },
  { header: "state", value: (row) => row.state },
  { header: "starts on", value: (row) => row.startsOn },
  { header: "ends on", value: (row) => row.endsOn },
  { header: "lots", value: (row) => row.lots },
  { header: "suppliers", value: (row) => row.suppliers },
  {
    header: "ceiling GBP including VAT",
    value: (row) => (row.ceiling === null ? null : decimalPence(row.ceiling)),
  },
  { header: "used GBP including VAT", value: (row) => decimalPence(row.used) },
];

export const LOT_SUPPLIER_COLUMNS: DownloadColumn<LotView["suppliers"][number]>[] = [
  { header: "supplier id", value: (row) => row.id },
  { header: "supplier", value: (row) => row.name },
  { header: "status", value: (row) => row.status },
  { header: "reason", value: (row) => row.reason },
  { header: "from", value: (row) => row.validFrom },
  { header: "to", value: (row) => row.validTo },
  { header: "solutions", value: (row) => row.solutions.map((item) => item.name).join("; ") },
];
