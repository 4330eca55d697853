import { bandOf, called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const LIMESTONE_EDGE: SeedSupplier = {
  id: "20011",
  name: "Limestone Edge",
  legalName: "Limestone Edge Security Ltd",
  summary: "Limestone Edge looks after identity, monitoring and recovery for trusts and boards.",
  website: "https://limestoneedge.example",
  companyNumber: "99116490",
  size: "small",
  town: "Derby",
  postcode: "DE1 2QY",
  contactName: "Grace Adeyemi",
  contactEmail: "desk@limestoneedge.example",
  solutions: [
    {
      suffix: "001",
      name: "Edge Sign-on",
      summary:
        "One sign-in for clinical systems, by smartcard, security key or phone, with fast switching at shared screens.",
      description:
        "Edge Sign-on gives staff one way in to the systems of a trust. A tap at a shared workstation brings back the session left at another, and a second tap locks it. Sign-in can be by the national care identity, a security key or a phone, and strong sign-in is asked for when a task needs it. Older systems that know only passwords are filled in by an agent. Leavers lose access within an hour of the staff record's change. It does not issue national smartcards and does not manage privileged administrators.",
      productVersion: "3.7",
      features: [
        "Tap to bring back a session at another screen",
        "National care identity, security keys and phones",
        "Password fill for older systems",
        "Access removed within an hour of leaving",
        "Report of who can open what",
      ],
      careSettings: ["secondary care", "community", "mental health"],
      hosting: "hybrid",
      applicationTypes: ["desktop", "mobile"],
      integrations: ["NHS login"],
      missions: ["staff-burden", "safety"],
      implementation:
        "Fifteen weeks for 5,000 staff and 30 systems; card readers are fitted ward by ward in the last six.",
      serviceLevels:
        "99.99% availability each month, with a local mode that works when the centre is out of reach. Support at all hours.",
      exitTerms:
        "Accounts and rules as CSV and SCIM in 10 days. Agents remove themselves on a date you choose, at no cost.",
      capabilities: ["C41", "C12?"],
      lots: ["CSF-1"],
      prices: [
        tiered("user", "year", [
          [2500, "21.60"],
          [8000, "17.85"],
          [null, "14.1250"],
        ]),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Edge Sign-on Administrators",
          summary: "Short-lived, recorded access for people who look after servers.",
          costCategory: "cyber-security",
          prices: [flat("user", "year", "86.00")],
        },
      ],
    },
    {
      suffix: "002",
      name: "Edge Watch",
      summary: "Round-the-clock monitoring of computers and servers, with a team that can act.",
      description:
        "Edge Watch collects what happens on a trust's computers, servers and sign-in service, and analysts in Derby look at what stands out at every hour. With your permission they cut a computer off the network, stop an account or wake the person on call. Ward devices are on a list that is never cut off without a telephone call. A report each month says what was seen, what was done and what would have prevented it. It feeds the national security operations centre. Penetration tests and staff training are not included.",
      productVersion: "2.0",
      features: [
        "Analysts at all hours, in England",
        "Containment by rules that you approve",
        "List of ward devices that are never cut off unasked",
        "Monthly report with causes",
      ],
      careSettings: ["primary care", "secondary care", "community", "mental health"],
      hosting: "public cloud",
      applicationTypes: ["browser"],
      integrations: [],
      missions: ["safety"],
      implementation: "Six weeks for 8,000 devices: two for agents, four for learning what is normal.",
      serviceLevels: "A person looks at a serious alert within 10 minutes, in 99 of 100 cases each month.",
      exitTerms:
        "Events of the last 12 months as JSON files in 15 days, for the price of the storage. Agents are removed free.",
      capabilities: ["C41"],
      lots: ["CSF-1", "PCF-1"],
      prices: [
        tiered(
          "item",
          "month",
          [
            [1000, "4.20"],
            [5000, "3.45"],
            [null, "2.7750"],
          ],
          { calculation: "cumulative", minimumPounds: "1800.00", ...called("device") },
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Edge Watch Practices",
          summary: "The same monitoring for the computers of GP practices, priced for each practice.",
          costCategory: "cyber-security",
          prices: [flat("practice", "year", "410.00")],
        },
        {
          suffix: "A02",
          name: "Edge Watch Longer Memory",
          summary: "Events kept for 24 months in place of 12.",
          costCategory: "cyber-security",
          prices: [flat("item", "month", "0.3850", called("device"))],
        },
      ],
    },
    {
      suffix: "003",
      name: "Edge Devices",
      summary: "Finds every connected medical device in a hospital, its software and its known weaknesses.",
      description:
        "Edge Devices listens to hospital network traffic and recognises pumps, scanners, monitors and analysers by how they speak. Each appears on a list with maker, model, software, ward and the weaknesses that have been published for it. Biomedical engineers see what is due for an update and which devices can only be protected by the network. Rules for the firewall are proposed and never set by themselves. It sends nothing to a device, because a scan could stop one. Devices that are not connected are not found.",
      productVersion: "1.2",
      features: [
        "Recognition from traffic, without scanning",
        "Weaknesses matched by model and software",
        "Proposed firewall rules for review",
        "Last seen place of loan equipment",
      ],
      careSettings: ["secondary care"],
      hosting: "on premises",
      applicationTypes: ["browser"],
      integrations: [],
      missions: ["safety", "productivity"],
      implementation: "Eight weeks for a hospital; two appliances are fitted in the computer rooms at night.",
      serviceLevels:
        "99.5% availability each month. Support on weekdays from 08:00 to 18:00 and on call for incidents.",
      exitTerms:
        "The list of devices as CSV on any day. Appliances are wiped in front of you and collected free.",
      capabilities: ["C41?", "C12?"],
      lots: ["CSF-2"],
      certificates: "in-review",
      state: "submitted",
      prices: [flat("bed", "year", "38.40")],
    },
    {
      suffix: "004",
      name: "Edge Restore",
      summary: "Copies of clinical systems that cannot be altered, and rehearsed recovery from an attack.",
      description:
        "Edge Restore keeps daily copies of a trust's servers in a store that nobody can change or delete for the period you set, administrators included. A clean room is ready in which systems can be started again, checked and put back. Twice a year a recovery is rehearsed with your staff, timed, and written up for the board. The price is a fixed yearly sum by the amount of protected data. It does not keep operational backups for everyday mistakes, and the first copy can take several weeks over a slow line.",
      productVersion: "4.3",
      features: [
        "Copies that nobody can change for a set period",
        "Clean room for recovery",
        "Two timed rehearsals a year with a written report",
        "Copies checked for signs of encryption",
      ],
      careSettings: ["secondary care", "community", "mental health"],
      hosting: "private cloud",
      applicationTypes: ["browser"],
      integrations: [],
      missions: ["safety"],
      implementation:
        "Nine weeks to the first full copy of 100 terabytes, and the first rehearsal in week 14.",
      serviceLevels:
        "99.9% of nightly copies complete by 07:00. Recovery help at all hours, started within 30 minutes.",
      exitTerms:
        "Copies are returned on encrypted disks for £950 each, or erased with a certificate free of charge.",
      capabilities: ["C41"],
      lots: ["CSF-1"],
      prices: [
        tiered(
          "item",
          "year",
          [
            [50, "36000.00"],
            [150, "74000.00"],
            [null, "118000.00"],
          ],
          { calculation: "single-fixed", ...bandOf("terabytes") },
        ),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Security review",
      summary: "A review against the Data Security and Protection Toolkit with a list of what to do first.",
      costCategory: "cyber-security",
      prices: [flat("day", "one-off", "975.00")],
    },
    {
      suffix: "S02",
      name: "Project management",
      summary: "A project manager who has run sign-on projects in hospitals.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "820.00")],
    },
    {
      suffix: "S03",
      name: "Card reader",
      summary: "A contactless reader for a shared workstation, fitted and labelled.",
      costCategory: "hardware-devices",
      prices: [
        tiered(
          "item",
          "one-off",
          [
            [250, "41.20"],
            [null, "36.75"],
          ],
          called("reader"),
        ),
      ],
    },
    {
      suffix: "S04",
      name: "Training day",
      summary: "A trainer at your site for one day, for up to ten people.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "620.00")],
    },
    {
      suffix: "S05",
      name: "Data migration",
      summary: "Records brought over from the system that you leave, with a reconciliation report.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "760.00")],
    },
  ],
};
