import type { Actor } from "~/domain/audit/event";
import type { EventAction, Stream } from "~/domain/audit/stream-words";
import type { Pence } from "../../money/money";

/** What one officer asked for and another decides: how pages, audit and e-mails name it. */
export const ASKED = {
  transfer: { name: "fund-transfer", pages: "/commercial/funding/transfers" },
  request: { name: "money-request", pages: "/commercial/funding/requests" },
} as const;

export interface Decision {
  /** The noun by which an e-mail speaks of it. */
  kind: keyof typeof ASKED;
  /** The row as it was locked, still waiting, with who asked for it. */
  asked: {
    id: string;
    amount: Pence;
    requestedBy: string;
    requester: { name: string; email: string };
  };
  actor: Actor;
  at: Date;
}

/** What the audit says of every decision that moves nothing. */
export function eventOf({ kind, asked }: Decision, what: "declined" | "withdrawn") {
  const stream: Stream = `${ASKED[kind].name}:${asked.id}`;
  const action: EventAction = `${ASKED[kind].name}.${what}`;
  return { stream, action, before: { state: "requested" } };
}
