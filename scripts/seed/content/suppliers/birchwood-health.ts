import { called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const BIRCHWOOD_HEALTH: SeedSupplier = {
  id: "20002",
  name: "Birchwood Health",
  legalName: "Birchwood Health Ltd",
  summary:
    "Birchwood Health makes records, prescribing and theatre software for hospitals, and care at home.",
  website: "https://birchwoodhealth.example",
  companyNumber: "99023318",
  size: "medium",
  town: "Nottingham",
  postcode: "NG1 6HL",
  contactName: "Marcus Birch",
  contactEmail: "marcus@birchwoodhealth.example",
  solutions: [
    {
      suffix: "001",
      name: "Birchwood Record",
      summary: "A hospital electronic record with patient administration, orders and results in one product.",
      description:
        "Birchwood Record combines the administration and the clinical record of a hospital, so that a patient is registered once. Clinicians document against templates agreed with the royal colleges, order tests, acknowledge results and write to the GP. Ward boards, referral-to-treatment clocks and commissioning data come from the same entries. Trusts that already have an administration system can buy the clinical half alone at the same price. Prescribing is a separate product. Intensive care charts and anaesthetic records are outside its scope, and it has no module for dentistry.",
      productVersion: "7.1",
      features: [
        "One registration for administration and clinical work",
        "Results inbox that shows what nobody has acknowledged",
        "Outpatient letters dictated or typed, and copied to the patient",
        "Ward board with nursing tasks",
        "Sepsis and venous thromboembolism assessments with reminders",
        "Commissioning data sets from the same entries",
      ],
      careSettings: ["secondary care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "MESH", "NRL", "SNOMED CT", "HL7 FHIR UK Core"],
      missions: ["staff-burden", "information-access", "productivity"],
      implementation:
        "Go-live on a single weekend after 56 weeks of preparation, or in three phases over 70 weeks. Both prices are the same; the choice is yours.",
      serviceLevels:
        "99.95% availability measured over a quarter. Support at all hours, with two service credits for each tenth of a per cent missed.",
      exitTerms:
        "FHIR UK Core bundles for clinical data and CSV for administration, in 45 days, at no cost. Help for the next supplier is 10 days free and then charged by the day.",
      capabilities: ["C6", "C7", "C8", "C9", "C12", "C16", "C50"],
      lots: ["CSF-1"],
      prices: [
        tiered("bed", "year", [
          [400, "1395.00"],
          [800, "1210.00"],
          [null, "1025.00"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Birchwood Dictation",
          summary: "Speech recognition for letters and notes, trained on British clinical English.",
          costCategory: "licence-subscription",
          prices: [flat("user", "year", "289.00")],
        },
        {
          suffix: "A02",
          name: "Birchwood Patient Letters",
          summary: "Outpatient letters in the NHS App, printed and posted when unread after three days.",
          costCategory: "licence-subscription",
          prices: [flat("item", "month", "0.3125", { maximumPounds: "9500.00", ...called("letter") })],
        },
      ],
    },
    {
      suffix: "002",
      name: "Birchwood Prescribe",
      summary: "Hospital prescribing and medicines administration that runs inside your record or alone.",
      description:
        "Birchwood Prescribe covers inpatient, discharge and outpatient prescribing. It opens inside another supplier's record with the patient already chosen, or runs by itself. Decision support reads weight, age, allergies and the latest kidney function; a hospital decides which warnings interrupt and which wait in the margin. Discharge medicines flow to the GP as coded items with the reason for each change. Administration records can be made with or without barcode scanning. Blood products, parenteral nutrition and chemotherapy are not covered.",
      productVersion: "4.0",
      features: [
        "Opens in context from another record by SMART on FHIR",
        "Warnings graded by the hospital, with a monthly report of overrides",
        "Discharge medicines coded, with start, stop and change reasons",
        "Antimicrobial review prompts at 48 hours",
        "Pharmacist worklist by risk score",
      ],
      careSettings: ["secondary care", "mental health", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: ["dm+d", "SNOMED CT", "HL7 FHIR UK Core", "MESH", "PDS FHIR"],
      missions: ["safety", "information-access"],
      implementation:
        "Twenty-two weeks to the first ward and one ward a week after that. Birchwood supplies a starter formulary of 2,400 items, which your pharmacy must check line by line.",
      serviceLevels:
        "99.9% availability each month. Clinical support at all hours by pharmacists, not by a call centre.",
      exitTerms:
        "All orders and administrations in FHIR R4 and CSV in 30 days. One export is included in the price; others are £2,800 each.",
      capabilities: ["C14", "C6", "C30", "C16?"],
      lots: ["CSF-2"],
      prices: [
        tiered("bed", "year", [
          [300, "342.00"],
          [800, "296.00"],
          [null, "247.00"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Birchwood Homecare Medicines",
          summary:
            "Orders and delivery tracking for medicines that a contractor takes to the patient's home.",
          costCategory: "licence-subscription",
          prices: [flat("patient", "year", "11.20")],
        },
      ],
    },
    {
      suffix: "003",
      name: "Birchwood Theatres",
      summary: "Operating theatre lists, safety checklists and timings, with the cost of what was used.",
      description:
        "Birchwood Theatres plans lists from the waiting list, checks that staff, kit and beds are there, and records the times of each operation as it happens. The team signs the surgical safety checklist on screen and implants are recorded by scanning the unique device identifier. Managers see late starts, early finishes and cancellations with reasons the same day. Stock used is priced per case. Anaesthetic charts are held as documents rather than as data, and the product does not choose the order of the waiting list.",
      productVersion: "3.3",
      features: [
        "Lists built from the waiting list, with kit and staff checks",
        "Surgical safety checklist signed on screen",
        "Implants recorded by scanning device identifiers",
        "Utilisation, late starts and cancellations by session",
        "Cost of consumables for each case",
      ],
      careSettings: ["secondary care"],
      hosting: "on premises",
      applicationTypes: ["browser", "desktop"],
      integrations: ["SNOMED CT", "PDS FHIR"],
      missions: ["productivity", "safety"],
      implementation:
        "Eighteen weeks for a suite of up to ten theatres, with stock counted and labelled in week twelve. Scanners are bought by the trust from a list of tested models.",
      serviceLevels:
        "99.6% availability each month on servers that meet the published specification. Support from 07:00 to 20:00, and on call for emergency theatres.",
      exitTerms:
        "Cases, times and stock in CSV within 15 working days. The charge is one day at the implementation rate.",
      capabilities: ["C12", "C50", "C16", "C20?"],
      lots: ["CSF-2"],
      certificates: "superseded",
      prices: [
        tiered(
          "item",
          "year",
          [
            [6, "7950.00"],
            [15, "7100.00"],
            [null, "6480.00"],
          ],
          { maximumPounds: "160000.00", ...called("theatre") },
        ),
      ],
    },
    {
      suffix: "004",
      name: "Birchwood Consult",
      summary:
        "Online consultation for general practice: patients describe the problem and the practice sorts the requests.",
      description:
        "Birchwood Consult gives patients a form on the practice website and in the NHS App. It asks a few questions chosen by the problem, warns when an answer needs urgent help, and files the request in one list. A care navigator or clinician sorts the list, replies by text, books an appointment or closes the request with advice, and the exchange is saved in the patient's record. Forms can be completed for a child or a person cared for. It makes no diagnosis, and it does not replace the telephone for those who prefer it.",
      productVersion: "2.4",
      features: [
        "Adaptive questions in plain English at a reading age of nine",
        "Proxy requests for children and people cared for",
        "Daily limits and opening hours set by the practice",
        "Templates for replies, with attachments and links",
        "Equality report comparing users with the registered list",
      ],
      careSettings: ["primary care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["NHS login", "IM1 Transactional", "PDS FHIR", "MESH"],
      missions: ["citizen-tools", "productivity"],
      implementation:
        "Two weeks for a practice, including website changes and a half-day of training. Networks and boards are rolled out at up to 20 practices a week.",
      serviceLevels:
        "99.8% availability each month. Support for practices on weekdays from 08:00 to 18:30; patients have an online help form.",
      exitTerms:
        "Requests are already in the practice's own record. Remaining data are returned as CSV in 10 days at no charge and then erased.",
      capabilities: ["C43", "C2", "C7"],
      lots: ["PCF-2"],
      prices: [
        tiered("patient", "year", [
          [25000, "0.58"],
          [150000, "0.51"],
          [null, "0.435"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Birchwood Consult Texts",
          summary: "Text messages to patients beyond the 2,000 a month that each practice has included.",
          costCategory: "licence-subscription",
          prices: [flat("item", "month", "0.0185", called("message"))],
        },
      ],
    },
    {
      suffix: "005",
      name: "Birchwood At Home",
      summary: "A virtual ward: readings taken at home, a clinician's dashboard and the equipment to do it.",
      description:
        "Birchwood At Home lets a hospital or community team look after patients who would otherwise be in a bed. A box with a pulse oximeter, blood pressure cuff, thermometer and phone is delivered the same day. Readings arrive on a dashboard that sorts patients by how far they are from their own targets, and staff can call or start a video visit. Patients without a data signal are telephoned instead. It covers frailty, respiratory infection and heart failure pathways. It is not an emergency service, and unread alerts are not watched overnight unless you staff it.",
      productVersion: "3.2",
      features: [
        "Individual targets for each patient and reading",
        "Boxes delivered, collected and cleaned by Birchwood",
        "Video visits with an interpreter if wanted",
        "Questionnaires in nine languages and easy read",
        "Length of stay and readmission report",
      ],
      careSettings: ["secondary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "GP Connect Access Record", "SNOMED CT", "HL7 FHIR UK Core"],
      missions: ["citizen-tools", "productivity", "safety"],
      implementation:
        "Eight weeks to the first ten patients, of which three are for agreeing pathways with clinicians. Each further pathway takes three weeks.",
      serviceLevels:
        "99.9% availability each month. Patients can ring for technical help from 08:00 to 20:00 daily; clinical teams at all hours.",
      exitTerms:
        "Readings and messages as FHIR Observation and Communication resources in 20 days, free. Boxes are collected at Birchwood's cost.",
      capabilities: ["C18", "C44", "C22", "C16?"],
      lots: ["CSF-2", "SCF-2"],
      prices: [
        tiered("patient", "month", [
          [50, "84.00"],
          [200, "71.50"],
          [null, "62.00"],
        ]),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Project management",
      summary: "A named project manager with a plan, a risk log and a report every fortnight.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "845.00")],
    },
    {
      suffix: "S02",
      name: "Training for super-users",
      summary: "One day for eight people who will teach the rest, with materials to keep.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "690.00")],
    },
    {
      suffix: "S03",
      name: "Interface build",
      summary: "One interface to another system, tested with that system's supplier.",
      costCategory: "integration-interoperability",
      prices: [flat("item", "one-off", "6400.00", called("interface"))],
    },
    {
      suffix: "S04",
      name: "Benefits review",
      summary: "A baseline before go-live and a measured comparison six months afterwards.",
      costCategory: "evaluation-benefits",
      prices: [flat("day", "one-off", "810.00")],
    },
    {
      suffix: "S05",
      name: "Data migration",
      summary: "Trial loads, reconciliation and the final load from the theatre system that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "870.00")],
    },
  ],
};
