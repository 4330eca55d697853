import { stateWord } from "~/domain/shared/state-words";

/** What events are recorded about, as people read it; each thing has its own chain of events. */
export const STREAM_KINDS: Record<string, string> = {
  agreement: "Agreement",
  application: "Application",
  certificate: "Certificate",
  claim: "Claim",
  "financial-year": "Financial year",
  framework: "Framework",
  fund: "Fund",
  "fund-transfer": "Transfer between funds",
  grant: "Award",
  ledger: "Entry in the ledger",
  "market-run": "Run over the market",
  order: "Order",
  organisation: "Organisation",
  programme: "Programme",
  scenario: "Scenario",
  shortlist: "Shortlist",
  solution: "Solution",
  standard: "Standard",
  user: "Person",
};

/** The kind and the code of what a stream is about: "order:C010001-01" is of the kind "order". */
export function streamParts(stream: string): { kind: string; code: string } {
  const [kind = "", code = ""] = stream.split(/:(.*)/s);
  return { kind, code };
}

/** What a stream is about in words: "Order C010001-01". */
export function streamWords(stream: string): string {
  const { kind, code } = streamParts(stream);
  return STREAM_KINDS[kind] ? `${STREAM_KINDS[kind]} ${code}`.trim() : stream;
}

/** What was done, in words: "fund.dates-changed" is "Fund dates changed". */
export function actionWords(action: string): string {
  return stateWord(action.replaceAll(".", " "));
}
