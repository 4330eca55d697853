// Over 300 lines: the whole listing of one supplier, which reads best in one place.
import { called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const ALDER_SYSTEMS: SeedSupplier = {
  id: "20001",
  name: "Alder Systems",
  legalName: "Alder Systems Ltd",
  summary:
    "Alder Systems writes clinical records for acute and community trusts, and a smaller record for care homes.",
  website: "https://aldersystems.example",
  companyNumber: "99014207",
  size: "large",
  town: "Leeds",
  postcode: "LS1 4DY",
  contactName: "Daniel Alder",
  contactEmail: "daniel@aldersystems.example",
  solutions: [
    {
      suffix: "001",
      name: "CareNotes",
      summary:
        "An electronic patient record for acute hospitals, used on wards, in clinics and in the emergency department.",
      description:
        "CareNotes holds the clinical record of a hospital: clerking, observations, nursing assessments, care plans, clinic letters and the discharge summary. It works out NEWS2 from recorded observations and alerts the responsible team. Doctors, nurses and therapists write in one record, and each entry shows who made it and when. It places orders for tests and shows the results. It does not include electronic prescribing, which Alder sells separately, and it does not replace a patient administration system: it takes admissions, transfers and discharges from the one you have.",
      productVersion: "4.2",
      features: [
        "Observations at the bedside with NEWS2 and paediatric early warning scores",
        "Discharge summary built from the record and sent to the GP by MESH",
        "Emergency department board with waiting times and triage category",
        "Read-only copy on each ward for use when the network is down",
        "Forms that a trust can build and version itself",
        "Access log that a patient can be given on request",
      ],
      careSettings: ["secondary care"],
      hosting: "private cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "MESH", "NRL", "GP Connect Access Record", "SNOMED CT", "HL7 FHIR UK Core"],
      missions: ["staff-burden", "information-access", "safety"],
      implementation:
        "A trust of 500 to 900 beds goes live in 38 to 46 weeks, in two phases: wards first, then clinics and the emergency department. Alder needs a trust project lead and one trainer for every 150 clinical staff.",
      serviceLevels:
        "99.9% availability measured monthly, planned downtime excluded and limited to four hours a quarter. Telephone support at all hours; a fault that stops clinical work is answered within 15 minutes.",
      exitTerms:
        "The whole record is exported as FHIR UK Core resources and PDF documents within 30 days of notice. The first export is free; a repeat is charged at the day rate for data migration.",
      capabilities: ["C6", "C7", "C8", "C9", "C16", "C20?", "C50"],
      lots: ["CSF-1"],
      prices: [
        tiered(
          "bed",
          "year",
          [
            [299, "1340.00"],
            [699, "1185.00"],
            [1199, "1045.50"],
            [null, "960.00"],
          ],
          { minimumPounds: "150000.00" },
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "CareNotes Critical Care",
          summary:
            "Charts for intensive care, filled from monitors and ventilators through a device gateway.",
          costCategory: "licence-subscription",
          prices: [flat("bed", "year", "1275.00")],
        },
        {
          suffix: "A02",
          name: "CareNotes Offline Copy",
          summary:
            "Extra ward workstations that hold the last 24 hours of the record for use when the network fails.",
          costCategory: "licence-subscription",
          prices: [flat("item", "year", "96.00", called("workstation"))],
        },
        {
          suffix: "A03",
          name: "CareNotes Test Environment",
          summary: "A second copy of the configured system with invented patients, refreshed each quarter.",
          costCategory: "hosting-cloud",
          prices: [flat("item", "year", "18500.00", called("environment"))],
        },
      ],
    },
    {
      suffix: "002",
      name: "CareNotes Community",
      summary: "A shared caseload record for community nursing and therapy teams who work away from a desk.",
      description:
        "CareNotes Community is the record of district nurses, therapists and community matrons. A clinician sees the day's visits in order, reads the history before knocking on the door, and writes the visit up on a tablet that works without a signal. Photographs of wounds are stored with measurements so that healing can be compared. Referrals arrive by electronic referral or are typed by the single point of access. The product covers adult services; it has no child health information system and cannot issue prescriptions.",
      productVersion: "2.8",
      features: [
        "Visit list with travel order, editable by the nurse in charge",
        "Works without a signal for up to 12 hours",
        "Wound photographs with measurements over time",
        "Community services data set submission",
        "Caseload weighting by dependency score",
      ],
      careSettings: ["community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "GP Connect Access Record", "MESH", "SNOMED CT"],
      missions: ["staff-burden", "productivity"],
      implementation:
        "The first three teams start within 14 weeks and the rest follow at about two teams a week. Tablets are the trust's own and must run a browser less than two years old.",
      serviceLevels:
        "99.7% availability each month. Support by telephone from 07:00 to 22:00 every day, and on call outside those hours for loss of service.",
      exitTerms:
        "Structured data in CSV with a data dictionary and documents in PDF, supplied twice during the last 60 days at no charge.",
      capabilities: ["C22", "C9", "C50", "C36?", "C16"],
      lots: ["CSF-1"],
      prices: [
        tiered("patient", "year", [
          [10000, "3.90"],
          [50000, "3.25"],
          [null, "2.70"],
        ]),
        flat("user", "year", "214.00"),
      ],
    },
    {
      suffix: "003",
      name: "Alder Medicines",
      summary:
        "Electronic prescribing and administration for hospital wards, with checks for dose, allergy and interaction.",
      description:
        "Alder Medicines replaces the paper drug chart. Prescribers choose from dm+d, see the patient's allergies and renal function beside the order, and are stopped when a dose exceeds the limit set by the trust's pharmacy. Nurses record each dose, with a reason when one is missed, and can scan the patient's wristband. Pharmacists screen orders from a worklist and reconcile against the GP record on admission. Infusions and variable-dose insulin are included. Systemic chemotherapy is not: keep the specialist system that you use for it.",
      productVersion: "3.6",
      features: [
        "Dose range, duplicate and interaction checks with recorded overrides",
        "Medicines reconciliation against the GP record",
        "Wristband and product scanning at administration",
        "Missed critical dose report every hour",
        "Order sets by specialty, approved by the trust's own committee",
        "Printed downtime chart on each ward every four hours",
      ],
      careSettings: ["secondary care", "mental health"],
      hosting: "private cloud",
      applicationTypes: ["browser"],
      integrations: ["dm+d", "GP Connect Access Record", "PDS FHIR", "SNOMED CT", "HL7 FHIR UK Core"],
      missions: ["safety", "staff-burden"],
      implementation:
        "Building the formulary and order sets takes 16 weeks, and wards then go live over 8 to 12 weeks. A pharmacist from the trust must be released for at least three days a week throughout.",
      serviceLevels:
        "99.95% availability each month, with an automatic switch to a second data centre. Clinical faults are answered at all hours within 15 minutes.",
      exitTerms:
        "Prescriptions and administrations are delivered as FHIR MedicationRequest and MedicationAdministration files within 20 working days, free of charge.",
      capabilities: ["C14", "C6", "C30?", "C16"],
      lots: ["CSF-2"],
      prices: [
        tiered("bed", "year", [
          [400, "318.00"],
          [900, "284.00"],
          [null, "251.75"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Alder Medicines Cabinet Link",
          summary: "Connection to ward medicine cabinets, so that stock is issued against a prescribed dose.",
          costCategory: "integration-interoperability",
          prices: [flat("item", "year", "410.00", called("cabinet"))],
        },
      ],
    },
    {
      suffix: "004",
      name: "Alder Wards",
      summary: "A live board of beds, expected discharges and what each patient is waiting for.",
      description:
        "Alder Wards shows every bed in the hospital, who is in it, the expected date of discharge and the one thing that holds the patient up. Ward clerks update it in a few taps at the board round; the site team sees free and soon-to-be-free beds by specialty and sex, and side rooms by infection reason. The reasons for delay follow the national discharge codes, so the daily return needs no separate count. It reads admissions from your patient administration system and writes bed moves back. It is not a clinical record and keeps no notes.",
      productVersion: "5.0",
      features: [
        "Bed state by ward, specialty and isolation reason",
        "Expected discharge dates with the reason for each delay",
        "Daily discharge situation report made from the board",
        "Porter and cleaning requests with times",
        "Wall screen view that hides names",
      ],
      careSettings: ["secondary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "HL7 FHIR UK Core"],
      missions: ["productivity", "staff-burden"],
      implementation:
        "Ten weeks from order to a live board on the first four wards, then one ward every two days. One interface to the patient administration system is included.",
      serviceLevels:
        "99.8% availability each month, with support from 06:30 to 23:00 daily. Loss of the board to a whole site is treated as the highest priority.",
      exitTerms:
        "Bed history since go-live in CSV, within 10 working days of the request. There is no charge.",
      capabilities: ["C12", "C50", "C16", "C24?"],
      lots: ["CSF-2"],
      prices: [
        tiered(
          "bed",
          "year",
          [
            [250, "212.00"],
            [750, "168.00"],
            [null, "121.50"],
          ],
          { calculation: "cumulative" },
        ),
      ],
    },
    {
      suffix: "005",
      name: "Alder Outpatients",
      summary:
        "Patient administration for hospitals: referrals, waiting lists, clinics, admissions and the national returns.",
      description:
        "Alder Outpatients is a patient administration system. It registers patients against the national demographic service, takes referrals, keeps referral-to-treatment clocks, builds clinics and theatre lists, and records each admission, transfer and discharge. Commissioning data sets are checked before submission and each rejected record is traced to the screen where it can be put right. Patients receive letters by post or through the NHS App. Clinical coding is done with a third-party encoder. The product holds no clinical notes beyond alerts, and does not schedule operating theatres by minute.",
      productVersion: "11.3",
      features: [
        "Referral-to-treatment clocks with validation worklists",
        "Clinic templates with overbooking limits",
        "Commissioning data set checks before submission",
        "Letters by post, or in the NHS App with fallback to post",
        "Merging and un-merging of duplicate registrations",
      ],
      careSettings: ["secondary care"],
      hosting: "hybrid",
      applicationTypes: ["browser", "desktop"],
      integrations: ["PDS FHIR", "MESH", "NHS login", "SNOMED CT"],
      missions: ["productivity", "citizen-tools"],
      implementation:
        "Replacing an existing system takes 52 to 60 weeks, of which 20 are trial loads of your data. Two full rehearsals are held before the weekend of the change.",
      serviceLevels:
        "99.9% availability each month. Support at all hours; a member of staff who knows your configuration is named in the contract.",
      exitTerms:
        "A complete database extract with its data dictionary, three times in the last six months: twice free, the third £4,500. Read access continues for 90 days after the end.",
      capabilities: ["C12", "C7", "C16", "C23", "C1?"],
      lots: ["CSF-1"],
      prices: [
        tiered("bed", "year", [
          [500, "486.00"],
          [1000, "442.00"],
          [null, "398.00"],
        ]),
      ],
    },
    {
      suffix: "006",
      name: "Alder Residential",
      summary:
        "A digital record for care homes: care plans, daily notes, handover and evidence for inspection.",
      description:
        "Alder Residential is written for homes of 20 to 120 beds. Care workers record on a phone or tablet what they did, when and how the resident was; the senior sees at once what has not been done this shift. Care plans are reviewed on a calendar and older versions are kept. The handover sheet writes itself from the day's notes. A family member can be shown chosen parts. The home can read the GP record of a resident where the practice has agreed. There is no rota, no payroll and no billing.",
      productVersion: "1.9",
      features: [
        "Daily notes by tapping or by voice, in 14 languages of input",
        "Care plans with review dates and kept versions",
        "Handover made from the shift's entries",
        "Body maps, weights, fluids and repositioning charts",
        "Folder of evidence arranged by the regulator's quality statements",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["GP Connect Access Record", "PDS FHIR", "SNOMED CT"],
      missions: ["staff-burden", "information-access"],
      implementation:
        "A home is ready in three weeks: one to enter residents, one to train, one of working beside paper. Groups of homes follow in waves of five.",
      serviceLevels:
        "99.5% availability each month. Telephone support from 07:00 to 21:00 every day, including bank holidays.",
      exitTerms:
        "Each resident's record as PDF and CSV within 14 days, free. Records are kept readable for 12 months after the contract ends.",
      capabilities: ["C21", "C36?", "C50", "C9"],
      lots: ["SCF-1"],
      prices: [
        tiered("bed", "month", [
          [60, "9.40"],
          [250, "8.65"],
          [null, "7.90"],
        ]),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Training day",
      summary: "A trainer at your site for one day, for up to 12 people.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "780.00")],
    },
    {
      suffix: "S02",
      name: "Implementation",
      summary: "Configuration, testing and support at go-live, by the day.",
      costCategory: "implementation",
      prices: [
        tiered("day", "one-off", [
          [50, "925.00"],
          [200, "865.00"],
          [null, "810.00"],
        ]),
      ],
    },
    {
      suffix: "S03",
      name: "Data migration",
      summary: "Mapping, trial loads and the final load of data from the system that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "890.00")],
    },
    {
      suffix: "S04",
      name: "Clinical safety case",
      summary: "A clinical safety officer writes the hazard log and the DCB0160 safety case with you.",
      costCategory: "clinical-safety-assurance",
      prices: [flat("day", "one-off", "960.00")],
    },
  ],
};
