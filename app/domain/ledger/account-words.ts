import type { AccountKind, TransferKind } from "./ledger";

const WORDS: Record<string, (name: string, code: string) => string> = {
  source: (name, code) => `Put in by ${name} (${code})`,
  fund: (name, code) => `${name} (fund ${code})`,
  budget: (name, code) => `Own budget of ${name} (${code})`,
  supplier: (name, code) => `${name} (supplier ${code})`,
  vat: (name, code) => `VAT that ${name} recovers (${code})`,
};

/**
 * An account of the ledger as people read it, its code beside its name: "budget:RR8" of Leeds is "Own budget of Leeds
 * (RR8)". Where no name is known the code stands alone: "Own budget of RR8".
 */
export function accountWords(key: string, name: string | null = null): string {
  const [kind = "", code = ""] = key.split(/:(.*)/s);
  const words = WORDS[kind];
  if (!words) return key;
  if (name === null)
    return kind === "fund" || kind === "supplier"
      ? `${capital(kind)} ${code}`
      : words(code, "").replace(" ()", "");
  return words(name, code);
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

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
