import type { Actor } from "~/domain/audit/event";
import type { Pence } from "../money/money";

/** What one officer asked for and another decides: how pages, audit and letters name it. */
export const ASKED = {
  transfer: { name: "fund-transfer", pages: "/commercial/funding/transfers" },
  request: { name: "money-request", pages: "/commercial/funding/requests" },
} as const;

export interface Decision {
  /** The noun by which a letter speaks of it. */
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
export const eventOf = ({ kind, asked }: Decision, what: "declined" | "withdrawn") => ({
  stream: `${ASKED[kind].name}:${asked.id}`,
  action: `${ASKED[kind].name}.${what}`,
  before: { state: "requested" },
});
