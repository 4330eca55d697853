import type { CertificateRow } from "~/domain/certification/certificate-views.server";
import type { ClaimRow } from "~/domain/certification/claim-views.server";
import type { StandardRow } from "~/domain/certification/standard-views.server";
import type { WaiverRow } from "~/domain/certification/waiver-views.server";
import type { FrameworkRow, LotView } from "~/domain/frameworks/framework-views.server";
import { decimalPence } from "~/domain/money/format";
import type { DownloadColumn } from "~/web/lists/download.server";
import { stateWord } from "~/domain/shared/state-words";

/** The columns of the files of standards, certificates, frameworks and lots; CSV and JSON share them. */
export const STANDARD_COLUMNS: DownloadColumn<StandardRow>[] = [
  { header: "Standard code", key: "id", value: (row) => row.id },
  { header: "Title", key: "title", value: (row) => row.title },
  { header: "Summary", key: "summary", value: (row) => row.summary },
  { header: "Owner", key: "owner", value: (row) => row.ownerName },
  { header: "Category", key: "category", value: (row) => row.category },
  { header: "Applies to", key: "applies to", value: (row) => row.appliesTo },
  { header: "Legal reference", key: "legal reference", value: (row) => row.legalReference },
  { header: "Version in force", key: "version in force", value: (row) => row.currentVersion },
  { header: "Next comply by", key: "next comply by", value: (row) => row.nextComplyBy },
  { header: "Mandatory", key: "mandatory", value: (row) => (row.mandatory ? "yes" : "no") },
  { header: "Certificates in date", key: "certificates in date", value: (row) => row.certificateCount },
];

export const CERTIFICATE_COLUMNS: DownloadColumn<CertificateRow>[] = [
  { header: "Certificate", key: "certificate", value: (row) => row.number },
  { header: "Standard code", key: "standard id", value: (row) => row.standardId },
  { header: "Standard", key: "standard", value: (row) => row.standardTitle },
  { header: "Version", key: "version", value: (row) => row.version },
  { header: "Supplier code", key: "supplier id", value: (row) => row.supplierId },
  { header: "Supplier", key: "supplier", value: (row) => row.supplierName },
  { header: "Solution code", key: "solution id", value: (row) => row.solutionId },
  { header: "Solution", key: "solution", value: (row) => row.solutionName },
  { header: "Product version", key: "product version", value: (row) => row.productVersion },
  { header: "First day", key: "valid from", value: (row) => row.validFrom },
  { header: "Last day", key: "valid to", value: (row) => row.validTo },
  { header: "Status", key: "status", value: (row) => row.word },
  { header: "Status in words", key: "status in words", value: (row) => row.sentence },
];

export const CLAIM_COLUMNS: DownloadColumn<ClaimRow>[] = [
  { header: "Claim", key: "claim", value: (row) => row.id },
  { header: "Standard", key: "standard", value: (row) => row.standardTitle },
  { header: "Version", key: "version", value: (row) => row.version },
  { header: "Supplier", key: "supplier", value: (row) => row.supplierName },
  { header: "Solution", key: "solution", value: (row) => row.solutionName },
  { header: "State", key: "state", value: (row) => stateWord(row.state), json: (row) => row.state },
  { header: "Submitted at", key: "submitted", value: (row) => row.submittedAt?.toISOString() },
  { header: "Decided at", key: "decided", value: (row) => row.decidedAt?.toISOString() },
  { header: "Reason", key: "reason", value: (row) => row.decisionReason },
];

export const WAIVER_COLUMNS: DownloadColumn<WaiverRow>[] = [
  { header: "Standard code", key: "standard id", value: (row) => row.standardId },
  { header: "Standard", key: "standard", value: (row) => row.standardTitle },
  { header: "Solution code", key: "solution id", value: (row) => row.solutionId },
  { header: "Solution", key: "solution", value: (row) => row.solutionName },
  { header: "Supplier", key: "supplier", value: (row) => row.supplierName },
  { header: "Buyer code", key: "buyer code", value: (row) => row.buyerCode },
  { header: "Buyer", key: "buyer", value: (row) => row.buyerName ?? "Every buyer" },
  { header: "First day", key: "from", value: (row) => row.validFrom },
  { header: "Last day", key: "to", value: (row) => row.validTo },
  { header: "State", key: "state", value: (row) => stateWord(row.state), json: (row) => row.state },
  { header: "Reason", key: "reason", value: (row) => row.reason },
];

export const FRAMEWORK_COLUMNS: DownloadColumn<FrameworkRow>[] = [
  { header: "Framework code", key: "id", value: (row) => row.id },
  { header: "Name", key: "name", value: (row) => row.name },
  { header: "Short name", key: "short name", value: (row) => row.shortName },
  { header: "Owner", key: "owner", value: (row) => row.ownerName },
  { header: "State", key: "state", value: (row) => stateWord(row.state), json: (row) => row.state },
  { header: "First day", key: "starts on", value: (row) => row.startsOn },
  { header: "Last day", key: "ends on", value: (row) => row.endsOn },
  { header: "Lots", key: "lots", value: (row) => row.lots },
  { header: "Suppliers", key: "suppliers", value: (row) => row.suppliers },
  {
    header: "Ceiling including VAT (pounds)",
    key: "ceiling GBP including VAT",
    value: (row) => (row.ceiling === null ? null : decimalPence(row.ceiling)),
  },
  {
    header: "Used including VAT (pounds)",
    key: "used GBP including VAT",
    value: (row) => decimalPence(row.used),
  },
];

export const LOT_SUPPLIER_COLUMNS: DownloadColumn<LotView["suppliers"][number]>[] = [
  { header: "Supplier code", key: "supplier id", value: (row) => row.id },
  { header: "Supplier", key: "supplier", value: (row) => row.name },
  { header: "Status", key: "status", value: (row) => stateWord(row.status), json: (row) => row.status },
  { header: "Reason", key: "reason", value: (row) => row.reason },
  { header: "First day", key: "from", value: (row) => row.validFrom },
  { header: "Last day", key: "to", value: (row) => row.validTo },
  {
    header: "Solutions",
    key: "solutions",
    value: (row) => row.solutions.map((item) => item.name).join("; "),
  },
];
