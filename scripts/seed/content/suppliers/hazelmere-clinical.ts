import { bandOf, called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const HAZELMERE_CLINICAL: SeedSupplier = {
  id: "20004",
  name: "Hazelmere Clinical",
  legalName: "Hazelmere Clinical Software Ltd",
  summary:
    "Hazelmere Clinical makes prescribing, test ordering and laboratory software, and a record built around them.",
  website: "https://hazelmereclinical.example",
  companyNumber: "99048025",
  size: "medium",
  town: "Guildford",
  postcode: "GU1 3UW",
  contactName: "Helen Okafor",
  contactEmail: "enquiries@hazelmereclinical.example",
  solutions: [
    {
      suffix: "001",
      name: "Hazel Meds",
      summary:
        "Electronic prescribing for hospitals of up to 600 beds, delivered ready to use with a working formulary.",
      description:
        "Hazel Meds is meant for smaller acute and mental health trusts that have no team to build a system of their own. It arrives with a formulary, order sets and warning levels kept by Hazelmere's pharmacists, and a trust changes only what it must. Prescribers, nurses and pharmacists use one chart. Depot injections, leave medicines and rapid tranquillisation monitoring are included for mental health wards. There is a limit of three hospital sites for each installation. Complex infusions in critical care are recorded as notes, not as calculated rates.",
      productVersion: "6.0",
      features: [
        "Formulary and order sets kept up to date by the supplier",
        "Leave and discharge medicines in one step",
        "Depot injection calendar",
        "Physical health checks due after high-dose antipsychotics",
        "Paper chart printed automatically when a ward loses its link",
      ],
      careSettings: ["secondary care", "mental health"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["dm+d", "PDS FHIR", "SNOMED CT", "GP Connect Access Record"],
      missions: ["safety", "staff-burden"],
      implementation:
        "Sixteen weeks to all wards of one site. Hazelmere places two pharmacists on site for the last four weeks at no extra charge.",
      serviceLevels:
        "99.9% availability each month. Support at all hours, answered by a pharmacist within 20 minutes.",
      exitTerms:
        "Charts as PDF for each patient and the orders behind them as CSV, in 30 days. The first is free, a second costs £3,200.",
      capabilities: ["C14", "C6", "C16", "C30?"],
      lots: ["CSF-2"],
      prices: [
        tiered(
          "bed",
          "year",
          [
            [200, "298.00"],
            [600, "262.50"],
            [null, "259.00"],
          ],
          { minimumPounds: "32000.00" },
        ),
      ],
    },
    {
      suffix: "002",
      name: "Hazel Labs",
      summary: "A laboratory information system for blood sciences, microbiology and cellular pathology.",
      description:
        "Hazel Labs follows a specimen from the moment it is received to the authorised report. It drives analysers, applies delta checks and reflex rules, and holds what a scientist must look at. Microbiology keeps isolates and susceptibilities as data; cellular pathology tracks blocks and slides by barcode. Reports go to hospitals, practices and the national antimicrobial surveillance. The price is a fixed yearly sum by the number of reports, so a busy winter costs no more within a band. Blood transfusion is not included and needs a separately validated system.",
      productVersion: "12.2",
      features: [
        "Connections to more than 90 analyser models",
        "Delta checks and reflex testing by rule",
        "Block and slide tracking in cellular pathology",
        "Outbreak and resistance reports",
        "Quality control charts with lock-out",
      ],
      careSettings: ["secondary care", "primary care"],
      hosting: "on premises",
      applicationTypes: ["desktop", "browser"],
      integrations: ["SNOMED CT", "HL7 FHIR UK Core", "MESH"],
      missions: ["productivity", "information-access"],
      implementation:
        "Between 44 and 60 weeks for one laboratory, discipline by discipline, with parallel running of four weeks each. Verification records for accreditation are written together.",
      serviceLevels:
        "99.9% availability each month on servers that meet the specification. On-call support at all hours for anything that delays reports.",
      exitTerms:
        "All reports since go-live as HL7 messages and PDF within 90 days. Ten days of help are free; more are charged at the day rate.",
      capabilities: ["C8", "C16", "C20?"],
      lots: ["CSF-2"],
      prices: [
        tiered(
          "item",
          "year",
          [
            [500000, "118000.00"],
            [1500000, "236000.00"],
            [4000000, "415000.00"],
            [null, "590000.00"],
          ],
          { calculation: "single-fixed", ...bandOf("reports") },
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Hazel Labs Digital Slides",
          summary: "Viewing and reporting of scanned slides beside the request and earlier cases.",
          costCategory: "licence-subscription",
          prices: [flat("user", "year", "1180.00")],
        },
      ],
    },
    {
      suffix: "003",
      name: "Hazel Orders",
      summary: "Ordering of tests and acknowledgement of results, in hospitals and the practices they serve.",
      description:
        "Hazel Orders lets clinicians request blood tests, imaging and physiological measurements and see the results in one place. It suggests tests by condition, shows what was done in the last weeks and asks for a reason before a repeat that is too early. Labels print at the bedside or the practice. Every result has an owner until somebody acknowledges it, and what waits longer than the limit goes to the deputy. It connects to laboratory and imaging systems that you already have, and it keeps no images.",
      productVersion: "8.4",
      features: [
        "Order sets by condition and by clinic",
        "Early repeat check with the price of the test",
        "Results inbox with deputies and limits",
        "Bedside labels and collection rounds",
        "One screen for hospital and GP requests",
      ],
      careSettings: ["secondary care", "primary care", "community"],
      hosting: "private cloud",
      applicationTypes: ["browser"],
      integrations: ["HL7 FHIR UK Core", "SNOMED CT", "PDS FHIR", "IM1 Transactional"],
      missions: ["safety", "productivity"],
      implementation:
        "Twenty weeks for one hospital and its laboratory, then practices at 30 a week. The test catalogue is agreed in the first six weeks.",
      serviceLevels:
        "99.85% availability each month. Support at all hours for hospitals, and from 08:00 to 18:30 for practices.",
      exitTerms: "Requests, results and acknowledgements as CSV in 30 days without charge.",
      capabilities: ["C8", "C6?", "C50"],
      lots: ["CSF-2"],
      certificates: "expiring",
      prices: [
        tiered("bed", "year", [
          [500, "196.00"],
          [null, "167.25"],
        ]),
        flat("practice", "year", "385.00"),
      ],
    },
    {
      suffix: "004",
      name: "Hazel Script Review",
      summary:
        "Prescribing support for general practice: safer and better-value choices while prescribing, and reviews.",
      description:
        "Hazel Script Review works beside the practice's own system. While a clinician prescribes it may show one short message: a safer choice, a generic, a monitoring test that is overdue. Medicines teams decide which messages are live and can read how often each was accepted. A review list finds people on ten or more medicines, those due a kidney check, and repeat items that nobody collects. Changes are always made by the clinician in the clinical system; Hazel Script Review writes nothing to the record by itself and prints no prescriptions.",
      productVersion: "4.4",
      features: [
        "One message at a time, switched on and off by the medicines team",
        "Acceptance and saving for each message",
        "Structured medication review lists",
        "Monitoring that is due for high-risk medicines",
      ],
      careSettings: ["primary care"],
      hosting: "public cloud",
      applicationTypes: ["desktop", "browser"],
      integrations: ["IM1 Transactional", "dm+d", "SNOMED CT"],
      missions: ["safety", "productivity"],
      implementation:
        "Remote installation takes two weeks for any number of practices. The messages are agreed with the medicines team in a workshop before that.",
      serviceLevels:
        "99.5% availability from 07:00 to 20:00 on weekdays. Support on weekdays from 08:00 to 18:00.",
      exitTerms: "Acceptance data as CSV in 10 days, free. Nothing else is held.",
      capabilities: ["C30", "C6", "C14?"],
      lots: ["PCF-1"],
      prices: [
        tiered("patient", "year", [
          [200000, "0.1985"],
          [800000, "0.1640"],
          [null, "0.1325"],
        ]),
      ],
    },
    {
      suffix: "005",
      name: "Hazel Acute",
      summary:
        "A hospital electronic record assembled around results and prescribing, for trusts of one or two sites.",
      description:
        "Hazel Acute joins Hazel Meds and Hazel Orders with clinical notes, nursing assessments and a discharge summary, so that a smaller trust can have one record from one supplier. The first screen is a timeline of results, medicines and notes. Nurses record observations on shared tablets and the system calls the outreach team at the threshold the trust sets. Your patient administration system stays. Prescribing and ordering are included in the price for each bed. It has no maternity, theatre or emergency department module.",
      productVersion: "2.3",
      features: [
        "Timeline of results, medicines and notes",
        "Prescribing and test ordering included",
        "Observations and escalation by threshold",
        "Discharge summary with coded medicines",
        "Handover lists for doctors and nurses",
      ],
      careSettings: ["secondary care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "dm+d", "SNOMED CT", "HL7 FHIR UK Core", "MESH"],
      missions: ["information-access", "safety"],
      implementation:
        "Thirty-two weeks for one site where the administration system can send HL7 messages, and eight more for a second site. Wards follow each other; there is no single weekend.",
      serviceLevels:
        "99.9% availability each month. Clinical support at all hours; other questions from 08:00 to 18:00 on weekdays.",
      exitTerms:
        "The record as FHIR UK Core files and a PDF for each patient, within 60 days, included in the price.",
      capabilities: ["C6", "C8", "C9?", "C14", "C16", "C50"],
      lots: ["CSF-1"],
      prices: [
        tiered("bed", "year", [
          [350, "1120.00"],
          [700, "1065.00"],
          [null, "1040.00"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Hazel Acute Observation Kits",
          summary: "A tablet, wall charger and stand for a ward bay, replaced when broken.",
          costCategory: "hardware-devices",
          prices: [flat("item", "one-off", "512.40", called("kit"))],
        },
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Pharmacist on site",
      summary: "A Hazelmere pharmacist works with your team to build and check the configuration.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "835.00")],
    },
    {
      suffix: "S02",
      name: "Laboratory verification",
      summary: "Test scripts, witnessed testing and the record that assessors ask for.",
      costCategory: "clinical-safety-assurance",
      prices: [flat("day", "one-off", "905.00")],
    },
    {
      suffix: "S03",
      name: "Training day",
      summary: "One day of classroom or ward training for up to 12 people.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "720.00")],
    },
    {
      suffix: "S04",
      name: "Data migration",
      summary: "Mapping, trial loads and the final load of records from the system that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "910.00")],
    },
  ],
};
