import type { Day } from "~/domain/shared/day";
import { stateWord } from "~/domain/shared/state-words";
import type { DownloadColumn } from "~/web/lists/download.server";

interface Asked {
  reason: string;
  state: string;
  /** Where it says more than the state: "Waits for Leeds". */
  stateText?: string | null;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  movementId: string | null;
  reversedOn: Day | null;
  reversalId: string | null;
}

/** The columns that files of requests between officers end with: who asked and decided, why, and what came of it. */
export const ASKED_COLUMNS: readonly DownloadColumn<Asked>[] = [
  { header: "Reason", value: (row) => row.reason },
  { header: "State", value: (row) => row.stateText ?? stateWord(row.state) },
  { header: "Asked by", value: (row) => row.requestedByName },
  { header: "Asked at", value: (row) => row.requestedAt.toISOString() },
  { header: "Decided by", value: (row) => row.decidedByName },
  { header: "Decided at", value: (row) => row.decidedAt?.toISOString() },
  { header: "Why", value: (row) => row.decisionReason },
  { header: "Movement", value: (row) => row.movementId },
  { header: "Reversed on", value: (row) => row.reversedOn },
  { header: "Reversed by", value: (row) => row.reversalId },
];
