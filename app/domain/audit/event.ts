/** Who does an action: a person for an organisation, or the system itself. */
export interface Actor {
  userId: string | null;
  name: string;
  /** The organisation acted for; null for the system. */
  organisationCode: string | null;
  roles: readonly string[];
  requestId: string | null;
}

/** The actor of scheduled and queued work. */
export const SYSTEM: Actor = {
  userId: null,
  name: "Dovetail",
  organisationCode: null,
  roles: [],
  requestId: null,
};

export interface AuditEntry {
  /** The chain it belongs to, "kind:id" of the aggregate that changed: "order:C010001-01". */
  stream: string;
  position: number;
  at: string;
  action: string;
  summary: string;
  actorUserId: string | null;
  actorName: string;
  organisationCode: string | null;
  before: unknown;
  after: unknown;
  requestId: string | null;
}

export const FIRST_HASH = "0".repeat(64);

/** Writes a value as JSON with sorted keys and bigints as text, so that the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "bigint") return JSON.stringify(value.toString());
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/**
 * The canonical JSON of an entry without its position: what stands before the number and what stands after it. The
 * database, which alone knows the position, puts them together and hashes them as `eventHash` does.
 */
export function aroundPosition(entry: Omit<AuditEntry, "position">): { head: string; tail: string } {
  const fields = Object.entries(entry);
  const before = Object.fromEntries(fields.filter(([name]) => name < "position"));
  const after = Object.fromEntries(fields.filter(([name]) => name > "position"));
  return {
    head: `${canonicalJson(before).slice(0, -1)},"position":`,
    tail: `,${canonicalJson(after).slice(1)}`,
  };
}
