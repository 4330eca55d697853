import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { user } from "./people";

/** An e-mail to send; kept, so that the mailbox page and the audit can show it. */
export const email = pgTable(
  "email",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    /** Paragraphs and links, as in app/domain/shared/mail. */
    body: jsonb("body").$type<readonly (string | { label: string; path: `/${string}` })[]>().notNull(),
    kind: text("kind").notNull(),
    state: text("state").notNull().default("queued"),
    providerReference: text("provider_reference"),
    createdAt: instant("created_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    check("email_state_known", sql`${t.state} in ('queued', 'sent', 'failed')`),
    index("email_by_address").on(t.toAddress, t.createdAt),
  ],
);

/** A file outside the web root; served only to those who may see what it belongs to. */
export const storedFile = pgTable("stored_file", {
  id: uuid("id").primaryKey().defaultRandom(),
  organisationCode: text("organisation_code").notNull(),
  name: text("name").notNull(),
  contentType: text("content_type").notNull(),
  sizeBytes: integer("size_bytes").notNull(),
  sha256: text("sha256").notNull(),
  uploadedBy: text("uploaded_by").references(() => user.id),
  uploadedAt: instant("uploaded_at").notNull(),
});

/** Long work with a visible progress. */
export const jobProgress = pgTable("job_progress", {
  id: uuid("id").primaryKey().defaultRandom(),
  kind: text("kind").notNull(),
  title: text("title").notNull(),
  organisationCode: text("organisation_code"),
  startedBy: text("started_by").references(() => user.id),
  state: text("state").notNull().default("waiting"), // waiting, running, done, failed
  done: integer("done").notNull().default(0),
  total: integer("total"),
  message: text("message"),
  result: jsonb("result"),
  createdAt: instant("created_at").notNull().defaultNow(),
  finishedAt: instant("finished_at"),
});

/** A form's token: the second submission of the same form answers with the first one's result. */
export const formToken = pgTable(
  "form_token",
  {
    token: text("token").notNull(),
    userId: text("user_id").notNull(),
    location: text("location").notNull(),
    usedAt: instant("used_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.token] })],
);

/**
 * What somebody had typed when their session ended, kept for an hour so that signing in again brings it back. The
 * browser holds the secret whose hash is the key.
 */
export const heldForm = pgTable("held_form", {
  secretHash: text("secret_hash").primaryKey(),
  /** Whose session had ended, when that is known: nobody else gets it back. */
  userId: text("user_id"),
  path: text("path").notNull(),
  values: jsonb("values").$type<Record<string, string | string[]>>().notNull(),
  expiresAt: instant("expires_at").notNull(),
});

/**
 * What a form was answered with, for the page that its browser is sent on to: a check page, or what is wrong. Only the
 * account that sent the form reads it (app/web/forms/form-draft).
 */
export const formDraft = pgTable(
  "form_draft",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** The address of the form, without the draft itself. */
    path: text("path").notNull(),
    status: integer("status").notNull(),
    /** What the form's page is given, as text: its whole numbers can be larger than JSON's. */
    answer: text("answer").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    index("form_draft_by_person").on(t.userId, t.createdAt),
    index("form_draft_by_end").on(t.expiresAt),
  ],
);

export const importRun = pgTable("import_run", {
  id: uuid("id").primaryKey().defaultRandom(),
  kind: text("kind").notNull(),
  source: text("source").notNull(),
  counts: jsonb("counts").notNull(),
  rejectedRows: integer("rejected_rows").notNull(),
  finishedAt: instant("finished_at").notNull().defaultNow(),
});

/** What the local stand-ins for third parties remember, so that the server and the worker see one Stripe. */
export const standInObject = pgTable(
  "stand_in_object",
  {
    service: text("service").notNull(),
    id: text("id").notNull(),
    kind: text("kind").notNull(),
    body: jsonb("body").notNull(),
    sequence: bigint("sequence", { mode: "number" }).generatedAlwaysAsIdentity(),
    hidden: boolean("hidden").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.service, t.id] }), index("stand_in_object_by_kind").on(t.service, t.kind)],
);
