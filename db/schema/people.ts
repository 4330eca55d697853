import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, pence } from "./columns";
import { organisation } from "./organisations";

/** The first five tables have the shape that better-auth asks for. */
export const user = pgTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  twoFactorEnabled: boolean("two_factor_enabled").default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const session = pgTable(
  "session",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** The organisation this person acts for in this session. */
    activeOrganisationCode: text("active_organisation_code"),
    /** When this session passed the second factor; a person with an authenticator app is signed in only then. */
    secondFactorAt: instant("second_factor_at"),
    /** When it ends, by the portal's clock: this alone decides. */
    endsAt: instant("ends_at").notNull(),
    /** When the sign-in library forgets it, by the machine's clock; days after it ended. */
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("session_by_user").on(t.userId)],
);

export const account = pgTable(
  "account",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("account_by_user").on(t.userId)],
);

export const verification = pgTable(
  "verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("verification_by_identifier").on(t.identifier)],
);

export const twoFactor = pgTable(
  "two_factor",
  {
    id: text("id").primaryKey(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    verified: boolean("verified").default(true),
    failedVerificationCount: integer("failed_verification_count").default(0),
    lockedUntil: instant("locked_until"),
  },
  (t) => [index("two_factor_by_user").on(t.userId)],
);

/**
 * A one-time code that was sent by e-mail, for the browser that asked for it: several may be open for one address, and
 * trying out codes in one browser uses up nobody else's. The browser holds the secret; the code is hashed with it, so
 * that the rows alone do not tell the codes.
 */
export const signInCode = pgTable(
  "sign_in_code",
  {
    secretHash: text("secret_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
    triesLeft: integer("tries_left").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("sign_in_code_by_expiry").on(t.expiresAt)],
);

const roleKnown = (column: unknown) =>
  sql`${column} in ('procurement_lead', 'approver', 'evaluator', 'administrator', 'supplier_editor', 'supplier_signatory', 'commercial_officer', 'assessor', 'auditor')`;

/** What a person may do for an organisation: one row a role. */
export const membership = pgTable(
  "membership",
  {
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    role: text("role").notNull(),
    /** The largest order, including VAT, that this role signs alone; null where the organisation set no limit. */
    signingLimit: pence("signing_limit_pence"),
    grantedAt: instant("granted_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.organisationCode, t.role] }),
    check("membership_role_known", roleKnown(t.role)),
    check(
      "membership_limit_for_signatories",
      sql`${t.signingLimit} is null or (${t.role} in ('procurement_lead', 'supplier_signatory') and ${t.signingLimit} >= 0)`,
    ),
    index("membership_by_organisation").on(t.organisationCode),
  ],
);

export const invitation = pgTable(
  "invitation",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    organisationCode: text("organisation_code")
      .notNull()
      .references(() => organisation.code),
    email: text("email").notNull(),
    role: text("role").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    invitedBy: text("invited_by")
      .notNull()
      .references(() => user.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    withdrawnAt: instant("withdrawn_at"),
    /** The second officer, where the centre gives a role that changes something; before, it cannot be accepted. */
    confirmedBy: text("confirmed_by").references(() => user.id),
    confirmedAt: instant("confirmed_at"),
  },
  (t) => [
    check("invitation_role_known", roleKnown(t.role)),
    check("invitation_confirmed_by_another", sql`${t.confirmedBy} <> ${t.invitedBy}`),
    check("invitation_confirmed_once", sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null)`),
  ],
);

/** Demonstration mode only: the people one may become with one click, in their order on the page. */
export const demoPerson = pgTable("demo_person", {
  userId: text("user_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  position: integer("position").notNull().unique(),
  summary: text("summary").notNull(),
});
