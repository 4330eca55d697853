import { parsePence } from "~/domain/money/format";
import { ZERO, type Pence } from "~/domain/money/money";
import type { Release } from "./release";

/** Pounds of a release, a JSON number with at most two decimals, as pence again. */
export function penceOf(amount: number): Pence {
  return parsePence(amount.toFixed(2)) ?? ZERO;
}

/**
 * A party's code as every other page shows it, from its id of the standard: "GB-NHS-RR8" is RR8, and the company number
 * of a company says that it is one.
 */
export function partyCode(partyId: string): string {
  const [, list, code] = /^(GB-[A-Z]+)-(.+)$/.exec(partyId) ?? [];
  if (!code) return partyId;
  return list === "GB-COH" ? `company number ${code}` : code;
}

/**
 * A published contract's status in words. OCDS calls every contract that came to its close `terminated`, completed ones
 * too, and its code reads as if somebody had broken it off.
 */
export const CONTRACT_STATUSES: Record<string, string> = { active: "Running", terminated: "Ended" };

/** "Running" or "Ended"; any other code of the standard as it stands. */
export const contractStatus = (status: string): string => CONTRACT_STATUSES[status] ?? status;

export interface ContractRow {
  ocid: string;
  releaseId: string;
  title: string;
  buyer: string;
  buyerCode: string;
  supplier: string;
  supplierCode: string;
  framework: string;
  netPence: bigint;
  grossPence: bigint;
  startDate: string;
  endDate: string;
  signedAt: string;
  status: string;
}

/** What a list shows of a contract, from its release alone: the page and the open data cannot differ. */
export function contractRow(release: Release): ContractRow {
  const [award] = release.awards;
  const [contract] = release.contracts;
  const [supplier] = award!.suppliers;
  return {
    ocid: release.ocid,
    releaseId: release.id,
    title: release.title,
    buyer: release.buyer.name,
    buyerCode: partyCode(release.buyer.id),
    supplier: supplier!.name,
    supplierCode: partyCode(supplier!.id),
    framework: release.relatedProcesses[0]!.title,
    netPence: penceOf(contract!.value.amount),
    grossPence: penceOf(contract!.value.amountGross),
    startDate: contract!.period.startDate.slice(0, 10),
    endDate: contract!.period.endDate.slice(0, 10),
    signedAt: contract!.dateSigned,
    status: contract!.status,
  };
}
