import { tooLong } from "~/domain/shared/range-words";
import { z } from "zod";
import { ageText, isTooOld, type EvidenceInput } from "~/domain/certification/claims/claim";
import type { GivenEvidence } from "~/domain/certification/claims/claim-views.server";
import { kindsOf, type AskedItem, type EvidenceKind } from "~/domain/certification/claims/evidence-kinds";
import { fileText, type FileFacts } from "~/domain/files/file-kind";
import { formatDay, type Day } from "~/domain/shared/day";
import { words } from "~/web/lists/as-at-query";
import { readDay } from "~/web/orders/order-forms";

/** What a claim is about, in the address: a standard or one of its versions, and a solution. */
export const ClaimQuery = z.object({
  standard: words,
  solution: words,
  /** The choice was sent: what is missing in it is said. */
  asked: words,
});

/** A claim begins: of a product that has several versions, for one of them. */
export const ClaimStartForm = z.looseObject({ productVersion: z.string().trim().max(40).optional() });

export const ClaimParams = z.object({ id: z.uuid() });
export const EvidenceParams = z.object({ id: z.uuid(), position: z.coerce.number().int().positive() });
export const EvidenceFileParams = z.object({ id: z.uuid(), fileId: z.uuid() });

type Fields = Record<string, unknown>;
const LONGEST_REFERENCE = 2_000;

const textOf = (fields: Fields, name: string) => {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
};

/** The field of each kind of evidence in which it is given. */
export const EVIDENCE_FIELDS: Record<EvidenceKind, string> = {
  file: "file",
  url: "url",
  register: "entry",
  declaration: "declaration",
};

const EMPTY: Record<EvidenceKind, string> = {
  file: "Choose a file",
  url: "Enter the link, for example https://example.com/report",
  register: "Enter the register and the entry in it",
  declaration: "Enter what you declare",
};

function referenceError(kind: EvidenceKind, reference: string): string | null {
  if (reference === "") return EMPTY[kind];
  if (kind !== "file" && reference.length > LONGEST_REFERENCE)
    return tooLong("what you give as evidence", LONGEST_REFERENCE);
  if (kind === "url" && !/^https?:\/\/[^\s/]+\S*$/.test(reference)) {
    return "Enter a whole link, beginning with https://";
  }
  return null;
}

/** The dates of the evidence, as far as they can be read; `say` notes what is wrong. */
function readDates(fields: Fields, today: Day, say: (name: string, text: string) => void) {
  const issuedOn = readDay(fields, "issuedOn");
  const expiresOn = readDay(fields, "expiresOn");
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

/** What came in the field of a file: taken in, refused with the reason, or none chosen now. */
export type Received = { file: FileFacts } | { fault: string } | null;

/**
 * Reads the evidence for one item, with what is wrong by field. A file that was taken in before is named by `fileId`, and
 * stays when none is chosen now.
 */
export function readEvidence(
  fields: Fields,
  item: AskedItem,
  today: Day,
  { received, kept }: { received: Received; kept: FileFacts | null },
): { evidence: EvidenceInput; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const say = (name: string, text: string) => {
    errors[name] ??= text;
  };
  const kinds = kindsOf(item);
  const kind = (kinds.length === 1 ? kinds[0]! : textOf(fields, "kind")) as EvidenceKind;
  const file = received && "file" in received ? received.file : kept;
  const known = kinds.includes(kind);
  if (!known) say("kind", "Choose what kind of evidence it is");
  const reference = kind === "file" ? (file?.name ?? "") : textOf(fields, EVIDENCE_FIELDS[kind] ?? "");
  if (known) {
    if (kind === "file" && received && "fault" in received) say("file", received.fault);
    const wrong = referenceError(kind, reference);
    if (wrong) say(EVIDENCE_FIELDS[kind], wrong);
  }
  const dates = readDates(fields, today, say);
  if (dates.issuedOn && isTooOld(item, dates.issuedOn, today)) {
    say("issuedOn", `Give evidence that was issued ${ageText(item)}`);
  }
  const fileId = kind === "file" ? (file?.id ?? null) : null;
  return { evidence: { itemPosition: item.position, kind, reference, fileId, ...dates }, errors };
}

/** The evidence of an item by the names of its fields, dates as days, for changing it. */
export function evidenceFields(given: GivenEvidence | undefined): Record<string, string> {
  if (!given) return {};
  const { kind, reference, file, issuedOn, expiresOn } = given;
  return {
    kind,
    ...(file ? keptFile(file) : { [EVIDENCE_FIELDS[kind]]: reference }),
    ...(issuedOn ? { issuedOn } : {}),
    ...(expiresOn ? { expiresOn } : {}),
  };
}

/** A file that was taken in, as the form carries it on. */
export const keptFile = (file: FileFacts): Record<string, string> => ({
  fileId: file.id,
  fileText: fileText(file),
});
