import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { organisation } from "./organisations";
import { user } from "./people";

/** What is known of a file that somebody uploaded. Its bytes stand in the file store under its id, and never change. */
export const uploadedFile = pgTable(
  "uploaded_file",
  {
    id: uuid("id").primaryKey(),
    /** As it was called on the computer that it came from. */
    name: text("name").notNull(),
    /** Told from its content: pdf, odt, docx, xlsx, csv, png or jpg. */
    kind: text("kind").notNull(),
    bytes: integer("bytes").notNull(),
    sha256: text("sha256").notNull(),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    uploadedBy: text("uploaded_by").references(() => user.id),
    uploadedAt: instant("uploaded_at").notNull(),
    /** What a virus scanner said before it was stored; "not_scanned" where none is set up. */
    scan: text("scan").notNull(),
  },
  (t) => [
    check("uploaded_file_kind_known", sql`${t.kind} in ('pdf', 'odt', 'docx', 'xlsx', 'csv', 'png', 'jpg')`),
    check("uploaded_file_size", sql`${t.bytes} between 1 and 10485760`),
    check("uploaded_file_name", sql`length(${t.name}) between 1 and 255`),
    check("uploaded_file_sha256", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    check("uploaded_file_scan_known", sql`${t.scan} in ('clean', 'not_scanned')`),
    index("uploaded_file_by_moment").on(t.uploadedAt),
  ],
);
