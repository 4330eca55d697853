// Over 300 lines: a table of twenty-five standards, one after the other, read as a list.
import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { publishStandard } from "~/domain/certification/publish-standard.server";
import type { AppliesTo } from "~/domain/certification/requirement";
import { day } from "~/domain/shared/day";
import { DTAC_MONTHS, dtacForms } from "./dtac-forms";
import type { SeedTime } from "./seed-time";

interface SeedStandard {
  id: string;
  title: string;
  summary: string;
  owner: string;
  category: string;
  appliesTo: AppliesTo;
  months: number | null;
  evidence: readonly string[];
  legal?: string;
  /** Mandatory in every lot of the demonstration frameworks. */
  gate?: boolean;
  version?: string;
  from?: string;
}

/** Twenty-five standards: ids, titles and owners are facts, the texts our own. DTAC, with two versions, stands below. */
const STANDARDS: readonly SeedStandard[] = [
  {
    id: "dspt",
    title: "Data Security and Protection Toolkit",
    summary: "A yearly published self-assessment of how an organisation keeps health and care data safe.",
    owner: "NHS England",
    category: "Information governance and security",
    appliesTo: "organisation",
    months: 12,
    evidence: ["Published assessment for the current year"],
    gate: true,
  },
  {
    id: "cyber-essentials",
    title: "Cyber Essentials",
    summary: "A certificate that the five basic technical controls against common attacks are in place.",
    owner: "National Cyber Security Centre",
    category: "Information governance and security",
    appliesTo: "organisation",
    months: 12,
    evidence: ["Certificate number and date"],
    gate: true,
  },
  {
    id: "cyber-essentials-plus",
    title: "Cyber Essentials Plus",
    summary: "The same controls, tested on the organisation's own machines by an independent assessor.",
    owner: "National Cyber Security Centre",
    category: "Information governance and security",
    appliesTo: "organisation",
    months: 12,
    evidence: ["Certificate number and date"],
  },
  {
    id: "iso27001",
    title: "ISO/IEC 27001 information security management",
    summary: "A certified system for managing information security risk.",
    owner: "ISO",
    category: "Information governance and security",
    appliesTo: "organisation",
    months: 36,
    evidence: ["Certificate and statement of applicability"],
  },
  {
    id: "ico-registration",
    title: "Registration with the Information Commissioner",
    summary: "The yearly data protection fee is paid and the entry in the public register is current.",
    owner: "Information Commissioner's Office",
    category: "Information governance and security",
    appliesTo: "organisation",
    months: 12,
    evidence: ["Registration number"],
    legal: "Data Protection (Charges and Information) Regulations 2018",
  },
  {
    id: "dcb0129",
    title: "DCB0129 clinical risk management by manufacturers",
    summary:
      "The maker of a health IT system has a clinical safety officer, a hazard log and a safety case for this release.",
    owner: "NHS England",
    category: "Clinical safety",
    appliesTo: "product",
    months: null,
    evidence: ["Clinical safety case report", "Hazard log"],
    legal: "Health and Social Care Act 2012 s.250",
    gate: true,
  },
  {
    id: "dcb0160",
    title: "DCB0160 clinical risk management at deployment",
    summary: "The organisation that puts a system to use has its own safety case before go-live.",
    owner: "NHS England",
    category: "Clinical safety",
    appliesTo: "deployment",
    months: null,
    evidence: ["Local clinical safety case"],
    legal: "Health and Social Care Act 2012 s.250",
  },
  {
    id: "wcag22aa",
    title: "WCAG 2.2 level AA",
    summary: "People with disabilities can use the product; tested with assistive technology.",
    owner: "W3C",
    category: "Usability and accessibility",
    appliesTo: "product",
    months: 24,
    evidence: ["Accessibility audit report"],
    legal: "Public Sector Bodies Accessibility Regulations 2018",
  },
  {
    id: "accessible-information",
    title: "Accessible Information Standard",
    summary: "Needs for accessible formats and support are recorded, flagged, shared and met.",
    owner: "NHS England",
    category: "Usability and accessibility",
    appliesTo: "product",
    months: null,
    evidence: ["Demonstration of the recording and flagging of needs"],
  },
  {
    id: "nhs-service-standard",
    title: "NHS service standard",
    summary: "Services are designed with users, tested with them and improved.",
    owner: "NHS England",
    category: "Usability and accessibility",
    appliesTo: "product",
    months: 24,
    evidence: ["Research and design evidence"],
  },
  {
    id: "fhir-uk-core",
    title: "HL7 FHIR UK Core",
    summary: "Data is exchanged in the United Kingdom's common profiles of HL7 FHIR.",
    owner: "NHS England and HL7 UK",
    category: "Interoperability",
    appliesTo: "product",
    months: 24,
    evidence: ["Conformance statement", "Validator report"],
  },
  {
    id: "gp-connect-access-record",
    title: "GP Connect Access Record",
    summary: "Authorised clinicians can see a patient's GP record where they treat them.",
    owner: "NHS England",
    category: "Interoperability",
    appliesTo: "product",
    months: null,
    evidence: ["Assurance letter"],
  },
  {
    id: "gp-connect-update-record",
    title: "GP Connect Update Record",
    summary: "What another service did is written back to the GP record in structured form.",
    owner: "NHS England",
    category: "Interoperability",
    appliesTo: "product",
    months: null,
    evidence: ["Assurance letter"],
  },
  {
    id: "im1",
    title: "IM1 interface mechanism",
    summary: "The product is paired with a GP clinical system through its assured interface.",
    owner: "NHS England",
    category: "Interoperability",
    appliesTo: "product",
    months: null,
    evidence: ["Recommended to connect notice"],
  },
  {
    id: "pds-fhir",
    title: "Personal Demographics Service FHIR API",
    summary: "Patients are traced and their demographics kept right against the national service.",
    owner: "NHS England",
    category: "Interoperability",
    appliesTo: "product",
    months: null,
    evidence: ["Onboarding certificate"],
  },
  {
    id: "mesh",
    title: "MESH",
    summary: "Documents and data move through the national message exchange.",
    owner: "NHS England",
    category: "Interoperability",
    appliesTo: "product",
    months: null,
    evidence: ["Mailbox number and test report"],
  },
  {
    id: "nhs-login",
    title: "NHS login",
    summary: "Citizens sign in with the one identity of the NHS.",
    owner: "NHS England",
    category: "Identity",
    appliesTo: "product",
    months: 24,
    evidence: ["Integration approval"],
  },
  {
    id: "nhs-cis2",
    title: "NHS Care Identity Service 2",
    summary: "Staff sign in with their national identity and role.",
    owner: "NHS England",
    category: "Identity",
    appliesTo: "product",
    months: 24,
    evidence: ["Integration approval"],
  },
  {
    id: "snomed-ct",
    title: "SNOMED CT (SCCI0034)",
    summary: "Clinical terms are recorded in the one vocabulary of the NHS.",
    owner: "NHS England",
    category: "Records and terminology",
    appliesTo: "product",
    months: null,
    evidence: ["Edition in use and update process"],
    legal: "Health and Social Care Act 2012 s.250",
  },
  {
    id: "dmd",
    title: "Dictionary of medicines and devices (SCCI0052)",
    summary: "Medicines are identified by the one dictionary of the NHS.",
    owner: "NHS Business Services Authority",
    category: "Records and terminology",
    appliesTo: "product",
    months: null,
    evidence: ["Edition in use and update process"],
    legal: "Health and Social Care Act 2012 s.250",
  },
  {
    id: "nhs-number",
    title: "NHS number (ISB 0149)",
    summary: "Every record carries the NHS number, traced and shown.",
    owner: "NHS England",
    category: "Records and terminology",
    appliesTo: "product",
    months: null,
    evidence: ["Demonstration"],
    legal: "Health and Social Care Act 2012 s.251A",
  },
  {
    id: "prsb-core",
    title: "PRSB core information standard",
    summary: "The headings under which a shared record holds its information.",
    owner: "Professional Record Standards Body",
    category: "Records and terminology",
    appliesTo: "product",
    months: 36,
    evidence: ["Conformance report"],
  },
  {
    id: "dscr-assured",
    title: "Assured digital social care record",
    summary: "A social care record that meets the national capabilities and standards for it.",
    owner: "NHS England",
    category: "Social care",
    appliesTo: "product",
    months: 24,
    evidence: ["Assurance report"],
  },
  {
    id: "carbon-reduction-plan",
    title: "Carbon reduction plan",
    summary: "The supplier has published how it will reach net zero.",
    owner: "NHS England",
    category: "Sustainability",
    appliesTo: "organisation",
    months: 12,
    evidence: ["Link to the published plan"],
  },
];

async function publishDtac(tx: Tx, actor: Actor, time: SeedTime, lotIds: readonly string[]): Promise<void> {
  const evidence = [
    "Completed form",
    "Penetration test summary",
    "Data protection impact assessment",
    "Accessibility report",
  ];
  await publishStandard(tx, {
    actor,
    at: time.at(time.daysAgo(480)),
    standard: {
      id: "dtac",
      title: "Digital Technology Assessment Criteria",
      summary:
        "One assessment of a digital product's clinical safety, data protection, security, interoperability and usability.",
      ownerName: "NHS England",
      certifier: "The centre's assessors",
      category: "Assurance",
      appliesTo: "product",
      url: "https://transform.england.nhs.uk/key-tools-and-info/digital-technology-assessment-criteria-dtac/",
      source: "demonstration",
    },
    versions: dtacForms(time.today).map((form) => ({ ...form, validityMonths: DTAC_MONTHS, evidence })),
    bindings: lotIds.map((lotId) => ({ lotId, validFrom: day("2021-02-22") })),
  });
}

/** Publishes the standards; those that are gates bind every lot of the demonstration frameworks. */
export async function seedStandards(
  tx: Tx,
  actor: Actor,
  time: SeedTime,
  lotIds: readonly string[],
): Promise<void> {
  await publishDtac(tx, actor, time, lotIds);
  for (const one of STANDARDS) {
    await publishStandard(tx, {
      actor,
      at: time.at(time.daysAgo(480)),
      standard: {
        id: one.id,
        title: one.title,
        summary: one.summary,
        ownerName: one.owner,
        category: one.category,
        appliesTo: one.appliesTo,
        legalReference: one.legal,
        source: "demonstration",
      },
      versions: [
        {
          version: one.version ?? "1",
          effectiveFrom: day(one.from ?? "2020-01-01"),
          validityMonths: one.months,
          evidence: one.evidence,
        },
      ],
      bindings: one.gate ? lotIds.map((lotId) => ({ lotId, validFrom: day("2021-02-22") })) : [],
    });
  }
}

/** How many pieces of evidence a version asks for. */
export function evidenceCount(standardId: string): number {
  if (standardId === "dtac") return 4;
  return STANDARDS.find((one) => one.id === standardId)!.evidence.length;
}
