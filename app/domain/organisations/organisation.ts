import { shownCode, withCode } from "~/domain/shared/organisation-words";
import { type Day, formatDay } from "../shared/day";

/** What an organisation is to us; the NHS directory's role codes decide it (see README.md). */
export const ORGANISATION_KINDS = [
  "trust",
  "icb",
  "sub_icb",
  "gp_practice",
  "pcn",
  "local_authority",
  "care_provider",
  "care_site",
  "csu",
  "national",
  "supplier",
  "other",
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

const LABELS: Record<OrganisationKind, { one: string; many: string }> = {
  trust: { one: "NHS trust", many: "NHS trusts" },
  icb: { one: "Integrated care board", many: "Integrated care boards" },
  sub_icb: { one: "Sub-ICB location", many: "Sub-ICB locations" },
  gp_practice: { one: "GP practice", many: "GP practices" },
  pcn: { one: "Primary care network", many: "Primary care networks" },
  local_authority: { one: "Local authority", many: "Local authorities" },
  care_provider: { one: "Social care provider", many: "Social care providers" },
  care_site: { one: "Social care site", many: "Social care sites" },
  csu: { one: "Commissioning support unit", many: "Commissioning support units" },
  national: { one: "National body", many: "National bodies" },
  supplier: { one: "Supplier", many: "Suppliers" },
  other: { one: "Other organisation", many: "Other organisations" },
};

/** Kinds that may buy. A care site buys through its provider, a sub-ICB location through its ICB. */
export const BUYER_KINDS: readonly OrganisationKind[] = [
  "trust",
  "icb",
  "gp_practice",
  "pcn",
  "local_authority",
  "care_provider",
  "csu",
];

export type Scheme = "ods" | "cqc" | "gss" | "dovetail";

/** What these rules need to know of an organisation. Its last day is `closedOn`, inclusive. */
export interface OrganisationDates {
  code: string;
  name: string;
  openedOn: Day | null;
  closedOn: Day | null;
}

/** Whether a text is a kind of organisation that the directory knows. */
export function isOrganisationKind(text: string): text is OrganisationKind {
  return (ORGANISATION_KINDS as readonly string[]).includes(text);
}

/** The kind in words, for one or for many; an unknown kind is "other". */
export function kindLabel(kind: string, many = false): string {
  const label = isOrganisationKind(kind) ? LABELS[kind] : LABELS.other;
  return many ? label.many : label.one;
}

/** "Acute trust RR8": what an organisation is, with its code where people know it by one. */
export function kindAndCode({ kind, code }: { kind: string; code: string }): string {
  return [kindLabel(kind), shownCode(code) ?? []].flat().join(" ");
}

/** Whether organisations of this kind buy here. */
export function isBuyerKind(kind: string): boolean {
  return isOrganisationKind(kind) && BUYER_KINDS.includes(kind);
}

/** Open on a day: opened on or before it and not closed before it. */
export function isActiveOn(organisation: Pick<OrganisationDates, "openedOn" | "closedOn">, on: Day): boolean {
  return (
    (organisation.openedOn === null || organisation.openedOn <= on) &&
    (organisation.closedOn === null || on <= organisation.closedOn)
  );
}

export interface NamedCode {
  code: string;
  name: string;
}

/**
 * Why an organisation cannot act on a day, in words for a page; null when it can. Names the successors where they are
 * recorded, since that is what the reader needs next.
 */
export function whyNotActive(
  organisation: OrganisationDates,
  successors: readonly NamedCode[],
  on: Day,
): { title: string; detail: string } | null {
  if (isActiveOn(organisation, on)) return null;
  const who = withCode(organisation.name, organisation.code);
  if (organisation.closedOn !== null && organisation.closedOn < on) {
    return {
      title: `${who} closed on ${formatDay(organisation.closedOn)}`,
      detail: `Its history stays under its own code, and nothing new can be ordered for it. ${successorText(successors)}`,
    };
  }
  return {
    title: `${who} does not open until ${formatDay(organisation.openedOn!)}`,
    detail: "Nothing can be ordered for it before that date.",
  };
}

/** "Use NHS Example ICB (Q00) instead.", or what to do when no successor is recorded. */
export function successorText(successors: readonly NamedCode[]): string {
  const names = successors.map((one) => withCode(one.name, one.code));
  if (names.length === 0) {
    return "No successor is recorded: look for the organisation that took over in the NHS directory.";
  }
  if (names.length === 1) return `Its successor is ${names[0]}: order for that organisation instead.`;
  return `Its area was divided between ${names.slice(0, -1).join(", ")} and ${names.at(-1)}: order for the one that now covers you.`;
}

const OCDS_SCHEMES: Record<Scheme, string> = {
  ods: "GB-NHS",
  cqc: "GB-CQC",
  gss: "GB-GSS",
  dovetail: "GB-DOVETAIL",
};

/**
 * The identifier of an organisation in an OCDS release. GB-NHS is org-id.guide's list for NHS Organisation Data Service
 * codes. The Care Quality Commission and the ONS have no list there, so GB-CQC and GB-GSS are named by us in its style,
 * as is GB-DOVETAIL for bodies without a public code; a supplier with a company number uses GB-COH instead.
 */
export function ocdsIdentifier(organisation: {
  code: string;
  scheme: string;
  name: string;
  companyNumber?: string | null;
}): { scheme: string; id: string; legalName: string } {
  if (organisation.companyNumber) {
    return { scheme: "GB-COH", id: organisation.companyNumber, legalName: organisation.name };
  }
  const scheme = OCDS_SCHEMES[organisation.scheme as Scheme] ?? OCDS_SCHEMES.dovetail;
  return { scheme, id: organisation.code, legalName: organisation.name };
}
