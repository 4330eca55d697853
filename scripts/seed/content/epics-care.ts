import type { EpicRow } from "./epics-practice";

// oxfmt-ignore
export const CARE_EPICS: readonly EpicRow[] = [
  ["C18", ["Receive readings from a device or a form", "Alert the team when a reading leaves its range"], ["Ask again when a reading is late", "Accept readings by telephone"]],
  ["C21", ["Keep a care plan with reviews for each resident", "Record daily care with who, what and when", "Make a transfer summary for hospital"], ["Read the resident's GP record"]],
  ["C22", ["Assign a case to a member of the team", "Show the load of each member by weight"], ["Suggest who could take a new case"]],
  ["C24", ["Send a piece of work to another organisation", "Show both sides its state"], ["Agree time limits between organisations"]],
  ["C25", ["Plan shifts across sites", "Warn about rest breaks and weekly hours"], ["Offer open shifts to staff of partner organisations"]],
  ["C26", ["Link data of several organisations lawfully", "Suppress small numbers"], ["Offer a workspace for analysts", "Publish the definition of each measure"]],
  ["C27", ["Plan visits by time, skill and place", "Show late and missed visits as they happen"], ["Record the visit without a signal"]],
  ["C29", ["Ask a colleague in another organisation for advice", "Keep question and answer with the record"], ["Turn the advice into a referral"]],
  ["C32", ["Record the agreed budget and plan", "Show what has been spent and what is left"], ["Let the person upload receipts"]],
  ["C33", ["Let a person add to a record of their own", "Let them share it and stop sharing"], ["Receive data from the person's own devices"]],
  ["C34", ["Find a group by conditions and care received", "Follow a measure over time for the group"], ["Split results by deprivation and ethnicity"]],
  ["C35", ["Score people by a published model", "Show the reasons behind a score"], ["Show how the model performs for different groups"]],
  ["C36", ["Keep one plan that entitled organisations can read", "Keep every version with its author"], ["Let the person comment on the plan"]],
  ["C37", ["Refer to a link worker from the record", "Record contacts and outcomes"], ["Keep a directory that groups update themselves"]],
  ["C38", ["Raise an alarm from the home", "Show equipment that has fallen silent"], ["Send a responder and record the visit"]],
  ["C39", ["Show records of at least three care settings together", "Log every view"], ["Open from another system with the person chosen"]],
  ["C41", ["State what is saved or improved, and how it is measured"], ["Report the saving at each site", "Share the method with other organisations"]],
  ["C50", ["Give a task an owner and a date", "Show tasks that are late"], ["Hand a colleague's tasks to another during absence"]],
];
