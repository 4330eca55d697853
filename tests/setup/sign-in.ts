import type { BrowserContext, Page } from "playwright-core";

interface App {
  baseUrl: string;
}

/**
 * A session of a demonstration person by the same click that people use. Answers the value of a Cookie header. The
 * person must be on the page of demonstration people (tests/factories/people).
 */
export async function signInAs(app: App, personEmail: string): Promise<string> {
  const answer = await post(app, "/demo/people", { email: personEmail });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);
  const session = cookies.filter((cookie) => !cookie.endsWith("="));
  if (answer.status !== 302 || session.length === 0) {
    throw new Error(`${personEmail} could not sign in: ${answer.status}\n${await answer.text()}`);
  }
  return session.join("; ");
}

/** A form sent as a browser sends it, without following the redirect. */
export function post(
  app: App,
  path: string,
  form: Record<string, string | string[]>,
  cookie?: string,
): Promise<Response> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  const headers: Record<string, string> = { Origin: new URL(app.baseUrl).origin };
  if (cookie) headers.Cookie = cookie;
  return fetch(new URL(path, app.baseUrl), { method: "POST", body, headers, redirect: "manual" });
}

/** A page or file, without following redirects. */
export function get(app: App, path: string, cookie?: string): Promise<Response> {
  const headers: Record<string, string> = cookie ? { Cookie: cookie } : {};
  return fetch(new URL(path, app.baseUrl), { headers, redirect: "manual" });
}

/** Makes this browser a demonstration person, or another one, by the page where people do it. */
export async function signInPage(page: Page, app: App, personEmail: string): Promise<void> {
  await page.goto(`${app.baseUrl}/demo/people`);
  const name = personEmail
    .split("@")[0]!
    .split(".")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(" ");
  await Promise.all([
    page.waitForURL((url) => url.pathname !== "/demo/people"),
    page.getByRole("button", { name: `Become ${name}` }).click(),
  ]);
}

/** The same for a whole browser context, without opening a page. */
export async function signInContext(context: BrowserContext, app: App, personEmail: string): Promise<void> {
  const cookie = await signInAs(app, personEmail);
  await context.addCookies(
    cookie.split("; ").map((part) => {
      const at = part.indexOf("=");
      return { name: part.slice(0, at), value: part.slice(at + 1), url: app.baseUrl };
    }),
  );
}
