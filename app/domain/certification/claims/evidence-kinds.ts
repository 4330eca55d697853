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
