import { listed } from "~/domain/shared/sentence";

export type EvidenceKind = "file" | "url" | "register" | "declaration";

/** What a kind of evidence is called. */
export const EVIDENCE_KIND_WORDS: Record<EvidenceKind, string> = {
  file: "A file",
  url: "A link to the document",
  register: "An entry in a register",
  declaration: "A declaration",
};

/** What somebody tested, examined or reported: it is read, and nobody's word stands for it. */
const EXAMINED =
  /\b(test(s|ing|ed)?|scans?|audit|reports?|assessment|impact assessment|dpia|validator|trace|demonstration|evidence|evaluation)\b/i;
/** What is a statement by nature. */
const STATED = /\b(declarations?|statements?|accepted|acceptance|commitments?|attestation)\b/i;
/** What a body keeps a register of. */
const REGISTERED =
  /\b(certificates?|registrations?|registry|register|accreditation|onboarding|approval|licen[cs]e|number|ids?|codes?|status|submission|dspt|listing|reference)\b/i;
/** What is written down in a document of its own. */
const WRITTEN =
  /\b(forms?|cases?|logs?|files?|plans?|summary|documents?|documentation|maps?|mapping|matrix|packs?|notice|paq|scal|api|specification)\b/i;

/**
 * The kinds of evidence that fit an item of a standard, by what its title asks for, best first. What was tested or
 * examined, and what is a document, is shown as the document; what a body registers may be its entry as well; only what is a
 * statement by nature, or a plain fact about the product, may be declared.
 */
export function kindsFor(title: string): EvidenceKind[] {
  if (EXAMINED.test(title)) return ["url", "file"];
  if (STATED.test(title)) return ["url", "file", "register", "declaration"];
  if (REGISTERED.test(title)) return ["url", "file", "register"];
  if (WRITTEN.test(title)) return ["url", "file"];
  return ["url", "file", "register", "declaration"];
}

/** What a version of a standard asks evidence for, with what it says about it; a version that was loaded says only its title. */
export interface AskedItem {
  position: number;
  title: string;
  /** The kinds that are accepted; none: those that fit its title. */
  kinds?: readonly EvidenceKind[];
  /** How old the evidence may be, in whole months from its issue; null: any age. */
  validityMonths?: number | null;
  /** The form or edition that it must have. */
  form?: string | null;
}

/** The kinds of evidence that an item accepts: what its standard says, else what fits its title. */
export function kindsOf(item: Pick<AskedItem, "title" | "kinds">): EvidenceKind[] {
  return item.kinds && item.kinds.length > 0 ? [...item.kinds] : kindsFor(item.title);
}

/** An item in one line: what it is, which kinds are accepted, how old it may be, and its form. */
export function itemText(item: Omit<AskedItem, "position">): string {
  const kinds = (item.kinds ?? []).map((kind) => EVIDENCE_KIND_WORDS[kind].toLowerCase());
  const months = item.validityMonths;
  const parts = [
    kinds.length > 0 ? `given as ${listed(kinds).replace(" and ", " or ")}` : "",
    months ? `at most ${months} ${months === 1 ? "month" : "months"} old` : "",
    item.form ? `form: ${item.form}` : "",
  ].filter(Boolean);
  return parts.length === 0 ? item.title : `${item.title} (${parts.join("; ")})`;
}
