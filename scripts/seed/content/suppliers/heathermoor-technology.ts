import { bandOf, called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const HEATHERMOOR_TECHNOLOGY: SeedSupplier = {
  id: "20008",
  name: "Heathermoor Technology",
  legalName: "Heathermoor Technology Ltd",
  summary: "Heathermoor Technology makes equipment and software for people who are cared for at home.",
  website: "https://heathermoor.example",
  companyNumber: "99083372",
  size: "medium",
  town: "Exeter",
  postcode: "EX1 1GE",
  contactName: "Simon Tregear",
  contactEmail: "contact@heathermoor.example",
  solutions: [
    {
      suffix: "001",
      name: "Heathermoor Virtual Ward",
      summary:
        "Virtual ward software for teams that already have their own equipment and want to choose devices freely.",
      description:
        "Heathermoor Virtual Ward is software alone: it works with 60 models of oximeter, cuff, scale, patch and glucose meter from other makers. Teams admit a person, choose a pathway and set who is called when a reading leaves its range. The ward round is a list sorted by concern, with notes that are sent to the hospital or GP record. Carers can enter readings for somebody else. A team without a night rota can hand over to another by timetable. Heathermoor neither delivers devices nor employs clinicians.",
      productVersion: "2.9",
      features: [
        "Works with 60 models of device",
        "Eleven pathways, each open to change",
        "Handover between day and night teams",
        "Notes sent to hospital and GP records",
        "Entries by a carer",
      ],
      careSettings: ["secondary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "HL7 FHIR UK Core", "MESH", "SNOMED CT"],
      missions: ["citizen-tools", "safety"],
      implementation:
        "Five weeks to a first pathway if devices have been bought. Interfaces to the hospital record follow and take about eight weeks.",
      serviceLevels:
        "99.95% availability each month. Support at all hours for clinical teams and for people at home.",
      exitTerms:
        "Readings, alerts and notes in FHIR and CSV within 15 days. There is no charge, and device accounts are released.",
      capabilities: ["C18", "C22", "C7?"],
      lots: ["CSF-2", "SCF-2"],
      prices: [
        tiered("patient", "month", [
          [75, "46.00"],
          [300, "39.20"],
          [null, "33.75"],
        ]),
        flat("user", "year", "1090.00"),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Heathermoor Video Visits",
          summary: "Video visits from the ward round list, with an interpreter when asked for.",
          costCategory: "licence-subscription",
          prices: [flat("user", "year", "132.00")],
        },
      ],
    },
    {
      suffix: "002",
      name: "Heathermoor Link",
      summary:
        "A digital personal alarm for the home that works over mobile networks after the analogue switch-off.",
      description:
        "Heathermoor Link is an alarm unit, a pendant and the software that runs them. A press, a fall or smoke raises a call over two mobile networks, with a battery for 40 hours. The unit tests itself every hour and the service sees which homes are out of reach before anybody needs them. Units of other makers that follow the open alarm protocol can be managed on the same screen. People who cannot speak on the telephone are offered text or a relay. Answering the calls is a separate service.",
      productVersion: "2.2",
      features: [
        "Two mobile networks and a 40-hour battery",
        "Hourly self-test with a list of silent homes",
        "Pendant range of 250 metres",
        "Units of other makers on one screen",
      ],
      careSettings: ["social care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: [],
      missions: ["safety", "citizen-tools"],
      implementation:
        "Eight weeks from contract to the first homes, then up to 400 homes a week by post or with an installer. Old units are collected for recycling.",
      serviceLevels:
        "99.99% of calls presented within 60 seconds, measured each month. Engineers from 08:00 to 20:00 every day.",
      exitTerms:
        "Units are yours after 36 months. Before that they can be pointed to another centre for £6 each.",
      capabilities: ["C38"],
      lots: ["SCF-2"],
      certificates: "suspended",
      prices: [
        tiered(
          "item",
          "month",
          [
            [500, "4.85"],
            [5000, "4.1250"],
            [null, "3.60"],
          ],
          called("alarm unit"),
        ),
      ],
    },
    {
      suffix: "003",
      name: "Heathermoor Steps",
      summary: "Fall detection for bedrooms in care homes, by radar and without a camera.",
      description:
        "Heathermoor Steps watches a bedroom by low-power radar. It tells staff that a resident is sitting up, is out of bed longer than usual or has fallen, and shows how people moved in the night as a plain chart. There is no camera and no microphone. Alerts go to the phones that staff carry or to an existing nurse call system. Each resident's limits are set with the resident or those who speak for them, and written to the care plan. Two people in one room cannot be told apart.",
      productVersion: "1.7",
      features: [
        "Radar, with neither camera nor microphone",
        "Alerts for sitting up, long absence and falls",
        "Limits set for each resident",
        "Connection to common nurse call systems",
      ],
      careSettings: ["social care"],
      hosting: "public cloud",
      applicationTypes: ["mobile", "browser"],
      integrations: [],
      missions: ["safety", "citizen-tools"],
      implementation:
        "Three weeks for a home of 50 rooms, of which fitting takes two days. A week of quiet running sets the limits.",
      serviceLevels:
        "99.5% availability each month; the alarm works inside the home without the internet. Support every day from 07:00 to 22:00.",
      exitTerms:
        "Sensors are removed free after 24 months, or at £18 a room before. Alerts are supplied as CSV in seven days.",
      capabilities: ["C38", "C21?"],
      lots: ["SCF-2"],
      certificates: "expiring-soon",
      prices: [flat("bed", "month", "11.40", { minimumPounds: "140.00" })],
    },
    {
      suffix: "004",
      name: "Heathermoor Readings",
      summary:
        "Blood pressure, weight and peak flow sent by patients to their practice, for long-term conditions.",
      description:
        "Heathermoor Readings asks people with high blood pressure, diabetes, asthma or heart failure for readings when they are due, by the NHS App, a text or a telephone call that speaks. It averages them as guidance says and files one coded result in the GP record. Those outside their range appear on the practice's list with the last three results. Practices can lend a cuff and see which have not come back. It is for planned reviews; readings are not watched outside opening hours and it is no virtual ward.",
      productVersion: "3.3",
      features: [
        "Readings by app, text or spoken telephone call",
        "Averages filed as coded results",
        "List of people outside their range",
        "Loan register for cuffs",
      ],
      careSettings: ["primary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["IM1 Transactional", "NHS login", "SNOMED CT", "PDS FHIR"],
      missions: ["citizen-tools", "productivity"],
      implementation:
        "Three weeks for a network. The recall list is made from the practices' own registers on the first day.",
      serviceLevels: "99.6% availability each month. Support on weekdays from 08:00 to 18:00.",
      exitTerms: "Results are in the GP record. Raw readings are given as CSV in 10 days, free.",
      capabilities: ["C18", "C7?", "C33?"],
      lots: ["PCF-2", "SCF-2"],
      prices: [
        tiered("patient", "year", [
          [50000, "0.31"],
          [250000, "0.2450"],
          [null, "0.1950"],
        ]),
      ],
    },
    {
      suffix: "005",
      name: "Heathermoor Monitoring Desk",
      summary: "Software for alarm receiving centres: calls, responders and records of what happened.",
      description:
        "Heathermoor Monitoring Desk is for councils and housing associations that answer their own alarm calls. An operator sees who is calling, the key safe, the people to ring and what was agreed. Calls queue by kind, fire first. Responders receive the job on a phone and close it there. Reports follow the industry's code of practice. It accepts units of any maker that use the open protocols or the older tone codes through a converter. Staffing of the centre is yours, and the price is fixed by how many homes are connected.",
      productVersion: "7.0",
      features: [
        "Calls queued by kind, fire first",
        "Responder jobs on a phone",
        "Open protocols, and tone codes through a converter",
        "Second site ready within two minutes",
      ],
      careSettings: ["social care"],
      hosting: "private cloud",
      applicationTypes: ["browser", "desktop"],
      integrations: ["PDS FHIR"],
      missions: ["safety", "productivity"],
      implementation:
        "Fourteen weeks, including two of parallel running with the old desk. Records are cleaned and loaded by Heathermoor.",
      serviceLevels:
        "99.99% availability each month across two sites. Support at all hours with an answer in 10 minutes.",
      exitTerms: "Homes, contacts and calls as CSV with a data dictionary in 30 days; two loads are free.",
      capabilities: ["C38", "C50?", "C16"],
      lots: ["SCF-2"],
      prices: [
        tiered(
          "location",
          "year",
          [
            [1000, "14500.00"],
            [5000, "31000.00"],
            [15000, "58000.00"],
            [null, "84000.00"],
          ],
          { calculation: "single-fixed", ...bandOf("connected homes") },
        ),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Installer",
      summary: "An installer for a day: about eight homes, or 25 rooms of one care home.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "365.00")],
    },
    {
      suffix: "S02",
      name: "Device starter box",
      summary: "Oximeter, cuff, thermometer and phone for one person at home.",
      costCategory: "hardware-devices",
      prices: [
        tiered(
          "item",
          "one-off",
          [
            [50, "286.00"],
            [null, "248.00"],
          ],
          called("box", "boxes"),
        ),
      ],
    },
    {
      suffix: "S03",
      name: "Training by video",
      summary: "A session of two hours for a team of up to 15.",
      costCategory: "training-change",
      prices: [flat("item", "one-off", "190.00", called("session"))],
    },
    {
      suffix: "S04",
      name: "Training day",
      summary: "A trainer with your team for one day, for up to 15 people.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "425.00")],
    },
    {
      suffix: "S05",
      name: "Data migration",
      summary: "Residents, contacts and alarm histories brought over from the system that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "520.00")],
    },
  ],
};
