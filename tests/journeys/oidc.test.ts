import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freePort } from "../../scripts/ports";
import { makePeople, PEOPLE } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { get, post } from "../setup/sign-in";
import { testDatabase, type TestDatabase } from "../setup/test-database";

let database: TestDatabase;
let app: RunningApp;
let issuer: string;
let server: Server;
/** Who the provider says that the person in front of it is. */
let identity = { sub: "nhs-1", email: PEOPLE.nadia.email, email_verified: true, name: "Nadia Rahman" };

/** A real OpenID Connect provider whose sign-in page asks nothing: everybody there is `identity`. */
async function startProvider(redirectUri: string): Promise<void> {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "dovetail", client_secret: "dovetail-secret", redirect_uris: [redirectUri] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ ...identity, sub }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: {
      url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}`,
    },
    cookies: { keys: ["only for tests"] },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return answer(request, response);
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
    if (prompt.name === "login") {
      return provider.interactionFinished(request, response, { login: { accountId: identity.sub } });
    }
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: session?.accountId, clientId: String(params.client_id) });
    grant!.addOIDCScope("openid email profile");
    return provider.interactionFinished(request, response, { consent: { grantId: await grant!.save() } });
  });
}

beforeAll(async () => {
  for (const method of ["info", "warn"] as const) vi.spyOn(console, method).mockImplementation(() => {});
  database = await testDatabase();
  await makePeople(database.db);
  const port = await freePort();
  await startProvider(`http://localhost:${port}/auth/callback/nhs-identity`);
  const env = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: "dovetail", OIDC_CLIENT_SECRET: "dovetail-secret" };
  app = await startApp({ databaseUrl: database.url, port, env, worker: false });
});

afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

/** Follows redirects as a browser does, with a cookie jar for each host, until an answer that is none. */
async function follow(answer: Response, from: string, jars = new Map<string, Map<string, string>>()) {
  let url = new URL(from);
  for (let hop = 0; hop < 20; hop += 1) {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      if (pair.slice(at + 1) === "") jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get("location");
    if (!location) return { answer, url };
    url = new URL(location, url);
    const cookie = [...(jars.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
    answer = await fetch(url, { redirect: "manual", headers: cookie ? { Cookie: cookie } : {} });
  }
  throw new Error(`too many redirects, last ${url}`);
}

describe("signing in with an NHS identity", () => {
  it("is offered, and signs in the person whose verified address has an account", async () => {
    expect(await (await get(app, "/sign-in")).text()).toContain("Sign in with your NHS identity");
    const begun = await post(app, "/sign-in/identity", { returnTo: "/account" });
    expect(begun.headers.get("location")).toContain(`${issuer}/auth?`);
    const { answer, url } = await follow(begun, `${app.baseUrl}/sign-in/identity`);
    expect([answer.status, url.pathname]).toEqual([200, "/account"]);
    expect(await answer.text()).toContain("Nadia Rahman");
    const accounts = await database.sql`select provider_id, account_id from account`;
    expect(accounts).toEqual([{ provider_id: "nhs-identity", account_id: "nhs-1" }]);
  });

  it("gives no account to an address that nobody invited", async () => {
    identity = { sub: "nhs-2", email: "stranger@nhs.example", email_verified: true, name: "A Stranger" };
    const begun = await post(app, "/sign-in/identity", {});
    const { answer, url } = await follow(begun, `${app.baseUrl}/sign-in/identity`);
    expect(url.pathname).toBe("/sign-in");
    expect(await answer.text()).toContain("No account has the e-mail address of your NHS identity");
    expect(await database.sql`select 1 from "user" where email = 'stranger@nhs.example'`).toHaveLength(0);
  });

  it("does not believe an address that the provider has not verified", async () => {
    identity = { sub: "nhs-3", email: PEOPLE.owen.email, email_verified: false, name: "Not Owen" };
    const begun = await post(app, "/sign-in/identity", { returnTo: "/account" });
    const { url } = await follow(begun, `${app.baseUrl}/sign-in/identity`);
    expect(url.pathname).toBe("/sign-in");
    expect(await database.sql`select 1 from account where account_id = 'nhs-3'`).toHaveLength(0);
  });
});
