import { CARE_EPICS } from "./epics-care";
import { PRACTICE_EPICS } from "./epics-practice";

export interface SeedCapability {
  ref: string;
  name: string;
  category: string;
  description: string;
}

export interface SeedEpic {
  id: string;
  name: string;
  capabilityRef: string;
  level: "MUST" | "MAY";
}

type Row = readonly [ref: string, name: string, category: string, description: string];

// oxfmt-ignore
const ROWS: readonly Row[] = [
  ["C1", "Appointments Management - Citizen", "Citizen services", "Lets people see, book and cancel their own appointments from the slots that a practice has opened to them."],
  ["C2", "Communicate With Practice - Citizen", "Citizen services", "Gives people a secure way to write to their practice and read its answer."],
  ["C3", "Prescription Ordering - Citizen", "Citizen services", "Lets people ask for the repeat medicines that are on their record, and see how far the request has got."],
  ["C4", "View Record - Citizen", "Citizen services", "Shows people what their GP record says, as far as the practice has opened it."],
  ["C5", "Appointments Management - GP", "Appointments", "Runs a practice's appointment book: sessions, slots, bookings, arrivals and the figures about them."],
  ["C6", "Clinical Decision Support", "Consultations", "Puts advice or a warning in front of a clinician at the moment when it can change a decision."],
  ["C7", "Communication Management", "Care coordination", "Sends messages to patients and professionals by the channel that suits them and keeps what was sent."],
  ["C8", "Digital Diagnostics", "Care coordination", "Orders tests electronically and brings the results back to the record and to the person who asked."],
  ["C9", "Document Management", "Document and artefact management", "Receives, files, finds and moves letters and other documents that belong to a record."],
  ["C10", "GP Extracts Verification", "Reporting and data analytics", "Shows a practice what a national extraction took from its records, so that errors are found before payment."],
  ["C11", "Referral Management - GP", "Care coordination", "Writes a referral with the facts it needs and sends it through the national referral service."],
  ["C12", "Resource Management", "Health or care organisation management", "Keeps an organisation's sites, rooms, staff and equipment, and who may use what."],
  ["C13", "Patient Information Maintenance - GP", "Patient care management", "Registers patients and keeps the practice's record of them complete, coded and shareable."],
  ["C14", "Prescribing", "Medicines management", "Prescribes medicines and appliances with the checks that make it safe."],
  ["C15", "Recording Consultations - GP", "Consultations", "Records what happened in a consultation in a form that others can read and count."],
  ["C16", "Reporting", "Reporting and data analytics", "Answers questions about care and its organisation from the data that the system holds."],
  ["C17", "Scanning", "Document and artefact management", "Turns paper into documents that can be stored, read and found."],
  ["C18", "Telehealth", "Citizen services", "Brings readings that people take at home to the professionals who look after them."],
  ["C19", "Unstructured Data Extraction", "Document and artefact management", "Reads documents and proposes the coded facts that they contain, for a person to confirm."],
  ["C20", "Custom Workflows", "Health or care organisation management", "Lets an organisation describe its own sequence of steps and follows it."],
  ["C21", "Care Homes", "Community-based care", "Keeps the record of somebody who lives in a care home and shares it with those involved in their care."],
  ["C22", "Caseload Management", "Health or care organisation management", "Shares a team's cases fairly among its members and shows who has room for more."],
  ["C23", "Cross-organisation Appointment Booking", "Appointments", "Books an appointment in one organisation from another."],
  ["C24", "Cross-organisation Workflow Tools", "Health or care organisation management", "Passes work between organisations and follows it until it is done."],
  ["C25", "Cross-organisation Workforce Management", "Health or care organisation management", "Plans who works where and when across several organisations or sites."],
  ["C26", "Data Analytics for Integrated and Federated Care", "Reporting and data analytics", "Analyses data from many organisations together to plan services and see how they do."],
  ["C27", "Domiciliary Care", "Community-based care", "Plans and records visits to people who receive care at home."],
  ["C29", "e-Consultations (Professional to Professional)", "Consultations", "Lets one professional ask another for advice about a patient and keeps the answer with the record."],
  ["C30", "Medicines Optimisation", "Medicines management", "Finds people whose medicines should be reviewed and supports the change that follows."],
  ["C32", "Personal Health Budget", "Citizen services", "Helps a person to set up a personal health budget and see what has been spent."],
  ["C33", "Personal Health Record", "Citizen services", "Gives people a health record of their own that they can add to and share."],
  ["C34", "Population Health Management", "Reporting and data analytics", "Finds groups of people with a need in common and follows whether care reaches them."],
  ["C35", "Risk Stratification", "Reporting and data analytics", "Estimates who is likely to need care soon, so that it can be offered earlier."],
  ["C36", "Shared Care Plans", "Patient care management", "Keeps one care plan that every organisation involved can read and, if entitled, change."],
  ["C37", "Social Prescribing", "Community-based care", "Refers people to groups and activities near them and records what came of it."],
  ["C38", "Telecare", "Community-based care", "Notices that somebody at home may be in trouble and brings help."],
  ["C39", "Unified Care Record", "Patient care management", "Shows records from several care settings together as one picture of a person."],
  ["C40", "Medicines Verification", "Medicines management", "Checks the identity of medicine packs before they are handed over."],
  ["C41", "Productivity", "Supplier defined Capabilities", "Covers what a supplier offers to save time or improve experience that no other capability describes."],
  ["C42", "Dispensing", "Medicines management", "Supports the preparation and handing over of medicines, with stock and labels."],
  ["C43", "Online Consultation", "Consultations", "Lets people describe a health concern online and get an answer from their practice."],
  ["C44", "Video Consultation", "Consultations", "Holds a consultation by live video between a professional and one person or a group."],
  ["C45", "Cohort Identification", "Care coordination", "Finds the people who are eligible for a vaccination by rules that are set nationally."],
  ["C46", "PCN Appointments Management - Vaccinations", "Appointments", "Plans and books vaccination clinics for the practices of a network."],
  ["C47", "Vaccination and Adverse Reaction Recording", "Consultations", "Records a vaccination and any reaction at the time, and sends both to the GP record."],
  ["C50", "Task Management", "Health or care organisation management", "Gives each piece of work an owner and a date and shows what is late."],
];

/** The 46 capabilities: refs, names and categories as the NHS publishes them, described in our own words. */
export const CAPABILITIES: readonly SeedCapability[] = ROWS.map(([ref, name, category, description]) => ({
  ref,
  name,
  category,
  description,
}));

/** Testable parts of each capability, MUST before MAY; ids "D-C5-1", "D-C5-2" in that order. */
export const EPICS: readonly SeedEpic[] = [...PRACTICE_EPICS, ...CARE_EPICS].flatMap(
  ([capabilityRef, must, may]) =>
    [...must, ...may].map((name, index) => ({
      id: `D-${capabilityRef}-${index + 1}`,
      name,
      capabilityRef,
      level: index < must.length ? ("MUST" as const) : ("MAY" as const),
    })),
);
