import { createHmac } from "node:crypto";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { genericOAuth, twoFactor } from "better-auth/plugins";
import type { Db } from "~db";
import { account, session, twoFactor as twoFactorTable, user, verification } from "~db/schema/people";

export const PROVIDER = "nhs-identity";
/** A working day: nobody is signed in overnight. */
export const SESSION_HOURS = 12;
/**
 * How long the library knows a session, by the machine's clock, which it reads by itself. It is longer than any session
 * of ours, so that never the library but always `endsAt`, by the portal's clock, says that one has ended.
 */
const LIBRARY_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;

export interface SignInOptions {
  db: Db;
  secret: string;
  /** Where people reach the service; https makes the cookies Secure. */
  publicUrl: string;
  oidc: { issuer: string; clientId: string; clientSecret: string } | null;
  /** Where the library's own remarks go. */
  note(level: string, message: string): void;
  /** The portal's clock. */
  now(): Date;
}

/** What a step of signing in set: headers to send on to the browser. */
export interface CookiesSet {
  cookies: string[];
}

/**
 * Sessions, an authenticator app and OpenID Connect, by better-auth. It keeps its own connections, so nothing here runs
 * inside a transaction of ours. Nobody gets an account here: see invitations. One-time codes by e-mail are the domain's
 * (people/send-sign-in-code): the library keeps one for each address, which anybody can use up or replace.
 */
export function signInGateway(options: SignInOptions) {
  const auth = makeAuth(options);
  return { ...authenticator(auth), ...sessions(auth), ...identityProvider(auth, options) };
}

type Auth = ReturnType<typeof makeAuth>;

const cookiesOf = (headers: Headers): CookiesSet => ({ cookies: headers.getSetCookie() });

function authenticator(auth: Auth) {
  return {
    /** Begins to set up an authenticator app: makes its secret, which works only after its first code. */
    async beginAuthenticator(headers: Headers) {
      return orNull(() => auth.api.enableTwoFactor({ body: { method: "totp" }, headers }));
    },

    /** The otpauth: address of the app that is set up, or being set up; null when there is none. */
    async authenticatorAddress(headers: Headers): Promise<string | null> {
      const found = await orNull(() => auth.api.getTOTPURI({ body: {}, headers }));
      return found?.totpURI ?? null;
    },

    /** Codes for the day when the app is lost; each works once. */
    async backupCodes(userId: string): Promise<string[]> {
      const found = await orNull(() => auth.api.viewBackupCodes({ body: { userId } }));
      return found?.backupCodes ?? [];
    },

    /** Checks a code of the app, when setting it up and when signing in. Null when it is wrong. */
    async enterAuthenticatorCode(code: string, headers: Headers): Promise<CookiesSet | null> {
      return orNull(async () => {
        const done = await auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
        return cookiesOf(done.headers);
      });
    },

    /** Checks one of the backup codes, which is then used up. Null when it is wrong. */
    async enterBackupCode(code: string, headers: Headers): Promise<CookiesSet | null> {
      return orNull(async () => {
        const done = await auth.api.verifyBackupCode({ body: { code }, headers, returnHeaders: true });
        return cookiesOf(done.headers);
      });
    },

    async removeAuthenticator(headers: Headers): Promise<CookiesSet | null> {
      return orNull(async () => {
        const done = await auth.api.disableTwoFactor({ body: {}, headers, returnHeaders: true });
        return cookiesOf(done.headers);
      });
    },
  };
}

function sessions(auth: Auth) {
  return {
    /** Ends the session of the request. */
    async signOut(headers: Headers): Promise<CookiesSet> {
      const done = await auth.api.signOut({ headers, returnHeaders: true });
      return cookiesOf(done.headers);
    },

    /** A session of somebody whose code was right; in demonstration mode and tests, without a proof of who it is. */
    async openSession(userId: string) {
      const { internalAdapter, authCookies, secret } = await auth.$context;
      const opened = await internalAdapter.createSession(userId, false);
      const signature = createHmac("sha256", secret).update(opened.token).digest("base64");
      const { name, attributes } = authCookies.sessionToken;
      const parts = [
        `${name}=${encodeURIComponent(`${opened.token}.${signature}`)}`,
        `Max-Age=${LIBRARY_HOURS * 60 * 60}`,
        "Path=/",
        "HttpOnly",
        "SameSite=Lax",
        ...(attributes.secure ? ["Secure"] : []),
      ];
      return { cookies: [parts.join("; ")], token: opened.token };
    },
  };
}

function identityProvider(auth: Auth, { oidc }: SignInOptions) {
  return {
    hasProvider: oidc !== null,

    /** The address of the identity provider to go to. Null when there is none, or it does not answer. */
    async startProvider(input: { returnTo: string; headers: Headers }) {
      if (!oidc) return null;
      return orNull(async () => {
        const body = {
          provider: PROVIDER,
          callbackURL: input.returnTo,
          errorCallbackURL: "/sign-in",
          disableRedirect: true,
        };
        const begun = await auth.api.signInSocial({ body, headers: input.headers, returnHeaders: true });
        return begun.response.url ? { ...cookiesOf(begun.headers), url: begun.response.url } : null;
      });
    },

    /** Answers the provider's redirect back to us. */
    answerProvider: (request: Request): Promise<Response> => auth.handler(request),
  };
}

export type SignInGateway = ReturnType<typeof signInGateway>;

function makeAuth(options: SignInOptions) {
  const { oidc } = options;
  const providers = oidc ? [provider(oidc)] : [];
  return betterAuth({
    appName: "Dovetail",
    baseURL: options.publicUrl,
    basePath: "/auth",
    secret: options.secret,
    database: drizzleAdapter(options.db, {
      provider: "pg",
      schema: { user, session, account, verification, twoFactor: twoFactorTable },
    }),
    session: {
      expiresIn: LIBRARY_HOURS * 60 * 60,
      disableSessionRefresh: true,
      additionalFields: {
        endsAt: { type: "date", required: false, input: false },
        activeOrganisationCode: { type: "string", required: false, input: false },
        secondFactorAt: { type: "date", required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (opened) => ({
            data: { ...opened, endsAt: new Date(options.now().getTime() + SESSION_HOURS * HOUR_MS) },
          }),
        },
      },
    },
    account: { accountLinking: { enabled: true } },
    plugins: [
      twoFactor({ issuer: "Dovetail", allowPasswordless: true }),
      genericOAuth({ config: providers }),
    ],
    // Ours count per address and hold across instances: app/platform/rate-limit.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    trustedOrigins: [options.publicUrl],
    onAPIError: { errorURL: "/sign-in" },
    advanced: { cookiePrefix: "dovetail", useSecureCookies: options.publicUrl.startsWith("https:") },
    logger: { level: "warn", log: (level, message) => options.note(level, message) },
  });
}

function provider(oidc: NonNullable<SignInOptions["oidc"]>) {
  return {
    providerId: PROVIDER,
    discoveryUrl: `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: ["openid", "email", "profile"],
    pkce: true,
    // An account comes from an invitation, never from the provider.
    disableImplicitSignUp: true,
  };
}

/** The library refuses by throwing an error with a 4xx status; anything else is a fault and goes on. */
async function orNull<T>(step: () => Promise<T>): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    const status = (error as { statusCode?: unknown } | null)?.statusCode;
    if (typeof status === "number" && status >= 400 && status < 500) return null;
    throw error;
  }
}
