import { called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const LARCHGATE_CARE: SeedSupplier = {
  id: "20007",
  name: "Larchgate Care",
  legalName: "Larchgate Care Technology Ltd",
  summary:
    "Larchgate Care was started by two home managers and makes records and rotas for adult social care.",
  website: "https://larchgatecare.example",
  companyNumber: "99071150",
  size: "small",
  town: "Worcester",
  postcode: "WR1 2NE",
  contactName: "Joanne Pritchard",
  contactEmail: "hello@larchgatecare.example",
  solutions: [
    {
      suffix: "001",
      name: "Larchgate Care Record",
      summary: "A digital social care record for nursing and residential homes, priced by the bed.",
      description:
        "Larchgate Care Record replaces paper care plans and daily notes in homes for older people and adults with a disability. Staff carry a phone: they see what each resident needs next, tap what was done and add a sentence where it matters. Assessments score themselves and suggest a review. Nurses have wound, catheter and syringe pump charts. The record of a resident who goes to hospital prints as a red bag summary in one tap. Managers see overdue care by the hour. Medicines are a separate product, and there is no invoicing.",
      productVersion: "5.6",
      features: [
        "Next care due for each resident, on a phone",
        "Self-scoring assessments for skin, falls, nutrition and pain",
        "Red bag summary for hospital transfer",
        "Works for a shift without the internet",
        "Overdue care by the hour for managers",
        "Read access to the GP record where agreed",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["GP Connect Access Record", "PDS FHIR", "SNOMED CT", "HL7 FHIR UK Core"],
      missions: ["staff-burden", "information-access", "safety"],
      implementation:
        "Four weeks for a home. Larchgate types in the care plans of the first ten residents and teaches a senior to do the others.",
      serviceLevels: "99.7% availability each month. Telephone support every day from 07:00 to 22:00.",
      exitTerms:
        "A PDF of each resident's record and a CSV of every entry, in 10 days, free. Records stay readable for 24 months for inspection.",
      capabilities: ["C21", "C36", "C9", "C50", "C16?"],
      lots: ["SCF-1"],
      prices: [
        tiered(
          "bed",
          "month",
          [
            [40, "10.20"],
            [200, "9.10"],
            [null, "7.65"],
          ],
          { minimumPounds: "120.00" },
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Larchgate Nursing Charts",
          summary: "Charts for syringe pumps, enteral feeding and tracheostomy care.",
          costCategory: "licence-subscription",
          prices: [flat("bed", "month", "0.85")],
        },
      ],
    },
    {
      suffix: "002",
      name: "Larchgate Rota",
      summary: "Rotas, absence and working hours for care homes and home care, with gaps shown weeks ahead.",
      description:
        "Larchgate Rota plans shifts from the number of residents and their dependency. It warns about rest breaks, weekly hours, visa limits and training that has run out before a shift is given to somebody. Staff see their rota on a phone, swap with approval and offer for gaps. Clocking in is by phone near the home or by a code on the wall. Hours leave as a file for six payroll systems. It neither calculates pay nor finds agency staff.",
      productVersion: "3.9",
      features: [
        "Staffing from dependency scores",
        "Warnings on rest, hours, visas and training",
        "Swaps and offers on a phone",
        "Hours exported to payroll",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: [],
      missions: ["staff-burden", "productivity"],
      implementation:
        "Two weeks for a home with its staff list in a spreadsheet, and one rota period beside the old way.",
      serviceLevels: "99.5% availability each month. Support every day from 07:00 to 20:00.",
      exitTerms: "Shifts, absence and hours as CSV at any time from the menu, without asking.",
      capabilities: ["C25", "C12?", "C16?"],
      lots: ["SCF-1"],
      prices: [
        tiered("user", "month", [
          [50, "2.95"],
          [300, "2.4750"],
          [null, "2.10"],
        ]),
      ],
    },
    {
      suffix: "003",
      name: "Larchgate Medicines",
      summary:
        "Electronic medicines administration for care homes, from the pharmacy's order to the last tablet.",
      description:
        "Larchgate Medicines takes the monthly order from the pharmacy, builds the administration record and guides each round resident by resident. The right time window, allergies and a photograph are on the screen; a scan confirms the item. Gaps are shown before the trolley is put away. Stock counts itself down and orders are prepared from it. Covert administration, patches and as-needed medicines have their own rules. It is an administration record and not a prescribing system: changes come from the prescriber through the pharmacy.",
      productVersion: "4.1",
      features: [
        "Rounds with photograph, allergies and scan",
        "Missed doses shown before the round ends",
        "Running stock and controlled drugs register",
        "Protocols for as-needed and covert medicines",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["mobile", "browser"],
      integrations: ["dm+d", "PDS FHIR"],
      missions: ["safety", "staff-burden"],
      implementation:
        "Five weeks, timed to the pharmacy's monthly cycle. Two seniors and the pharmacy are trained in the week before.",
      serviceLevels:
        "99.8% availability each month, and a day's rounds are kept on the device. Support at all hours for medicine rounds.",
      exitTerms: "Administration records as PDF by resident and month within 14 days at no cost.",
      capabilities: ["C21?", "C42?", "C30?"],
      lots: ["SCF-1"],
      prices: [
        tiered("bed", "month", [
          [100, "4.30"],
          [null, "3.65"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Larchgate Medicines Pharmacy Link",
          summary: "Orders and changes exchanged with the home's pharmacy without paper.",
          costCategory: "integration-interoperability",
          prices: [flat("location", "month", "21.00")],
        },
      ],
    },
    {
      suffix: "004",
      name: "Larchgate Family",
      summary: "A page for relatives with news, photographs and visit booking.",
      description:
        "Larchgate Family gave relatives a page about their mother, father or partner in a home: how the day went, what was eaten, photographs, and a calendar for visits. The home chose what each person saw, and the resident's own wishes came first. Relatives could send messages to the team and book a visit with a time slot. It showed nothing clinical and no medicines. The product took its entries from Larchgate Care Record and could not be used without it.",
      productVersion: "1.4",
      features: [
        "Daily news chosen by the home",
        "Photographs with consent",
        "Visit booking by time slot",
        "Messages to the team",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: [],
      missions: ["citizen-tools"],
      implementation: "One week for a home that already used Larchgate Care Record.",
      serviceLevels: "99.5% availability each month, with support on weekdays from 09:00 to 17:00.",
      exitTerms:
        "Photographs and messages are given to each family as a file; nothing is kept after 60 days.",
      capabilities: ["C7?", "C21?"],
      lots: ["SCF-1"],
      state: "withdrawn",
      stateReason:
        "Withdrawn by Larchgate Care: its functions are part of Larchgate Care Record from version 5.6.",
      prices: [flat("location", "month", "24.00")],
    },
    {
      suffix: "005",
      name: "Larchgate Home Visits",
      summary: "Planning, visit records and electronic monitoring for home care agencies.",
      description:
        "Larchgate Home Visits plans the rounds of care workers who go from house to house. It matches people and workers by skill, language and travel time, and tells the office when a visit is late. The worker reads the plan, ticks what was done and records medicines taken. Councils that pay by the minute receive the times in their own format. Families can see that somebody came. It does not bill private clients, and does not track workers between visits.",
      productVersion: "2.7",
      features: [
        "Rounds by skill, language and travel time",
        "Late and missed visit alerts",
        "Care plan and medicines at the visit",
        "Times sent to councils in their format",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["mobile", "browser"],
      integrations: ["PDS FHIR"],
      missions: ["staff-burden", "safety"],
      implementation:
        "Six weeks for an agency of up to 80 workers, with the rounds of one area moved each week.",
      serviceLevels:
        "99.8% availability each month. Support every day from 06:00 to 23:00, the hours of visits.",
      exitTerms: "Plans and visits as CSV and PDF in 14 days; the first export is free and others are £250.",
      capabilities: ["C27", "C22?", "C25", "C50"],
      lots: ["SCF-1", "SCF-2"],
      prices: [
        tiered(
          "user",
          "month",
          [
            [25, "9.50"],
            [100, "7.80"],
            [null, "6.40"],
          ],
          { calculation: "cumulative" },
        ),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Start-up for a home",
      summary: "Residents and staff entered, phones set up and two days in the home.",
      costCategory: "implementation",
      prices: [
        tiered("location", "one-off", [
          [3, "980.00"],
          [null, "760.00"],
        ]),
      ],
    },
    {
      suffix: "S02",
      name: "Training day",
      summary: "One day in the home, in shifts, so that nobody is called in on a day off.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "445.00")],
    },
    {
      suffix: "S03",
      name: "Care phones",
      summary: "A tough phone with case and charger, set up for one home and replaced for two years.",
      costCategory: "hardware-devices",
      prices: [flat("item", "one-off", "214.50", called("phone"))],
    },
    {
      suffix: "S04",
      name: "Start-up by the day",
      summary: "Set-up and support in the home where more days are needed than the start-up holds.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "480.00")],
    },
    {
      suffix: "S05",
      name: "Data migration",
      summary: "Residents, care plans and charts brought over from the system that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "510.00")],
    },
  ],
};
