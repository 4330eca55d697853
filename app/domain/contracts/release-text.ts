import { parsePence } from "~/domain/money/format";
import { ZERO, type Pence } from "~/domain/money/money";
import type { Release } from "./release";

/** Pounds of a release, a JSON number with at most two decimals, as pence again. */
export function penceOf(amount: number): Pence {
  return parsePence(amount.toFixed(2)) ?? ZERO;
}

export interface ContractRow {
  ocid: string;
  releaseId: string;
  title: string;
  buyer: string;
  buyerId: string;
  supplier: string;
  supplierId: string;
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
    buyerId: release.buyer.id,
    supplier: supplier!.name,
    supplierId: supplier!.id,
    framework: release.relatedProcesses[0]!.title,
    netPence: penceOf(contract!.value.amount),
    grossPence: penceOf(contract!.value.amountGross),
    startDate: contract!.period.startDate.slice(0, 10),
    endDate: contract!.period.endDate.slice(0, 10),
    signedAt: contract!.dateSigned,
    status: contract!.status,
  };
}
