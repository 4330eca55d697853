/** What a solution must and may do to have a capability, in our own words: [capability, MUST, MAY]. */
export type EpicRow = readonly [capabilityRef: string, must: readonly string[], may: readonly string[]];

// oxfmt-ignore
export const PRACTICE_EPICS: readonly EpicRow[] = [
  ["C1", ["Show the slots that the practice has opened to the person", "Book and cancel an appointment online"], ["Book for somebody the person cares for"]],
  ["C2", ["Send a message to the practice and read the reply", "Tell the person when a reply is waiting"], ["Attach a photograph or a document"]],
  ["C3", ["Request a repeat medicine that is on the record", "Show whether the request was approved"], ["Choose the pharmacy that will dispense"]],
  ["C4", ["Show coded entries, medicines and allergies", "Hide what the practice has withheld"], ["Download the record"]],
  ["C5", ["Open sessions and slots by clinician and place", "Book, move and cancel an appointment", "Record arrival and non-attendance"], ["Offer waiting lists for cancelled slots"]],
  ["C6", ["Warn on allergy, interaction and duplicate treatment", "Keep the reason when a warning is overridden"], ["Let an organisation switch a rule off, with a record of who did"]],
  ["C7", ["Send a message by at least two channels", "Keep each message with its time and recipient"], ["Send to a list with a preview and a count", "Respect opt-outs across organisations"]],
  ["C8", ["Request a test electronically", "Match each result to its request and patient", "Show results that nobody has acknowledged"], ["Chart a result over time"]],
  ["C9", ["File a document against the right patient", "Find a document by patient, date and type"], ["Move several documents at once", "Compare two versions of a document"]],
  ["C10", ["Show which records an extraction counted", "Show records left out, with the reason"], ["Compare this extraction with the one before"]],
  ["C11", ["Create a referral with coded reason and history", "Send it through the national referral service"], ["Ask for advice before referring"]],
  ["C12", ["Keep sites, rooms and opening times", "Keep staff with roles and dates"], ["Keep equipment and where it is"]],
  ["C13", ["Register a patient against national demographics", "Keep a coded problem list, medicines and allergies", "Transfer the record to another practice"], ["Find likely duplicate registrations"]],
  ["C14", ["Prescribe from the national medicines dictionary", "Check dose, allergy and interaction before signing", "Send a prescription electronically"], ["Prescribe from a set agreed for a condition"]],
  ["C15", ["Record a consultation under a problem with codes", "Issue a fit note electronically"], ["Fill a template from earlier entries"]],
  ["C16", ["Run a saved report on a chosen day", "Export the result with its definition"], ["Schedule a report and send it to named people"]],
  ["C17", ["Scan paper to a readable document", "Attach a scan to the right patient"], ["Straighten and split pages automatically"]],
  ["C19", ["Propose codes from the text of a letter", "File nothing until a person confirms it"], ["Learn from corrections"]],
  ["C20", ["Describe the steps of a process with owners", "Show where each case stands"], ["Start a process from an event in another system"]],
  ["C23", ["Show free slots of another organisation", "Book and cancel in it"], ["Return unused slots to everybody by rule"]],
  ["C30", ["List people due a medication review by rule", "Record the outcome of a review"], ["Show the saving from a change"]],
  ["C40", ["Check a pack's identifier before it is handed over", "Record a pack that fails the check"], ["Work from the same scan as dispensing"]],
  ["C42", ["Print labels and record what was handed over", "Keep stock with batch and expiry"], ["Order stock from a wholesaler"]],
  ["C43", ["Take a request online at any hour the practice allows", "Warn a person whose answers suggest an emergency", "Save the exchange in the GP record"], ["Sort requests by urgency", "Accept a request on behalf of another person"]],
  ["C44", ["Hold a video consultation without an account for the patient", "Keep others out until they are admitted"], ["Hold a group consultation"]],
  ["C45", ["Select people by the nationally set rules", "Refresh the list when the record changes"], ["Send invitations to the list"]],
  ["C46", ["Open a vaccination clinic for several practices", "Book doses at the right interval"], ["Record walk-in attendance"]],
  ["C47", ["Record vaccine, batch, site and consent at the time", "Send the record to the GP practice"], ["Report a reaction to the national scheme"]],
];
