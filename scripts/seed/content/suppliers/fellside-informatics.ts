import { bandOf, called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const FELLSIDE_INFORMATICS: SeedSupplier = {
  id: "20005",
  name: "Fellside Informatics",
  legalName: "Fellside Informatics Ltd",
  summary: "Fellside Informatics joins up records and data across an area, for boards, trusts and councils.",
  website: "https://fellside.example",
  companyNumber: "99056631",
  size: "medium",
  town: "Kendal",
  postcode: "LA9 4QL",
  contactName: "Tom Braithwaite",
  contactEmail: "hello@fellside.example",
  solutions: [
    {
      suffix: "001",
      name: "Fellside Shared Record",
      summary:
        "A shared care record for an area: one view from GP, hospital, community, mental health and social care.",
      description:
        "Fellside Shared Record shows a professional what others know about the person in front of them: problems, medicines, allergies, results, letters, care plans and social care packages. It opens inside the local system with the person already chosen. Most data are fetched when asked for; care plans are held, and can be edited by any organisation that takes part. Every view is logged, and people can ask who looked. Organisations decide by role what is shown. It is read-only apart from shared care plans, and it is not a source for analysis.",
      productVersion: "6.7",
      features: [
        "Opens in context from 20 clinical and social care systems",
        "Shared care plans, including urgent care and end of life",
        "Rules by role, with a recorded reason for exceptions",
        "Access report for the person concerned",
        "Alerts to a key worker on admission and discharge",
      ],
      careSettings: ["primary care", "secondary care", "community", "mental health", "social care"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: ["GP Connect Access Record", "NRL", "PDS FHIR", "HL7 FHIR UK Core", "SNOMED CT"],
      missions: ["information-access", "safety"],
      implementation:
        "The first four organisations are live in 30 weeks, and each further one takes six. Sharing agreements are the long part; Fellside brings a template and a person to run the meetings.",
      serviceLevels:
        "99.9% availability each month. Support at all hours for loss of service, otherwise from 08:00 to 18:00 on weekdays.",
      exitTerms:
        "Care plans as FHIR CarePlan resources and the access log as CSV, in 40 days, free of charge. Interfaces are documented and belong to you.",
      capabilities: ["C39", "C36", "C7?", "C24"],
      lots: ["CSF-1"],
      prices: [
        tiered(
          "patient",
          "year",
          [
            [500000, "0.62"],
            [1500000, "0.44"],
            [null, "0.3150"],
          ],
          { calculation: "cumulative", minimumPounds: "120000.00" },
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Fellside Plans for Citizens",
          summary: "People read and comment on their own care plan through NHS login.",
          costCategory: "licence-subscription",
          prices: [flat("patient", "year", "0.0625")],
        },
        {
          suffix: "A02",
          name: "Additional source system",
          summary: "Connection and yearly upkeep of one more system beyond the first twelve.",
          costCategory: "integration-interoperability",
          prices: [flat("item", "year", "5400.00", called("system"))],
        },
      ],
    },
    {
      suffix: "002",
      name: "Fellside Exchange",
      summary: "An integration engine that moves and translates messages between a trust's systems.",
      description:
        "Fellside Exchange receives messages from one system and passes them to others, translating between HL7 version 2, FHIR, files and web services. Interfaces are built from tested parts and kept in version control; each change can be rolled back. Staff see queues, failures and delays on one screen and can replay what failed. Two copies run side by side so that one can be patched in working hours. The yearly price is fixed by the number of interfaces, whatever the traffic. The product holds messages for 30 days and is no data store.",
      productVersion: "10.1",
      features: [
        "HL7 version 2, FHIR R4, files and web services",
        "Versioned interfaces with roll-back",
        "Replay of failed messages",
        "Two active copies, patched without downtime",
        "Alerts on silence as well as on failure",
      ],
      careSettings: ["secondary care", "community", "mental health"],
      hosting: "hybrid",
      applicationTypes: ["browser"],
      integrations: ["HL7 FHIR UK Core", "MESH", "PDS FHIR"],
      missions: ["information-access", "productivity"],
      implementation:
        "The engine runs in four weeks; interfaces move from the old one at six to eight a month. Your own developers are trained in a five-day course that is included.",
      serviceLevels: "99.95% availability each month. Support at all hours with a reply in 30 minutes.",
      exitTerms:
        "Interface definitions are exported as text at any time. There is nothing to pay and nothing to hand back.",
      capabilities: ["C24", "C20?"],
      lots: ["CSF-1"],
      prices: [
        tiered(
          "item",
          "year",
          [
            [25, "28500.00"],
            [75, "52000.00"],
            [null, "79500.00"],
          ],
          { calculation: "single-fixed", ...bandOf("interfaces") },
        ),
      ],
    },
    {
      suffix: "003",
      name: "Fellside Insight",
      summary:
        "Dashboards and analysis for a system: waiting, flow, spending and outcomes, from data you already return.",
      description:
        "Fellside Insight loads the data sets that organisations already submit, with local extracts where they agree, and presents them as dashboards that open on the question of the week. Analysts can write their own in SQL or R against the same tables. Each measure has a page that says how it is counted and who owns it. Small numbers are suppressed before anyone outside the care team sees them. It runs in the board's own cloud account. It sends no data to Fellside, and does not identify individuals for direct care.",
      productVersion: "3.8",
      features: [
        "Sixty measures with definitions and owners",
        "SQL and R workspaces with the same access rules",
        "Small number suppression by default",
        "Runs in your own cloud account",
        "Scheduled briefings as PDF",
      ],
      careSettings: ["primary care", "secondary care", "community", "mental health", "social care"],
      hosting: "private cloud",
      applicationTypes: ["browser"],
      integrations: ["SNOMED CT", "MESH"],
      missions: ["information-access", "productivity"],
      implementation:
        "Twelve weeks to the first ten dashboards in your cloud account. An analyst of your own should be free for two days a week.",
      serviceLevels: "99.5% availability on working days. Support on weekdays from 09:00 to 17:30.",
      exitTerms:
        "Everything is already in your account. Definitions and code are handed over in a repository with a licence to go on using them.",
      capabilities: ["C26", "C16", "C34?"],
      lots: ["CSF-1"],
      certificates: "conditions",
      prices: [
        tiered("user", "year", [
          [25, "640.00"],
          [100, "520.00"],
          [null, "395.00"],
        ]),
      ],
    },
    {
      suffix: "004",
      name: "Fellside Risk",
      summary:
        "Risk stratification for general practice and networks, with published models and reasons for each score.",
      description:
        "Fellside Risk scores each registered patient every week for the chance of an unplanned admission, of falling and of developing frailty. It uses published models only, states how each performed in England, and lists the facts that moved a person's score. Practices see names; networks and boards see counts. A list can be capped to what a team can take on. Scores are an aid to a conversation: the product makes no referrals and changes no records. Models that perform worse for a group are marked as such beside the result.",
      productVersion: "1.6",
      features: [
        "Published models with their performance in England",
        "Reasons beside every score",
        "Lists sized to the team's capacity",
        "Fairness report by ethnicity, sex and deprivation",
      ],
      careSettings: ["primary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: ["SNOMED CT", "IM1 Transactional"],
      missions: ["information-access", "safety"],
      implementation:
        "Five weeks for a network after its practices have signed. A clinical lead chooses models and thresholds in two meetings.",
      serviceLevels:
        "99.5% availability each month, with scores refreshed by 07:00 on Mondays. Support on weekdays from 09:00 to 17:30.",
      exitTerms: "Score history as CSV within 10 days, free, and erasure within 30.",
      capabilities: ["C35", "C34", "C16?"],
      lots: ["PCF-1"],
      certificates: "expiring",
      prices: [
        tiered("patient", "year", [
          [100000, "0.26"],
          [400000, "0.2175"],
          [null, "0.18"],
        ]),
      ],
    },
    {
      suffix: "005",
      name: "Fellside Index",
      summary: "An area-wide person index that links local numbers to one identity and finds duplicates.",
      description:
        "Fellside Index gives the organisations of an area one answer to the question whether two records are the same person. It checks demographics against the national service, links hospital, council and care home numbers, and puts doubtful matches before a member of staff with both records side by side. Other systems ask it by FHIR or HL7 message. Merges can be undone, and who decided is kept. It stores names, addresses and numbers, and no clinical data at all.",
      productVersion: "4.1",
      features: [
        "Matching with published weights and thresholds",
        "Worklist of doubtful matches",
        "Merges that can be undone",
        "FHIR Patient search and HL7 version 2 queries",
      ],
      careSettings: ["secondary care", "community", "social care"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: ["PDS FHIR", "HL7 FHIR UK Core"],
      missions: ["information-access", "safety"],
      implementation:
        "Ten weeks for the first three sources. Cleaning the duplicates that come to light takes the local team about a day a week for half a year.",
      serviceLevels:
        "99.95% availability each month, answers in under half a second for 99 of 100 requests. Support at all hours.",
      exitTerms: "The index with its links and decisions as CSV within 20 days at no charge.",
      capabilities: ["C24?", "C12?", "C39?"],
      lots: ["CSF-1"],
      prices: [
        tiered(
          "patient",
          "year",
          [
            [1000000, "0.0725"],
            [null, "0.0475"],
          ],
          { calculation: "cumulative" },
        ),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Interface development",
      summary: "A Fellside developer builds, tests and documents interfaces with your team.",
      costCategory: "integration-interoperability",
      prices: [
        tiered("day", "one-off", [
          [30, "880.00"],
          [null, "815.00"],
        ]),
      ],
    },
    {
      suffix: "S02",
      name: "Information governance support",
      summary: "Sharing agreements, impact assessments and the meetings that lead to signatures.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "740.00")],
    },
    {
      suffix: "S03",
      name: "Analyst training",
      summary: "Two-day course for analysts, in person or by video, priced for each person.",
      costCategory: "training-change",
      prices: [flat("user", "one-off", "460.00")],
    },
    {
      suffix: "S04",
      name: "Training at your site",
      summary: "A trainer at your site for one day, for up to ten analysts.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "690.00")],
    },
    {
      suffix: "S05",
      name: "Data migration",
      summary: "Mapping, trial loads and the final load from the data store that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "840.00")],
    },
  ],
};
