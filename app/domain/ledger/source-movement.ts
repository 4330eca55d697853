import { reversalKey, type EntryKind } from "./ledger";

/** What made a movement of the ledger, as pages name and link it. */
export interface MovementSource {
  label: string;
  href: string;
}

const REFERENCE = /^[A-Z]{2}-\d+$/;

const page = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;

/**
 * Where a movement came from, by its key ("transfer:FT-0001"); null where its order or invoice says that already. A
 * reversal names what it reverses itself, and the request that it was approved by is looked up.
 */
export function sourceOf(movement: { idempotencyKey: string; kind: EntryKind }): MovementSource | null {
  const [, first = "", second = ""] = movement.idempotencyKey.split(":");
  if (movement.kind === "transfer" || movement.kind === "carry-over") {
    return { label: first, href: page("/commercial/funding/transfers", first) };
  }
  if (movement.kind === "clawback") {
    return { label: "The clawback", href: page("/commercial/year-end/clawbacks", first) };
  }
  if (movement.kind === "add" && REFERENCE.test(second)) {
    return { label: second, href: page("/commercial/funding/requests", second) };
  }
  if (movement.kind === "open" || movement.kind === "add" || movement.kind === "lapse") {
    return { label: first, href: page("/commercial/funding", first) };
  }
  return null;
}

/** The key of the movement that a request between officers made when it was approved; null for a limit, which moves nothing. */
export function movementKeyOfRequest(request: {
  id: string;
  kind: "open" | "add" | "reverse" | "limit";
  fundId: string | null;
  transactionId: string | null;
}): string | null {
  if (request.kind === "open") return `open-fund:${request.fundId}`;
  if (request.kind === "add") return `add-fund:${request.fundId}:${request.id}`;
  if (request.kind === "reverse") return reversalKey(request.transactionId ?? "");
  return null;
}
