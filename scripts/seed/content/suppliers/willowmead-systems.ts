import { flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const WILLOWMEAD_SYSTEMS: SeedSupplier = {
  id: "20009",
  name: "Willowmead Systems",
  legalName: "Willowmead Systems Ltd",
  summary:
    "Willowmead Systems makes records for mental health, community teams and care homes, and tools for primary care.",
  website: "https://willowmead.example",
  companyNumber: "99094817",
  size: "medium",
  town: "Norwich",
  postcode: "NR1 3QG",
  contactName: "Fiona Catchpole",
  contactEmail: "info@willowmead.example",
  solutions: [
    {
      suffix: "001",
      name: "Willow Mind",
      summary:
        "An electronic record for mental health and learning disability trusts, from first referral to discharge.",
      description:
        "Willow Mind holds the record of people under the care of a mental health trust. Referrals, risk formulations, care plans under the dialog approach, the Mental Health Act and its dates, physical health checks and outcome measures are all kept as data. Community and ward teams share one record; a crisis plan can be read by the ambulance service through the national locator. Legal papers are prompted before time runs out. It does not prescribe, but opens a prescribing product in context. There is no module for talking therapies services.",
      productVersion: "5.1",
      features: [
        "Mental Health Act papers with dates and reminders",
        "Crisis plans published to the National Record Locator",
        "Outcome measures over time",
        "Mental health services data set",
        "Restrictive interventions recorded at the time",
      ],
      careSettings: ["mental health", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "NRL", "MESH", "SNOMED CT", "GP Connect Access Record"],
      missions: ["staff-burden", "information-access", "safety"],
      implementation:
        "Forty weeks for a trust of 3,000 staff, community teams first. Old records are loaded in summary with the originals as documents.",
      serviceLevels:
        "99.9% availability each month. Support at all hours for wards and crisis teams; weekdays from 08:00 to 18:00 for others.",
      exitTerms:
        "All data as CSV by table with keys, and documents as PDF, within 45 days. Two extracts are in the price.",
      capabilities: ["C22", "C9", "C16", "C36?", "C50", "C7?"],
      lots: ["CSF-1"],
      certificates: "conditions",
      prices: [
        tiered("user", "year", [
          [1000, "392.00"],
          [3000, "348.00"],
          [null, "306.50"],
        ]),
        flat("bed", "year", "1090.00"),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Willow Mind Ward Tablets",
          summary: "Observation rounds on tablets, with a nudge when one is due.",
          costCategory: "licence-subscription",
          prices: [flat("bed", "year", "64.00")],
        },
      ],
    },
    {
      suffix: "002",
      name: "Willow Community",
      summary:
        "A record for community health services, children's services included, with immunisation and screening.",
      description:
        "Willow Community serves providers of adult and children's community health. Health visitors and school nurses have schedules by birth date, growth charts and the child health information exchanges. Adult teams have caseloads, routes and shared goals. Clinics can be run with a queue screen. A child's record is kept apart from the parents' with links that staff can follow when entitled. It works offline for a working day. The product does not manage community hospital beds, and equipment loans are only noted as text.",
      productVersion: "8.2",
      features: [
        "Schedules for health visiting and school nursing",
        "Immunisation and screening with failsafe lists",
        "Growth charts and development reviews",
        "Offline working for a day",
        "Community services data set",
      ],
      careSettings: ["community"],
      hosting: "private cloud",
      applicationTypes: ["browser", "mobile", "desktop"],
      integrations: ["PDS FHIR", "MESH", "SNOMED CT", "GP Connect Access Record"],
      missions: ["staff-burden", "safety"],
      implementation:
        "Twenty-six weeks for an organisation of 1,200 staff. Children's services move together on one date because of the schedules.",
      serviceLevels: "99.8% availability each month. Support every day from 07:00 to 21:00.",
      exitTerms:
        "CSV and PDF within 30 days without charge; child health schedules also in the national exchange format.",
      capabilities: ["C22", "C9", "C16", "C47?", "C36?", "C50"],
      lots: ["CSF-1"],
      prices: [
        tiered(
          "user",
          "year",
          [
            [500, "286.00"],
            [1500, "251.00"],
            [null, "218.00"],
          ],
          { calculation: "cumulative" },
        ),
      ],
    },
    {
      suffix: "003",
      name: "Willow Triage",
      summary:
        "Online consultation with a symptom questionnaire that suggests how soon a person should be seen.",
      description:
        "Willow Triage asks a patient about symptoms in a questionnaire of six to 20 steps and suggests an urgency, with the answers that led to it. A person at the practice always decides, and can see where the suggestion was changed in the past. People who type words of alarm are told at once to ring 999 or 111. Administrative requests have a form of their own. It is registered as a class IIa device. Practices that want free text alone will find it too long, and there is no voice entry.",
      productVersion: "2.6",
      features: [
        "Urgency suggested with its reasons",
        "Record of suggestions that staff changed",
        "Separate form for administrative requests",
        "Questionnaires in six languages and in British Sign Language film",
      ],
      careSettings: ["primary care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["NHS login", "IM1 Transactional", "PDS FHIR", "SNOMED CT"],
      missions: ["citizen-tools", "safety"],
      implementation:
        "Four weeks for a practice, in which a GP reviews 50 invented cases and sets the limits.",
      serviceLevels:
        "99.8% availability each month. Practices reach a person on weekdays from 08:00 to 18:30, patients by a help form.",
      exitTerms:
        "Requests with their questionnaires as PDF and CSV in 21 days. One extract is free, further ones cost £180.",
      capabilities: ["C43", "C6?", "C2"],
      lots: ["PCF-2"],
      certificates: "expiring",
      prices: [
        tiered("patient", "year", [
          [30000, "0.72"],
          [120000, "0.63"],
          [null, "0.5475"],
        ]),
      ],
    },
    {
      suffix: "004",
      name: "Willow Links",
      summary: "Social prescribing: referrals, a directory of local groups, and what changed for the person.",
      description:
        "Willow Links is used by link workers in general practice and the charities they work with. A clinician refers in two clicks from the record. The link worker keeps a short plan made with the person, finds groups in a directory that the groups keep up to date themselves, and records contacts and well-being scores. A summary goes back to the record. Personal health budgets for small purchases can be tracked to the penny. It holds no clinical record and takes no payments.",
      productVersion: "3.5",
      features: [
        "Referral from the record in two clicks",
        "Directory kept up to date by the groups",
        "Well-being scores over time",
        "Small personal health budgets tracked",
      ],
      careSettings: ["primary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["IM1 Transactional", "SNOMED CT"],
      missions: ["citizen-tools", "information-access"],
      implementation: "Three weeks for a network. Willowmead asks the first 100 groups to check their entry.",
      serviceLevels: "99.4% availability each month. Support on weekdays from 09:00 to 17:00.",
      exitTerms:
        "Plans, contacts and the directory as CSV in 14 days, free; the directory may be reused under an open licence.",
      capabilities: ["C37", "C32?", "C16?"],
      lots: ["PCF-2"],
      prices: [
        tiered("practice", "year", [
          [8, "640.00"],
          [30, "560.00"],
          [null, "485.00"],
        ]),
      ],
    },
    {
      suffix: "005",
      name: "Willow Residence",
      summary:
        "A digital social care record for homes and supported living, with goals that the person sets.",
      description:
        "Willow Residence is a care record for people who live in homes, extra care or supported living. The person's own goals come first and daily notes are linked to them, so that a review shows what moved. Positive behaviour support plans, capacity assessments and deprivation of liberty papers have dates and owners. Records can be filled by picture buttons or by voice. A hospital or practice can be given a summary. Payroll, rotas and medicines rounds are left to other products, two of which open from within it.",
      productVersion: "3.1",
      features: [
        "Goals set by the person, linked to daily notes",
        "Picture buttons and voice entry",
        "Capacity and liberty papers with dates",
        "Behaviour support plans and incident review",
        "Summary for hospitals and practices",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["GP Connect Access Record", "PDS FHIR", "HL7 FHIR UK Core"],
      missions: ["citizen-tools", "staff-burden", "information-access"],
      implementation:
        "Five weeks for a home or a scheme; the first fortnight is spent with residents and staff on goals.",
      serviceLevels: "99.6% availability each month. Telephone support every day from 07:30 to 20:00.",
      exitTerms:
        "Records as PDF and CSV for each person within 20 days. The first copy is free, further ones £40 a home.",
      capabilities: ["C21", "C36", "C9?", "C50?"],
      lots: ["SCF-1"],
      prices: [
        tiered("bed", "month", [
          [80, "8.95"],
          [null, "8.20"],
        ]),
        tiered("location", "month", [
          [5, "228.00"],
          [null, "199.00"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Willow Residence for Families",
          summary: "Relatives read the parts of the record that the person agrees to.",
          costCategory: "licence-subscription",
          prices: [flat("location", "month", "18.00")],
        },
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Implementation day",
      summary: "An analyst or developer for a day, on site or by video.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "825.00")],
    },
    {
      suffix: "S02",
      name: "Record migration",
      summary: "Loading summaries and documents from the system that you leave, by the day.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "860.00")],
    },
    {
      suffix: "S03",
      name: "Training day",
      summary: "One day for up to 12 clinicians, with cases from their own service.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "660.00")],
    },
  ],
};
