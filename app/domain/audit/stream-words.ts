import { withCode } from "~/domain/shared/organisation-words";
import { stateWord } from "~/domain/shared/state-words";

/** What events are recorded about, as people read it; each thing has its own chain of events. */
export const STREAM_KINDS = {
  agreement: "Agreement",
  application: "Application",
  certificate: "Certificate",
  claim: "Claim",
  "financial-year": "Financial year",
  framework: "Framework",
  fund: "Fund",
  "fund-transfer": "Transfer between funds",
  grant: "Award",
  import: "Import of reference data",
  ledger: "Entry in the ledger",
  "market-run": "Run over the market",
  "money-request": "Request to put money into a fund",
  order: "Order",
  organisation: "Organisation",
  programme: "Programme",
  scenario: "Scenario",
  shortlist: "Shortlist",
  solution: "Solution",
  standard: "Standard",
  user: "Person",
} as const;
export type StreamKind = keyof typeof STREAM_KINDS;

/** The chain that an event stands in, "kind:id" of what changed: "order:C010001-01". */
export type Stream = `${StreamKind}:${string}`;

/** What is done to these stands in the chain of something larger: a waiver in its solution's, a clawback in its year's. */
const PARTS = {
  authenticator: "Authenticator app of a person",
  clawback: "Clawback",
  "bind-allocations": "Proposal about binding allocations",
  "close-fund": "Proposal to close a fund",
  "end-agreement": "Proposal to end an agreement",
  invitation: "Invitation of a person",
  invoice: "Invoice",
  listing: "Listing",
  "local-spend": "Local spend",
  lot: "Lot",
  "lot-supplier": "Supplier on a lot",
  person: "Person of an organisation",
  profile: "Profile of an organisation",
  "reference-data": "Reference data",
  supplier: "Supplier",
  waiver: "Waiver",
  "withdraw-award": "Proposal to withdraw an award",
} as const;

/** What the audit can be filtered by, in words. */
export const EVENT_SUBJECTS = { ...STREAM_KINDS, ...PARTS } as const;
export type EventSubject = keyof typeof EVENT_SUBJECTS;

/** What was done, "noun.action": "order.submitted". */
export type EventAction = `${EventSubject}.${string}`;

/** The kind and the code of what a stream is about: "order:C010001-01" is of the kind "order". */
export function streamParts(stream: string): { kind: string; code: string } {
  const [kind = "", code = ""] = stream.split(/:(.*)/s);
  return { kind, code };
}

/** Kinds whose code is a number of the machine and stands on no page: the name stands alone, or nothing does. */
const BY_NAME: ReadonlySet<string> = new Set(["claim", "ledger", "user"] satisfies StreamKind[]);

/** What a stream is about in words, with its name where it has one: "Order C010001-01, Beds", "Person: Nadia Rahman". */
export function streamWords(stream: string, name: string | null = null): string {
  const { kind, code } = streamParts(stream);
  if (!(kind in STREAM_KINDS)) return stream;
  const words = STREAM_KINDS[kind as StreamKind];
  if (BY_NAME.has(kind)) return name === null ? words : `${words}: ${name}`;
  return name === null ? `${words} ${code}`.trim() : `${words} ${code}, ${name}`;
}

/** Who did it, and for which organisation: "Nadia Rahman, NHS England (X24)". */
export function whoWords(event: {
  actorName: string;
  organisationCode: string | null;
  organisationName: string | null;
}): string {
  const { actorName, organisationCode, organisationName } = event;
  if (organisationCode === null) return actorName;
  return organisationName === null
    ? `${actorName} (${organisationCode})`
    : `${actorName}, ${withCode(organisationName, organisationCode)}`;
}

/** What was done, in words: "fund.dates-changed" is "Fund dates changed". */
export function actionWords(action: string): string {
  return stateWord(action.replaceAll(".", " "));
}
