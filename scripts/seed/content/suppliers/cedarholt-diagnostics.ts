import { called, flat, tiered } from "../price-words";
import type { SeedSupplier } from "../shapes";

export const CEDARHOLT_DIAGNOSTICS: SeedSupplier = {
  id: "20012",
  name: "Cedarholt Diagnostics",
  legalName: "Cedarholt Diagnostics Ltd",
  summary:
    "Cedarholt Diagnostics makes imaging, maternity and laboratory network software, and what patients see of it.",
  website: "https://cedarholt.example",
  companyNumber: "99127008",
  size: "medium",
  town: "Bath",
  postcode: "BA1 2QH",
  contactName: "Laura Whitcombe",
  contactEmail: "sales@cedarholt.example",
  solutions: [
    {
      suffix: "001",
      name: "Cedarholt Imaging",
      summary: "Radiology booking, image store and reporting for one trust or an imaging network.",
      description:
        "Cedarholt Imaging books examinations, stores the images and gives radiologists one list to report from, whichever hospital took the picture. Referrals are vetted on screen with the protocol chosen at the same time. Reports can be dictated, and an unexpected serious finding starts an alert that waits for somebody to acknowledge it. Images from neighbouring trusts open without a transfer request. Artificial intelligence products of other makers can be connected and their findings are marked as such. Cardiology measurements and radiotherapy planning are out of scope.",
      productVersion: "9.0",
      features: [
        "One reporting list for a network",
        "Vetting with protocol choice",
        "Alerts for unexpected findings until acknowledged",
        "Dose record for each patient",
        "Second opinion by link",
      ],
      careSettings: ["secondary care", "community"],
      hosting: "hybrid",
      applicationTypes: ["desktop", "browser"],
      integrations: ["HL7 FHIR UK Core", "PDS FHIR", "SNOMED CT"],
      missions: ["productivity", "information-access"],
      implementation:
        "Thirty-six weeks for a trust with 300,000 examinations a year. Old images move in the background, the newest first, for up to 18 months.",
      serviceLevels:
        "99.95% availability each month, images of the last 90 days in under two seconds. Support at all hours.",
      exitTerms:
        "Images and reports in DICOM and HL7 to any store you name. The charge is £0.04 for each examination moved.",
      capabilities: ["C8", "C29?", "C16", "C23?"],
      lots: ["CSF-2"],
      prices: [
        tiered(
          "item",
          "year",
          [
            [150000, "1.9500"],
            [400000, "1.6250"],
            [null, "1.2875"],
          ],
          { calculation: "cumulative", minimumPounds: "90000.00", ...called("examination") },
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Cedarholt Home Reporting",
          summary: "A reporting workstation for home: two calibrated screens, hired and supported.",
          costCategory: "hardware-devices",
          prices: [flat("item", "month", "198.00", called("workstation"))],
        },
      ],
    },
    {
      suffix: "002",
      name: "Cedarholt Maternity",
      summary: "A maternity record from first contact to the last postnatal visit, shared with the woman.",
      description:
        "Cedarholt Maternity is the record of a pregnancy. A woman refers herself, reads her notes on her phone and adds what matters to her. Midwives record booking, antenatal checks, labour and postnatal visits, in hospital and at home, with or without a signal. Risks raise the right pathway, growth is plotted for each baby, and the partogram warns when progress is slow. The maternity data set is made from the record. Cardiotocograph traces are linked and not stored. Neonatal intensive care has its own systems and is not covered.",
      productVersion: "5.5",
      features: [
        "Self-referral and notes on the woman's phone",
        "Works without a signal on home visits",
        "Customised growth charts",
        "Partogram and early warning score",
        "Maternity services data set",
      ],
      careSettings: ["secondary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "NHS login", "SNOMED CT", "MESH"],
      missions: ["citizen-tools", "information-access", "safety"],
      implementation:
        "Twenty-four weeks. Women booked after the start date are on the new record and those before stay on the old one.",
      serviceLevels: "99.9% availability each month. Support at all hours, since births are.",
      exitTerms:
        "Records as FHIR and PDF in 30 days. Women keep access to their notes for 12 months. There is no charge.",
      capabilities: ["C9?", "C16", "C33?", "C6?"],
      lots: ["CSF-1", "CSF-2"],
      certificates: "superseded",
      prices: [
        tiered(
          "item",
          "year",
          [
            [3000, "19.80"],
            [6000, "17.25"],
            [null, "15.40"],
          ],
          called("pregnancy", "pregnancies"),
        ),
      ],
    },
    {
      suffix: "003",
      name: "Cedarholt Pathology Network",
      summary: "One laboratory system for several trusts, with work moved between sites by rule.",
      description:
        "Cedarholt Pathology Network lets the laboratories of several trusts work as one. A specimen keeps its number from collection to report, wherever it is tested. Rules send work to the site that does it, or to another when an analyser is down, and vans have manifests. Reports look the same to clinicians across the network and can be compared over years. Advice between a GP and a laboratory specialist is kept with the result. Point-of-care devices are connected. Blood transfusion is offered as an additional service; genomics is not.",
      productVersion: "3.1",
      features: [
        "One specimen number across sites",
        "Rules for sending work, with van manifests",
        "Advice requests kept with the result",
        "Point-of-care device connections",
        "Turnaround by test and site",
      ],
      careSettings: ["secondary care", "primary care"],
      hosting: "private cloud",
      applicationTypes: ["desktop", "browser"],
      integrations: ["SNOMED CT", "HL7 FHIR UK Core", "MESH", "PDS FHIR"],
      missions: ["productivity", "information-access"],
      implementation:
        "Eighteen months for a network of four laboratories, one every four months after the first. A shared test list is agreed before anything is configured.",
      serviceLevels:
        "99.95% availability each month. Each laboratory can work alone for 72 hours. Support at all hours.",
      exitTerms:
        "Reports and requests in HL7 and CSV in 60 days, with a test load beforehand. Fifteen days of help are included.",
      capabilities: ["C8", "C29", "C16", "C24?"],
      lots: ["CSF-2"],
      prices: [
        tiered(
          "item",
          "year",
          [
            [2000000, "0.1850"],
            [6000000, "0.1525"],
            [null, "0.1275"],
          ],
          called("report"),
        ),
      ],
      additional: [
        {
          suffix: "A01",
          name: "Cedarholt Transfusion",
          summary: "Blood grouping, crossmatch and issue with electronic release, validated at each site.",
          costCategory: "licence-subscription",
          prices: [flat("location", "year", "24800.00")],
        },
      ],
    },
    {
      suffix: "004",
      name: "Cedarholt My Results",
      summary: "A patient-held record of results, letters and appointments from several hospitals.",
      description:
        "Cedarholt My Results shows a person the results, letters and appointments of the hospitals that take part, and lets them keep their own measurements and notes beside them. Hospitals choose the delay before a result is shown and who is told first. Each common test has a plain explanation. People may share all or part with a relative or a clinician elsewhere, for a time, and take it back. Access is by NHS login. It does not message clinicians and cannot change an appointment.",
      productVersion: "2.7",
      features: [
        "Results with plain explanations",
        "Delays set by test and clinic",
        "Sharing for a time, with withdrawal",
        "The person's own measurements",
      ],
      careSettings: ["primary care", "secondary care"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["NHS login", "PDS FHIR", "HL7 FHIR UK Core"],
      missions: ["citizen-tools", "information-access"],
      implementation:
        "Fourteen weeks for the first hospital. The rules for delays need the agreement of its clinicians, which is the longest step.",
      serviceLevels:
        "99.7% availability each month. People can write for help at any time and are answered within one working day.",
      exitTerms:
        "Each person can download everything as PDF and FHIR. The hospitals receive the sharing log as CSV, free.",
      capabilities: ["C33", "C4?", "C8?"],
      lots: ["PCF-2"],
      certificates: "expired",
      prices: [
        tiered("patient", "year", [
          [250000, "0.28"],
          [null, "0.2175"],
        ]),
      ],
    },
    {
      suffix: "005",
      name: "Cedarholt Home Ward",
      summary:
        "A virtual ward with blood tests and point-of-care diagnostics at home, for frailty and infection.",
      description:
        "Cedarholt Home Ward joins remote readings with diagnostics in the home. Visiting staff run blood gases, kidney function and a twelve-lead trace with portable devices, and results reach the ward's dashboard and the hospital's results system while they are still in the room. The daily round shows readings, results, antibiotics and who visits next. Admission and discharge messages go to the GP. It suits teams that treat infection and frailty at home. Device hire is priced apart, and there is no telephone line for patients.",
      productVersion: "1.3",
      features: [
        "Point-of-care results on the dashboard within minutes",
        "Visit plan for nurses and couriers",
        "Antibiotic days and review dates",
        "Admission and discharge messages to the GP",
      ],
      careSettings: ["secondary care", "community"],
      hosting: "public cloud",
      applicationTypes: ["browser", "mobile"],
      integrations: ["PDS FHIR", "HL7 FHIR UK Core", "MESH", "SNOMED CT"],
      missions: ["productivity", "citizen-tools", "safety"],
      implementation:
        "Eleven weeks, including training in point-of-care testing and its quality checks by your laboratory.",
      serviceLevels: "99.9% availability each month. Clinical teams have support at all hours.",
      exitTerms:
        "Readings, results and notes in FHIR and CSV in 20 days. One export is free and another costs £900.",
      capabilities: ["C18", "C8", "C22", "C50?"],
      lots: ["CSF-2", "SCF-2"],
      prices: [
        tiered("patient", "month", [
          [40, "97.00"],
          [120, "88.50"],
          [null, "79.00"],
        ]),
        flat("user", "year", "1640.00"),
      ],
    },
  ],
  services: [
    {
      suffix: "S01",
      name: "Image migration",
      summary: "Moving old examinations from another store, priced for each examination.",
      costCategory: "data-migration",
      prices: [
        tiered(
          "item",
          "one-off",
          [
            [500000, "0.0950"],
            [null, "0.0625"],
          ],
          { calculation: "cumulative", ...called("examination") },
        ),
      ],
    },
    {
      suffix: "S02",
      name: "Implementation day",
      summary: "A specialist in imaging, maternity or laboratory systems for one day.",
      costCategory: "implementation",
      prices: [flat("day", "one-off", "910.00")],
    },
    {
      suffix: "S03",
      name: "Extended support",
      summary: "A named support analyst who visits each month and knows your configuration.",
      costCategory: "support-maintenance",
      prices: [flat("location", "year", "14200.00")],
    },
    {
      suffix: "S04",
      name: "Training day",
      summary: "One day for up to eight people, at their own screens.",
      costCategory: "training-change",
      prices: [flat("day", "one-off", "715.00")],
    },
    {
      suffix: "S05",
      name: "Data migration",
      summary: "Images, reports and worklists brought over from the system that you leave.",
      costCategory: "data-migration",
      prices: [flat("day", "one-off", "930.00")],
    },
  ],
};
