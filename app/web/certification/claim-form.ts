import { z } from "zod";
import type { EvidenceInput } from "~/domain/certification/claim";
import { kindsFor, type EvidenceKind } from "~/domain/certification/evidence-kinds";
import type { ClaimView } from "~/domain/certification/claim-views.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { words } from "~/web/lists/as-at-query";
import { readDay } from "~/web/orders/order-forms";

/** What a claim is about, in the address: a standard or one of its versions, a solution, a returned claim. */
export const ClaimQuery = z.object({
  standard: words,
  solution: words,
  claim: z.uuid().optional(),
  /** The choice was sent: what is missing in it is said. */
  asked: words,
});

/** Evidence that needs no upload. */
const WITHOUT_UPLOAD: readonly EvidenceKind[] = ["url", "register", "declaration"];

type Fields = Record<string, unknown>;
const LONGEST_REFERENCE = 2_000;

const textOf = (fields: Fields, name: string) => {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
};

function referenceError(kind: string, reference: string): string | null {
  if (reference === "") {
    if (kind === "url") return "Enter the link, for example https://example.com/report";
    if (kind === "register") return "Enter the register and the entry in it";
    return kind === "declaration" ? "Enter what you declare" : "Enter the evidence";
  }
  if (reference.length > LONGEST_REFERENCE) return "Use at most 2,000 characters";
  if (kind === "url" && !/^https?:\/\/[^\s/]+\S*$/.test(reference)) {
    return "Enter a whole link, beginning with https://";
  }
  return null;
}

/** The dates of one piece of evidence, as far as they can be read; `say` notes what is wrong. */
function readDates(fields: Fields, position: number, today: Day, say: (name: string, text: string) => void) {
  const issuedOn = readDay(fields, `issuedOn-${position}`);
  const expiresOn = readDay(fields, `expiresOn-${position}`);
  if (issuedOn === "") say("issuedOn", "Enter the day it was issued, for example 31 3 2026");
  else if (issuedOn === null) say("issuedOn", "The day it was issued must be a real date");
  else if (issuedOn > today) say("issuedOn", "The day it was issued must be today or in the past");
  if (expiresOn === null) say("expiresOn", "The day it expires must be a real date");
  else if (expiresOn !== "" && expiresOn < today) {
    say("expiresOn", `This evidence expired on ${formatDay(expiresOn)}. Give evidence that is in date`);
  } else if (expiresOn && issuedOn && expiresOn < issuedOn) {
    say("expiresOn", "The day it expires must be after the day it was issued");
  }
  return { issuedOn: issuedOn || null, expiresOn: expiresOn || null };
}

/** Reads the evidence for each item that a version asks for, with what is wrong by field. */
export function readEvidence(
  fields: Fields,
  items: readonly { position: number; title: string }[],
  today: Day,
): { evidence: EvidenceInput[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const evidence = items.map(({ position, title }) => {
    const say = (name: string, text: string) => {
      errors[`${name}-${position}`] = items.length > 1 ? `${title}: ${text}` : text;
    };
    const kind = textOf(fields, `kind-${position}`);
    if (!WITHOUT_UPLOAD.includes(kind as EvidenceKind)) say("kind", "Choose what kind of evidence it is");
    else if (!kindsFor(title).includes(kind as EvidenceKind)) {
      say(
        "kind",
        `Choose another kind: ${kind === "declaration" ? "your own statement" : "a register"} does not show it`,
      );
    }
    const reference = textOf(fields, `reference-${position}`);
    const wrong = referenceError(kind, reference);
    if (wrong) say("reference", wrong);
    const dates = readDates(fields, position, today, say);
    return { itemPosition: position, kind: kind as EvidenceKind, reference, ...dates };
  });
  return { evidence, errors };
}

/** The evidence of a claim by the names of its fields, dates as days, for correcting it. */
export function evidenceFields(claim: ClaimView): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { position, given } of claim.evidence) {
    for (const name of ["kind", "reference", "issuedOn", "expiresOn"] as const) {
      const value = given[0]?.[name];
      if (value) fields[`${name}-${position}`] = value;
    }
  }
  return fields;
}
