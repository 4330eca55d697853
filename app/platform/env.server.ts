import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import {
  type ConfigurationProblem,
  contradictions,
  incompleteGroups,
  missingToServe,
  namesProxies,
} from "./configuration-rules";
import { singleton } from "./singleton.server";

/*
 * Everything that configures the program, in one place. Nothing in the domain reads it. `.env.example` says the same in
 * prose; a test compares the two lists. What must stand together is in configuration-rules.
 */

/**
 * Set by `npm start` for the processes that it starts, never by a person: their DATABASE_URL is the embedded PostgreSQL
 * of this computer, so what they lack is still local.
 */
export const EMBEDDED_POSTGRES = "DOVETAIL_EMBEDDED_POSTGRES";

/** An empty value in a file or a compose template means that the variable is not set. */
const blankIsMissing = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsMissing, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: string) =>
  z.preprocess((given) => blankIsMissing(given) ?? value, schema);

const flag = z.enum(["0", "1", "true", "false", "yes", "no"], { error: "write 1 or 0" });
const toBoolean = (value: string) => value === "1" || value === "true" || value === "yes";
const postgresUrl = z
  .url({
    protocol: /^postgres(ql)?$/,
    error: "write it as postgres://user:password@host:5432/database",
    abort: true,
  })
  .refine((value) => new URL(value).pathname.length > 1, "name the database after the last /");
const webAddress = z.url({ protocol: /^https?$/, error: "write a web address that starts with https://" });
/** Where people reach the service: addresses are made by writing paths behind it. */
const ownAddress = webAddress.refine(
  (value) => {
    const { origin, href } = new URL(value);
    return href.replace(/\/+$/, "") === origin;
  },
  { error: "write only https:// and the name of the host, without user, path or question mark" },
);
const plainDay = z.iso.date({ error: "write a date as YYYY-MM-DD" });

const variables = z.object({
  NODE_ENV: withDefault(z.enum(["production", "development", "test"]), "production"),
  PORT: withDefault(z.coerce.number({ error: "write a number" }).int().min(0).max(65535), "3000"),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_POOL: withDefault(z.coerce.number({ error: "write a number" }).int().min(2).max(200), "10"),
  SESSION_SECRET: optional(
    z
      .string()
      .min(32, "use at least 32 characters")
      .refine(
        (secret) => new Set(secret).size >= 8,
        "use at least 8 different characters, for example from: openssl rand -hex 32",
      ),
  ),
  PUBLIC_URL: optional(ownAddress),
  DEMO: optional(flag.transform(toBoolean)),
  TODAY: optional(plainDay),
  TODAY_SINCE: optional(z.iso.datetime({ error: "write an instant as 2026-11-24T09:00:00Z" })),
  PAYMENTS: optional(z.literal("off", { error: "write off, or leave it out" })),
  EMAIL: optional(z.literal("file", { error: "write file, or leave it out" })),
  STRIPE_SECRET_KEY: optional(
    z.string().regex(/^(sk|rk)_(test|live)_\w+$/, "a Stripe secret key starts with sk_ or rk_"),
  ),
  STRIPE_WEBHOOK_SECRET: optional(z.string().regex(/^whsec_/, "a Stripe webhook secret starts with whsec_")),
  NOTIFY_API_KEY: optional(z.string().min(73, "a GOV.UK Notify key has at least 73 characters")),
  NOTIFY_TEMPLATE_ID: optional(z.uuid("write the template's id, a UUID")),
  OIDC_ISSUER: optional(webAddress),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  UPLOADS_DIR: withDefault(z.string(), ".data/uploads"),
  UPLOADS_BUCKET_URL: optional(webAddress),
  UPLOADS_BUCKET_REGION: optional(z.string()),
  UPLOADS_BUCKET_KEY: optional(z.string()),
  UPLOADS_BUCKET_SECRET: optional(z.string()),
  CLAMD_ADDRESS: optional(
    z.string().regex(/^[^\s:/]+:\d{1,5}$/, "write the host and the port, for example clamd.internal:3310"),
  ),
  MAIL_DIR: withDefault(z.string(), ".data/mail"),
  LOG_LEVEL: withDefault(z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]), "info"),
  TRUST_PROXY: withDefault(
    z
      .string()
      .refine(namesProxies, "write how many proxies there are, or their addresses separated by commas"),
    "0",
  ),
});

export const variableNames = Object.keys(variables.shape);

/** Who takes payments: Stripe, its stand-in of the demonstration, or nobody: then people pay by Bacs and record it. */
export type Payments = "stripe" | "stand-in" | "off";

type Decided = "DEMO" | "SESSION_SECRET" | "PUBLIC_URL" | "PAYMENTS" | "EMAIL";

export interface Env extends Omit<z.infer<typeof variables>, Decided> {
  DEMO: boolean;
  SESSION_SECRET: string;
  /** Where people reach the service, without a final slash. */
  PUBLIC_URL: string;
  PAYMENTS: Payments;
  /** Who takes e-mails: GOV.UK Notify, or a stand-in that writes them as files into MAIL_DIR. */
  EMAIL: "notify" | "file";
}

/** Says which variables are wrong and what each should be; stops the start. */
export class EnvironmentError extends Error {
  constructor(readonly problems: ConfigurationProblem[]) {
    super(
      [
        "The configuration is not complete:",
        ...problems.map(({ name, problem }) => `  ${name}: ${problem}`),
      ].join("\n"),
    );
    this.name = "EnvironmentError";
  }
}

interface ReadOptions {
  dataFolder?: string;
  /** False for a command that serves nobody, such as an import: it needs the database and little else. */
  serves?: boolean;
}

/**
 * Reads and checks the variables. Throws EnvironmentError with every problem at once: a value that cannot be right, words
 * that contradict each other, and, on a database of one's own, half a configuration.
 */
export function readEnv(source: Record<string, string | undefined>, options: ReadOptions = {}): Env {
  const { dataFolder = ".data", serves = true } = options;
  const local = !source.DATABASE_URL || source[EMBEDDED_POSTGRES] === "1";
  const result = variables.safeParse(source);
  const demo = source.DEMO ? toBoolean(source.DEMO) : local;
  const problems = [
    ...(result.error?.issues ?? []).map(({ path: [name], message }) => ({
      name: String(name),
      problem: message,
    })),
    ...incompleteGroups(source),
    ...contradictions(source, demo),
    ...(local || source.SESSION_SECRET ? [] : [NO_SECRET]),
    ...(serves && !local ? missingToServe(source, demo) : []),
  ];
  if (problems.length > 0 || !result.success) throw new EnvironmentError(problems);
  const values = result.data;
  return {
    ...values,
    DEMO: demo,
    SESSION_SECRET: values.SESSION_SECRET ?? localSecret(dataFolder),
    PUBLIC_URL: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ""),
    PAYMENTS: values.STRIPE_SECRET_KEY ? "stripe" : demo && !values.PAYMENTS ? "stand-in" : "off",
    EMAIL: values.NOTIFY_API_KEY ? "notify" : "file",
  };
}

const NO_SECRET: ConfigurationProblem = {
  name: "SESSION_SECRET",
  problem: "missing: with DATABASE_URL set, every instance must share one",
};

/** The environment of this process, read once. */
export const env = (): Env => singleton("env", () => readEnv(process.env));

function localSecret(dataFolder: string): string {
  const file = path.join(dataFolder, "session-secret");
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

export interface StandIn {
  service: "payments" | "e-mail" | "NHS identity";
  /** The real service that is replaced. */
  replaces: string;
  /** What sets the real one up. */
  variable: string;
}

/** The third parties that are local stand-ins in this process; the footer and the start print them. */
export function standIns(given: Pick<Env, "PAYMENTS" | "EMAIL" | "OIDC_ISSUER">): StandIn[] {
  const found: StandIn[] = [];
  if (given.PAYMENTS === "stand-in") {
    found.push({ service: "payments", replaces: "Stripe", variable: "STRIPE_SECRET_KEY" });
  }
  if (given.EMAIL === "file") {
    found.push({ service: "e-mail", replaces: "GOV.UK Notify", variable: "NOTIFY_API_KEY" });
  }
  if (!given.OIDC_ISSUER) {
    found.push({ service: "NHS identity", replaces: "an OpenID Connect provider", variable: "OIDC_ISSUER" });
  }
  return found;
}
