/**
 * A refusal that explains itself. The domain throws it; app/web turns it into a page or into
 * application/problem+json by one table. `public` is shown to people as it stands.
 */
export type ProblemKind =
  | "bad-request" // 400: what was sent cannot be understood
  | "not-signed-in" // 401
  | "not-allowed" // 403: signed in, but not the person for this
  | "not-found" // 404
  | "conflict" // 409: somebody was faster, or the thing is in another state
  | "gone" // 410: withdrawn
  | "too-large" // 413: longer than is read
  | "rule-broken" // 422: understood, but a rule closes it
  | "too-many" // 429
  | "unavailable"; // 503

export interface ProblemText {
  /** What happened, in one sentence. */
  title: string;
  /** What to do next, or which rule applies. */
  detail?: string;
  /** The rule that closed it, for example "Procurement Act 2023 s.45". */
  rule?: string;
  /** A way on: label and address. */
  next?: { label: string; href: string };
}

export class Problem extends Error {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly public: ProblemText;
  /** For the log and for machines; never holds another organisation's private data. */
  readonly details: Record<string, unknown>;

  constructor(
    kind: ProblemKind,
    code: string,
    text: ProblemText | string,
    details: Record<string, unknown> = {},
  ) {
    const shown = typeof text === "string" ? { title: text } : text;
    super(shown.title);
    this.name = "Problem";
    this.kind = kind;
    this.code = code;
    this.public = shown;
    this.details = details;
  }
}
