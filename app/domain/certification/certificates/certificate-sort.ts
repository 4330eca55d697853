import { byLetters, type SortWords } from "~/domain/shared/sorting";

export type CertificateSort = "number" | "standard" | "holder" | "to";

/** What a list of certificates can be sorted by; one without an end date ends last. */
export const CERTIFICATE_SORTS: SortWords<CertificateSort> = {
  number: {
    ascending: "by number, the lowest first",
    descending: "by number, the highest first",
    usual: "descending",
  },
  standard: byLetters("standard"),
  holder: byLetters("what it is for"),
  to: {
    ascending: "what ends first at the top",
    descending: "what ends last at the top",
    usual: "ascending",
  },
};
