import { shownCode } from "~/domain/shared/organisation-words";
import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import type { CertificateRow } from "~/domain/certification/certificates/certificate-views.server";
import { CLAIM_STATE_WORDS, claimTitle } from "~/domain/certification/claims/claim";
import type { ClaimRow } from "~/domain/certification/claims/claim-views.server";
import { APPLIES_TO_WORDS, categoryText } from "~/domain/certification/standard-text";
import type { StandardRow } from "~/domain/certification/standard-views.server";
import type { WaiverRow } from "~/domain/certification/waivers/waiver-views.server";
import type { FrameworkRow, LotView } from "~/domain/frameworks/framework-views.server";
import { decimalPence } from "~/domain/money/format";
import type { DownloadColumn } from "~/web/lists/download.server";
import { holderWords } from "~/web/lists/own-lists-query";
import { stateWord } from "~/domain/shared/state-words";

/** The columns of the files of standards, certificates, frameworks and lots; CSV and JSON share them. */
export const STANDARD_COLUMNS: DownloadColumn<StandardRow>[] = [
  { header: "Standard code", key: "id", value: (row) => row.id },
  { header: "Title", key: "title", value: (row) => row.title },
  { header: "Summary", key: "summary", value: (row) => row.summary },
  { header: "Owner", key: "owner", value: (row) => row.ownerName },
  {
    header: "Category",
    key: "category",
    value: (row) => categoryText(row.category),
    json: (row) => row.category,
  },
  {
    header: "Applies to",
    key: "applies to",
    value: (row) => APPLIES_TO_WORDS[row.appliesTo],
    json: (row) => row.appliesTo,
  },
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
  {
    header: "Supplier code",
    key: "supplier id",
    value: (row) => supplierOrganisationCode(row.supplierId),
    json: (row) => row.supplierId,
  },
  { header: "Supplier", key: "supplier", value: (row) => row.supplierName },
  { header: "Solution code", key: "solution id", value: (row) => row.solutionId },
  { header: "Solution", key: "solution", value: (row) => row.solutionName },
  { header: "Product version", key: "product version", value: (row) => row.productVersion },
  { header: "First day", key: "valid from", value: (row) => row.validFrom },
  { header: "Last day", key: "valid to", value: (row) => row.lastDay },
  { header: "Status", key: "status", value: (row) => row.word },
  { header: "Status in words", key: "status in words", value: (row) => row.sentence },
];

export const CLAIM_COLUMNS: DownloadColumn<ClaimRow>[] = [
  { header: "Claim", key: "claim", value: claimTitle },
  { header: "Standard", key: "standard", value: (row) => row.standardTitle },
  { header: "Version", key: "version", value: (row) => row.version },
  { header: "Supplier", key: "supplier", value: (row) => row.supplierName },
  { header: "For", key: "solution", value: holderWords, json: (row) => row.solutionName },
  { header: "State", key: "state", value: (row) => CLAIM_STATE_WORDS[row.state], json: (row) => row.state },
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
  { header: "Buyer code", key: "buyer code", value: (row) => shownCode(row.buyerCode) },
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
  {
    header: "Supplier code",
    key: "supplier id",
    value: (row) => supplierOrganisationCode(row.id),
    json: (row) => row.id,
  },
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
