import { called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const THORNBECK_SOFTWARE: SeedSupplier = {
  id: "20006",
  name: "Thornbeck Software",
  legalName: "Thornbeck Software Ltd",
  summary:
    "Thornbeck Software helps general practice and its patients reach each other: requests, calls, texts and booking.",
  website: "https://thornbeck.example",
  companyNumber: "99062984",
  size: "small",
  town: "Harrogate",
  postcode: "HG1 2PW",
  contactName: "Aisha Rahman",
  contactEmail: "team@thornbeck.example",
  solutions: [
    {
      suffix: "001",
      name: "Thornbeck Ask",
      summary:
        "Online consultation with a short form and structured sorting, for practices that use total triage.",
      description:
        "Thornbeck Ask is an online consultation product for practices that sort every request before booking. Patients answer four questions at most. Receptionists can take the same form over the telephone, so that nobody waits longer for ringing. Requests are sorted into same day, this week and can be done by someone else, by rules that the practice writes and can read. Each practice sees how long people waited in each group. Messages go both ways until a clinician closes the request. The product gives no advice of its own and has no video.",
      productVersion: "4.5",
      features: [
        "Four questions, in 12 languages",
        "The same form for telephone callers",
        "Sorting rules that staff can read and change",
        "Waiting times by group and by need for an interpreter",
        "Pharmacy First referrals from the request",
      ],
      careSettings: ["primary care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["NHS login", "IM1 Transactional", "MESH", "PDS FHIR"],
      missions: ["citizen-tools", "staff-burden", "productivity"],
      implementation:
        "Three weeks for a practice, most of it spent agreeing who sorts and when. A coach joins by video on the first three mornings.",
      serviceLevels:
        "99.9% availability each month. Support on weekdays from 07:30 to 18:30, and on Saturdays until noon.",
      exitTerms:
        "All requests as PDF and CSV within 14 days and no charge. The web address forwards to your new form for six months.",
      capabilities: ["C43", "C2", "C50?", "C16?"],
      lots: ["PCF-2"],
      prices: [
        tiered("patient", "year", [
          [20000, "0.64"],
          [100000, "0.54"],
          [null, "0.39"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Thornbeck Ask Kiosk",
          summary: "The same form on a touch screen in the waiting room, with a privacy filter.",
          costCategory: "hardware-devices",
          prices: [flat("item", "one-off", "1095.00", called("kiosk"))],
        },
      ],
    },
    {
      suffix: "002",
      name: "Thornbeck Line",
      summary: "Cloud telephony for GP practices with call-back, queue position and the record on screen.",
      description:
        "Thornbeck Line replaces a practice's telephone system. Callers hear their place in the queue and can ask to be called back without losing it. When a call is answered the caller's record opens, matched on the number and confirmed by the receptionist. Managers see waiting and abandoned calls by quarter-hour, and networks can answer for each other. Calls are recorded and kept for as long as the practice decides. Handsets are hired or bought separately. Lines into the building and mobile contracts are not part of the product.",
      productVersion: "3.1",
      features: [
        "Call-back that keeps the caller's place",
        "Record opens on answer",
        "Overflow to other practices of a network",
        "Data for the national telephony return",
        "Recording with retention set by the practice",
      ],
      careSettings: ["primary care"],
      hosting: "public cloud",
      applicationTypes: ["desktop", "browser", "mobile"],
      integrations: ["IM1 Transactional"],
      missions: ["citizen-tools", "productivity"],
      implementation:
        "Six to eight weeks, set by how fast the old numbers can be moved. The change itself happens on a Thursday afternoon.",
      serviceLevels:
        "99.99% availability of calls each month. Support at all hours when calls cannot be made or taken.",
      exitTerms:
        "Numbers are released within 10 working days. Recordings are handed over as audio files with an index for £75 a practice.",
      capabilities: ["C7", "C2?", "C16?"],
      lots: ["PCF-2"],
      prices: [
        tiered(
          "user",
          "month",
          [
            [15, "12.60"],
            [60, "11.20"],
            [null, "9.95"],
          ],
          { minimumPounds: "95.00" },
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Thornbeck Handset",
          summary: "A desk telephone, hired with replacement the next working day.",
          costCategory: "hardware-devices",
          prices: [flat("item", "month", "3.40", called("handset"))],
        },
      ],
    },
    {
      suffix: "003",
      name: "Thornbeck Rooms",
      summary: "Video consultation for one person or a group, started from the record or by a text message.",
      description:
        "Thornbeck Rooms starts a video consultation from the appointment book or a text. The patient needs a browser and no account; a waiting room shows who is ready. Interpreters and carers can join, and up to 14 people can take part in a group session where names are hidden from each other. Pictures can be taken and filed with consent. When the line is too poor the call continues by sound alone. Consultations are never recorded. The product sends no reminders of its own and has no booking page.",
      productVersion: "2.0",
      features: [
        "No account or installation for patients",
        "Group sessions with hidden names",
        "Pictures filed with recorded consent",
        "Continues by sound when the line is poor",
      ],
      careSettings: ["primary care", "community", "mental health"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["IM1 Transactional", "NHS login"],
      missions: ["citizen-tools"],
      implementation:
        "Two working days for a practice. Training is a film of nine minutes and a number to ring.",
      serviceLevels: "99.8% availability each month. Support on weekdays from 08:00 to 18:30.",
      exitTerms:
        "Nothing is held but times and pictures, which are given as files in 10 days without charge.",
      capabilities: ["C44"],
      lots: ["PCF-2"],
      state: "suspended",
      stateReason:
        "Suspended while the supplier moves its media servers to a host in the United Kingdom. Existing orders go on.",
      prices: [flat("user", "month", "6.75")],
    },
    {
      suffix: "004",
      name: "Thornbeck Messages",
      summary: "Text, NHS App and email messages from practices to patients, with replies and bulk recalls.",
      description:
        "Thornbeck Messages sends appointment reminders, invitations, results and questionnaires, first to the NHS App and, when unread, as a text. Replies come back to the team that wrote, with limits so that a clinic is not flooded. Bulk messages are previewed, counted and priced before they go. Coded answers, such as smoking status or a blood pressure taken at home, can be filed after review. Opt-outs hold across every practice of a network. It does not send letters, and takes no messages that a patient starts.",
      productVersion: "5.3",
      features: [
        "NHS App first, text when unread",
        "Price shown before a bulk message goes",
        "Questionnaires that file coded answers after review",
        "Opt-outs kept across a network",
      ],
      careSettings: ["primary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "desktop"],
      integrations: ["IM1 Transactional", "NHS login", "SNOMED CT"],
      missions: ["citizen-tools", "productivity"],
      implementation:
        "One week for a practice or a whole network. Sender names are registered with the mobile networks in that time.",
      serviceLevels:
        "99.9% availability each month, with 95 of 100 texts handed to the network within a minute. Support on weekdays from 08:00 to 18:30.",
      exitTerms: "Message history as CSV within seven days, free.",
      capabilities: ["C7", "C2?"],
      lots: ["PCF-2"],
      prices: [
        tiered(
          "item",
          "month",
          [
            [10000, "0.0198"],
            [100000, "0.0179"],
            [null, "0.0162"],
          ],
          { calculation: "cumulative", minimumPounds: "15.00", ...called("message") },
        ),
      ],
    },
    {
      suffix: "005",
      name: "Thornbeck Book",
      summary: "Booking across practices, hubs and extended hours, for networks and federations.",
      description:
        "Thornbeck Book lets one practice book into another's clinic or a shared hub without ringing. Sessions are offered with conditions: this many slots for each practice, these ages, these reasons. Unused slots return to everybody two days before. The clinician in the hub reads the patient's record where it is kept and writes back a summary. Networks see use by practice and can settle accounts on the figures. It covers vaccination clinics too. It is no appointment book in itself, and each practice keeps its own.",
      productVersion: "3.4",
      features: [
        "Slots shared by rule, returned when unused",
        "Record read and summary written back",
        "Vaccination clinics with dose intervals",
        "Use by practice for settlement",
      ],
      careSettings: ["primary care"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: ["GP Connect Access Record", "IM1 Transactional", "PDS FHIR"],
      missions: ["productivity", "citizen-tools"],
      implementation:
        "Four weeks for a network of up to eight practices, including a rehearsal with invented patients. Each further practice takes a day.",
      serviceLevels: "99.7% availability each month. Support every day from 08:00 to 20:00.",
      exitTerms: "Bookings and sessions as CSV in 10 days. There is no charge.",
      capabilities: ["C23", "C46", "C47?", "C25?", "C12?"],
      lots: ["PCF-1"],
      prices: [
        tiered(
          "practice",
          "year",
          [
            [10, "1180.00"],
            [40, "1020.00"],
            [null, "890.00"],
          ],
          { maximumPounds: "85000.00" },
        ),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Set-up for a practice",
      summary: "Configuration, website changes and a morning beside the reception team.",
      costCategory: "implementation",
      prices: [flat("practice", "one-off", "420.00")],
    },
    {
      suffix: "S02",
      name: "Change coaching",
      summary: "A coach who has run a reception desk helps the practice to change how requests are handled.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "540.00")],
    },
    {
      suffix: "S03",
      name: "Release of reception staff",
      summary: "An experienced temporary receptionist while your own people are trained.",
      costCategory: "backfill-staff",
      prices: [flat("day", "one-off", "185.00", { vatRate: 0 })],
    },
    {
      suffix: "S04",
      name: "Implementation by the day",
      summary: "Set-up and testing for a hub or a group of practices.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "560.00")],
    },
    {
      suffix: "S05",
      name: "Data migration",
      summary: "Forms, templates and open requests brought over from the software that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "580.00")],
    },
  ],
};
