import { flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const ROWANFIELD_DIGITAL: SeedSupplier = {
  id: "20003",
  name: "Rowanfield Digital",
  legalName: "Rowanfield Digital Ltd",
  summary:
    "Rowanfield Digital supplies general practice with its clinical system and the products around it.",
  website: "https://rowanfield.example",
  companyNumber: "99031446",
  size: "large",
  town: "Shrewsbury",
  postcode: "SY1 2DR",
  contactName: "Priya Menon",
  contactEmail: "sales@rowanfield.example",
  solutions: [
    {
      suffix: "001",
      name: "Rowan Practice",
      summary:
        "A clinical system for general practice: record, appointments, prescribing, referrals and national returns.",
      description:
        "Rowan Practice is the main system of a GP practice. It registers patients, keeps the coded record, runs the appointment book, prescribes electronically and makes referrals. Staff work in a browser, so a clinician can open the surgery's day from home or from a network hub. Searches and recalls are built by ticking conditions, and the results of the national extractions can be checked before they leave. Dispensing practices need Rowan Dispensary as well. The product is for practices in England only and has no module for private billing.",
      productVersion: "9.5",
      features: [
        "Appointment book shared across a network where practices agree",
        "Electronic prescriptions, repeat dispensing and controlled drugs",
        "Problem-based consultations coded in SNOMED CT",
        "Recalls and searches built without a query language",
        "Record, bookings and repeat orders in the NHS App",
        "Preview of each national extraction",
        "Record transfer by GP2GP",
      ],
      careSettings: ["primary care"],
      hosting: "private cloud",
      applicationTypes: ["browser", "desktop"],
      integrations: [
        "GP Connect Access Record",
        "IM1 Transactional",
        "EPS",
        "PDS FHIR",
        "NHS login",
        "MESH",
        "dm+d",
        "SNOMED CT",
      ],
      missions: ["staff-burden", "information-access", "safety"],
      implementation:
        "A practice changes system in 12 weeks, with two trial loads of its data and three days when the old record can only be read. Up to 15 practices can change in the same week.",
      serviceLevels:
        "99.9% availability from 07:00 to 21:00, and 99.5% outside those hours. Support on weekdays from 07:30 to 19:00 and on Saturday mornings.",
      exitTerms:
        "The record moves by the national data migration format within 8 weeks and is free of charge. Documents follow as files with an index.",
      capabilities: ["C5", "C10", "C11", "C12", "C13", "C14", "C15", "C16", "C1", "C3", "C4", "C50"],
      lots: ["PCF-1"],
      prices: [
        tiered("patient", "year", [
          [50000, "1.46"],
          [250000, "1.38"],
          [null, "1.295"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Rowan Branch Offline",
          summary: "A read-only copy of tomorrow's surgery for a branch with an unreliable line.",
          costCategory: "licence-subscription",
          prices: [flat("location", "year", "340.00")],
        },
        {
          suffix: "A02",
          name: "Rowan Vaccinations",
          summary: "Seasonal vaccination clinics with bulk booking and recording at the point of care.",
          costCategory: "licence-subscription",
          prices: [flat("patient", "year", "0.0475")],
        },
      ],
    },
    {
      suffix: "002",
      name: "Rowan Docs",
      summary: "Document handling for general practice: scan, read, code and send to the right person.",
      description:
        "Rowan Docs takes in the letters that reach a practice on paper, by MESH and by email, and reads them with text recognition. It proposes the patient, the sender, the date and the codes, and a member of staff confirms each proposal before anything is filed. Rules written by the practice decide who must see what: a new diagnosis goes to the usual doctor, a routine appointment notice is filed. An audit shows every letter's path. It works with Rowan Practice and two other clinical systems, and never files without a person.",
      productVersion: "5.2",
      features: [
        "Text recognition with a confidence shown for each field",
        "Rules by letter type, sender and clinician",
        "Turnaround report with letters that wait too long",
        "Bulk scanning of back records",
        "Redaction before records are released",
      ],
      careSettings: ["primary care"],
      hosting: "private cloud",
      applicationTypes: ["browser", "desktop"],
      integrations: ["IM1 Transactional", "MESH", "SNOMED CT"],
      missions: ["staff-burden", "productivity"],
      implementation:
        "Four weeks for a practice: installation, a morning of training and two weeks in which every proposal is checked twice.",
      serviceLevels:
        "99.5% availability on weekdays from 07:00 to 20:00. Support on weekdays from 08:00 to 18:00.",
      exitTerms:
        "Documents are stored in your clinical system. The path history is supplied in CSV within 20 days, free.",
      capabilities: ["C9", "C17", "C19", "C50?"],
      lots: ["PCF-1"],
      certificates: "expiring-soon",
      prices: [
        tiered(
          "patient",
          "year",
          [
            [10000, "0.34"],
            [60000, "0.285"],
            [null, "0.2125"],
          ],
          { calculation: "cumulative", minimumPounds: "1450.00" },
        ),
      ],
    },
    {
      suffix: "003",
      name: "Rowan Online",
      summary:
        "Online requests and replies built into the GP appointment book, for medical and administrative needs.",
      description:
        "Rowan Online puts the patient's request straight into the appointment book of Rowan Practice, beside telephone and counter requests, so that one list shows the day's demand. Patients write in their own words or by voice, add photographs and say when they can talk. Practices see likely duplicates, the last contact and the usual clinician. Replies can carry a link to book. It also works with one other clinical system, but there the list stays in its own window. It offers no symptom checker and no automatic triage.",
      productVersion: "3.0",
      features: [
        "One list for online, telephone and counter requests",
        "Free text, voice and photographs",
        "Continuity: the usual clinician is shown and can be chosen",
        "Booking links with limits on time and clinician",
        "Demand by hour and by age band",
      ],
      careSettings: ["primary care"],
      hosting: "private cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["NHS login", "IM1 Transactional", "PDS FHIR"],
      missions: ["citizen-tools", "staff-burden"],
      implementation:
        "One week where Rowan Practice is in use, three weeks otherwise. A trainer visits for half a day and returns after a month.",
      serviceLevels: "99.7% availability each month. Support on weekdays from 07:30 to 19:00.",
      exitTerms:
        "Requests and replies since the start, in CSV and PDF, within 14 days. There is a charge of £120 for each practice.",
      capabilities: ["C43", "C2", "C1?", "C44?"],
      lots: ["PCF-2"],
      prices: [
        tiered("patient", "year", [
          [50000, "0.49"],
          [null, "0.445"],
        ]),
      ],
    },
    {
      suffix: "004",
      name: "Rowan Cohorts",
      summary: "Population health searches across the practices of a network or board, with lists to act on.",
      description:
        "Rowan Cohorts collects coded data nightly from the practices that agree to share and lets a network find the people it wants to reach: those with diabetes and no foot check, those on five medicines after 75, those who have missed screening. Each list can be split by deprivation and ethnicity, sent to the practice as tasks, and followed until it is done. Boards see counts of five or more and never names. The product has fifty published searches and lets analysts write their own. It does not predict risk and holds no hospital data.",
      productVersion: "2.1",
      features: [
        "Fifty published searches with their logic shown",
        "Lists sent to practices as tasks and followed up",
        "Splits by deprivation, ethnicity and age",
        "Small numbers suppressed for boards",
      ],
      careSettings: ["primary care"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: ["SNOMED CT", "IM1 Transactional"],
      missions: ["information-access", "productivity"],
      implementation:
        "Six weeks for a network once its practices have signed the sharing agreement. The first nightly load takes about three days.",
      serviceLevels: "99.5% availability each month. Support on weekdays from 09:00 to 17:30.",
      exitTerms:
        "Data are erased within 30 days and a certificate is given. Saved searches are exported as text, free of charge.",
      capabilities: ["C34", "C45", "C26?", "C16"],
      lots: ["PCF-1"],
      prices: [
        tiered("patient", "year", [
          [100000, "0.22"],
          [500000, "0.185"],
          [null, "0.1425"],
        ]),
      ],
    },
    {
      suffix: "005",
      name: "Rowan Dispensary",
      summary: "Stock, labels and endorsement for GP practices that dispense to their own patients.",
      description:
        "Rowan Dispensary prints labels, keeps stock and controlled drug registers, and endorses prescriptions for payment. It orders from four wholesalers and compares their prices at the moment of ordering. Each item is scanned before it is handed over, so that the wrong strength is caught at the counter. Monitored dosage packs can be planned a month ahead. Delivery rounds have a driver's list with signatures. It needs Rowan Practice as the clinical system, and it is not licensed for community pharmacies.",
      productVersion: "6.4",
      features: [
        "Labels, endorsement and owings",
        "Wholesaler price comparison at ordering",
        "Controlled drug register with running balance",
        "Scan before hand-over",
      ],
      careSettings: ["primary care"],
      hosting: "hybrid",
      applicationTypes: ["desktop"],
      integrations: ["EPS", "dm+d"],
      missions: ["safety", "productivity"],
      implementation:
        "Five weeks for a practice, with the stock count on a Sunday. Label printers and scanners from the tested list are needed.",
      serviceLevels:
        "99.5% availability from 07:00 to 21:00. Support on weekdays from 08:00 to 18:30 and on Saturdays until 13:00.",
      exitTerms: "Stock, registers and dispensing history in CSV within 10 days at no cost.",
      capabilities: ["C42", "C40?", "C14?"],
      lots: ["PCF-1"],
      prices: [flat("practice", "month", "186.50")],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Practice implementation",
      summary: "Everything needed to start one practice: set-up, testing and two days on site.",
      costCategory: "implementation",
      prices: [
        tiered("practice", "one-off", [
          [5, "2150.00"],
          [25, "1890.00"],
          [null, "1640.00"],
        ]),
      ],
    },
    {
      suffix: "S02",
      name: "Data migration for a practice",
      summary: "Two trial loads and the final load of one practice's record, with a reconciliation report.",
      costCategory: "data-migration",
      prices: [flat("practice", "one-off", "1375.00")],
    },
    {
      suffix: "S03",
      name: "Training day",
      summary: "One day at a practice or hub for up to ten people.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "595.00")],
    },
    {
      suffix: "S04",
      name: "Implementation by the day",
      summary: "Set-up, testing and support at go-live for a hub or a group of practices.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "640.00")],
    },
    {
      suffix: "S05",
      name: "Data migration by the day",
      summary:
        "Loads of records that a practice’s own migration does not hold, with a reconciliation report.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "690.00")],
    },
  ],
};
