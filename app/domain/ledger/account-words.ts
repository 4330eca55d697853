import { withCode } from "~/domain/shared/organisation-words";
import { supplierOrganisationCode } from "../shared/supplier-code";
import type { AccountKind, TransferKind } from "./ledger";

const WORDS: Record<string, (name: string, code: string) => string> = {
  source: (name, code) => `Put in by ${withCode(name, code)}`,
  fund: (name, code) => `${name} (fund ${code})`,
  budget: (name, code) => `Own budget of ${withCode(name, code)}`,
  supplier: (name, id) => `${name} (supplier ${supplierOrganisationCode(id)})`,
  vat: (name, code) => `VAT that ${withCode(name, code)} recovers`,
};

/**
 * An account of the ledger as people read it, its code beside its name: "budget:RR8" of Leeds is "Own budget of Leeds
 * (RR8)". Where no name is known the code stands alone: "Own budget of RR8".
 */
export function accountWords(key: string, name: string | null = null): string {
  const [kind = "", code = ""] = key.split(/:(.*)/s);
  const words = WORDS[kind];
  if (!words) return key;
  if (name !== null) return words(name, code);
  if (kind === "fund") return `Fund ${code}`;
  if (kind === "supplier") return `Supplier ${supplierOrganisationCode(code)}`;
  return words(code, "").replace(" ()", "");
}

/** What a movement does, as pages and files say it. */
export const MOVEMENT_WORDS: Record<TransferKind, string> = {
  move: "Moved",
  reserve: "Reserved",
  post: "Paid from what was reserved",
  release: "Given back",
};

/** Kinds of accounts, as headings. */
export const ACCOUNT_KINDS: Record<AccountKind, string> = {
  source: "Where funds come from",
  fund: "Funds",
  budget: "Organisations’ own budgets",
  vat: "VAT that payers recover",
  supplier: "Suppliers",
};
