import { flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const SEDGEWATER_CARE_SOFTWARE: SeedSupplier = {
  id: "20010",
  name: "Sedgewater Care Software",
  legalName: "Sedgewater Care Software Ltd",
  summary:
    "Sedgewater Care Software is a company of nine people that makes small, plain tools for care homes.",
  website: "https://sedgewater.example",
  companyNumber: "99105563",
  size: "micro",
  town: "Boston",
  postcode: "PE21 6NH",
  contactName: "Rob Pinchbeck",
  contactEmail: "office@sedgewater.example",
  solutions: [
    {
      suffix: "001",
      name: "Sedge Care Plan",
      summary: "A digital social care record at one monthly price for each home, whatever its size.",
      description:
        "Sedge Care Plan is a care record for single homes and small groups. It has what inspectors ask to see and little else: assessments, care plans, daily notes, charts, accidents, visitors and complaints. A home can start with notes alone and add care plans when staff are ready. It runs on any tablet bought in the last six years, and on one shared computer. Entries can be corrected and the first text is kept. The price is the same for a home of eight and a home of 80. There is no offline working.",
      productVersion: "4.0",
      features: [
        "One price for each home",
        "Start with notes, add care plans later",
        "Charts for food, fluid, weight and skin",
        "Corrections that keep the first text",
        "Inspection folder as one PDF",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: ["PDS FHIR", "GP Connect Access Record"],
      missions: ["staff-burden", "information-access"],
      implementation:
        "Ten days for a home. A person from Sedgewater spends two shifts there, one of them a night.",
      serviceLevels:
        "99.3% availability each month. Telephone support every day from 08:00 to 20:00 by the people who write the software.",
      exitTerms:
        "One PDF for each resident and all entries as CSV within five days. There is never a charge.",
      capabilities: ["C21", "C36?", "C9?"],
      lots: ["SCF-1"],
      prices: [
        tiered("location", "month", [
          [2, "245.00"],
          [9, "215.00"],
          [null, "189.00"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Sedge Printed Handover",
          summary: "A handover sheet sent to the home's printer before each shift.",
          costCategory: "licence-subscription",
          prices: [flat("location", "month", "9.50")],
        },
      ],
    },
    {
      suffix: "002",
      name: "Sedge Rounds",
      summary: "A simple medicines administration record for homes that order from several pharmacies.",
      description:
        "Sedge Rounds is a medicines record for homes whose residents keep their own pharmacies. Each pharmacy's labels are read by the tablet's camera and checked by two people before they count. Rounds list who is due, who refused and why. Creams have a body map and patches a site rotation. The home's manager sees the week's gaps as one number for each unit. Orders go as a list by email. It does not receive orders from the prescription service and has no stock forecast.",
      productVersion: "2.5",
      features: [
        "Labels read by camera and checked by two people",
        "Body maps for creams and patches",
        "Weekly gaps by unit",
        "Works with any pharmacy",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["mobile", "browser"],
      integrations: ["dm+d"],
      missions: ["safety"],
      implementation: "Three weeks, with the first seven days beside the paper chart.",
      serviceLevels:
        "99.3% availability each month; a printed chart for the next 24 hours is made at each midnight.",
      exitTerms: "Charts by resident and month as PDF within five days, free of charge.",
      capabilities: ["C21?", "C42?"],
      lots: ["SCF-1"],
      certificates: "withdrawn",
      prices: [flat("location", "month", "118.00")],
    },
    {
      suffix: "003",
      name: "Sedge Staff",
      summary: "Rotas and training records for one home or a small group, without an app to install.",
      description:
        "Sedge Staff makes a rota from a repeating pattern and shows the gaps. Staff receive their shifts by text and answer by text; nobody needs a smartphone. Training, checks and supervision have dates, and a shift cannot be given to somebody whose moving and handling has run out. Holiday is counted by hours. At the end of the month the manager sends the hours to payroll as a spreadsheet. It cannot plan visits to people's homes and does not share staff between companies.",
      productVersion: "3.2",
      features: [
        "Shifts by text message, no app",
        "Training and checks that block a shift",
        "Holiday by hours",
        "Hours as a spreadsheet",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: [],
      missions: ["staff-burden"],
      implementation: "One week from a list of staff. The first month's rota is made together by telephone.",
      serviceLevels: "99.3% availability each month, with telephone support on weekdays from 08:00 to 18:00.",
      exitTerms: "Rotas, hours and training as a spreadsheet on the day that you ask.",
      capabilities: ["C25?", "C12"],
      lots: ["SCF-1"],
      prices: [flat("user", "month", "1.85", { minimumPounds: "35.00", maximumPounds: "240.00" })],
    },
    {
      suffix: "004",
      name: "Sedge Living",
      summary: "A light care record for supported living, shared lives and day services.",
      description:
        "Sedge Living is for providers whose staff work alone in flats and day centres. A worker signs in at the door, sees what matters today and writes a few lines or speaks them. Money that is looked after for a person is counted at each handover. Outings, seizures and moods can be shown on one calendar, which helps when a review is due. People who wish to can add to their own record. It has no nursing charts, and prints no rota.",
      productVersion: "1.8",
      features: [
        "Sign-in at the door for lone workers",
        "Money held for people, counted at handover",
        "Calendar of outings, seizures and moods",
        "The person's own entries",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["mobile", "browser"],
      integrations: ["PDS FHIR"],
      missions: ["staff-burden", "citizen-tools"],
      implementation:
        "Two weeks for a service of ten flats. Training is given in the flats, one worker at a time.",
      serviceLevels: "99.3% availability each month, with telephone support every day from 08:00 to 20:00.",
      exitTerms: "PDF and CSV within five days; nothing is charged and nothing is kept after 90 days.",
      capabilities: ["C21?", "C36?", "C27?"],
      lots: ["SCF-1"],
      certificates: "expired",
      prices: [
        tiered("location", "month", [
          [4, "72.00"],
          [20, "63.50"],
          [null, "55.00"],
        ]),
      ],
    },
    {
      suffix: "005",
      name: "Sedge Night Watch",
      summary: "Listening sensors for bedrooms at night, so that staff look in only when there is a reason.",
      description:
        "Sedge Night Watch puts a small sensor in a bedroom with the resident's agreement. It listens for sounds that are unusual for that person, such as coughing, calling or a door, and lights a panel in the corridor. Sound is judged inside the sensor and never leaves the room. In the morning the home sees how often somebody was disturbed. Homes can widen the time between checks for people who sleep badly. It raises no alarm for falls without noise, and does not replace checks that a care plan asks for.",
      productVersion: "0.9",
      features: [
        "Sound judged in the sensor, never recorded",
        "Limits for each resident",
        "Corridor panel that needs no phone",
      ],
      careSettings: ["social care"],
      hosting: "on premises",
      applicationTypes: ["browser"],
      integrations: [],
      missions: ["safety", "citizen-tools"],
      implementation:
        "Two weeks for a home of 30 rooms. A third week is used to learn each room's usual sounds.",
      serviceLevels:
        "Works inside the home without the internet. Replacement sensors are posted the next working day.",
      exitTerms: "Sensors are returned in the boxes they came in. Counts of the nights are given as CSV.",
      capabilities: ["C38?"],
      lots: ["SCF-2"],
      certificates: "missing",
      state: "draft",
      prices: [flat("bed", "month", "6.20")],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Two shifts in your home",
      summary: "A person from Sedgewater works beside your staff for a day and a night.",
      costCategory: "training-change",
      prices: [flat("location", "one-off", "390.00")],
    },
    {
      suffix: "S02",
      name: "Typing in care plans",
      summary: "Paper care plans typed in and checked with a senior, priced for each resident.",
      costCategory: "data-migration",
      prices: [flat("bed", "one-off", "14.50", { vatRate: 0 })],
    },
  ],
};
