/*
 * Uses pages as a browser without script does: fills in the form that a page shows, sends all of its fields, those that
 * were not touched too, and follows where the answer leads.
 */

export type Filled = Record<string, string | readonly string[] | File>;

export interface OpenPage {
  status: number;
  /** With the query, where redirects led. */
  path: string;
  html: string;
}

interface Control {
  name: string;
  value: string;
  kind: "kept" | "choice" | "button" | "file";
  on: boolean;
}

const MOST_REDIRECTS = 5;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ENTITIES[name]!);

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`, "i").exec(tag);
  return found ? decoded(found[1]!) : undefined;
}

/** The fields of a form with what they hold now. */
function controlsOf(form: string): Control[] {
  const controls: Control[] = [];
  for (const [, tag] of form.matchAll(/(<(?:input|button)\b[^>]*>)/gi)) {
    const name = attribute(tag!, "name");
    const type = attribute(tag!, "type") ?? "text";
    if (name === undefined) continue;
    const kind = tag!.startsWith("<button")
      ? "button"
      : ["radio", "checkbox"].includes(type)
        ? "choice"
        : type === "file"
          ? "file"
          : "kept";
    const on = kind === "kept" || (kind === "choice" && /\schecked=""/.test(tag!));
    controls.push({ name, value: attribute(tag!, "value") ?? "", kind, on });
  }
  for (const [, tag, text] of form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/gi)) {
    const value = decoded(text!).replace(/^\n/, "");
    controls.push({ name: attribute(tag!, "name")!, value, kind: "kept", on: true });
  }
  for (const [, tag, options] of form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/gi)) {
    const all = [...options!.matchAll(/<option\b[^>]*>/gi)].map(([option]) => option);
    const chosen = all.find((option) => /\sselected=""/.test(option)) ?? all[0] ?? "";
    controls.push({
      name: attribute(tag!, "name")!,
      value: attribute(chosen, "value") ?? "",
      kind: "kept",
      on: true,
    });
  }
  return controls;
}

/** The one form of a page that has all these fields, with the value of a button or choice where one is meant. */
function formFor(page: OpenPage, filled: Filled): { tag: string; controls: Control[] } {
  const forms = [...page.html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/gi)]
    .map(([, tag, inside]) => ({ tag: tag!, controls: controlsOf(inside!) }))
    .filter(
      ({ tag }) => attribute(tag, "method") === "post" && !attribute(tag, "action")?.startsWith("/sign-out"),
    );
  const lacks = ({ controls }: { controls: Control[] }) =>
    Object.entries(filled).filter(([name, given]) => {
      const named = controls.filter((control) => control.name === name);
      const values = given instanceof File ? [] : [given].flat();
      const fixed = named.length > 0 && named.every(({ kind }) => kind === "choice" || kind === "button");
      return (
        named.length === 0 ||
        (fixed && values.some((value) => !named.some((control) => control.value === value)))
      );
    });
  const fits = forms.find((form) => lacks(form).length === 0);
  if (fits) return fits;
  const nearest = forms
    .map((form) => lacks(form).map(([name]) => name))
    .sort((a, b) => a.length - b.length)[0];
  throw new Error(
    `${page.path} shows no form with ${nearest?.join(", ") ?? "anything to send"} (status ${page.status})`,
  );
}

/** What a page says, without its tags; for messages and expectations. */
export function wordsOf(html: string): string {
  const main = /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return decoded(main.replace(/<[^>]+>/g, " ")).replace(/\s+/g, " ");
}

/** What the fields of a page hold, by name: choices and boxes that are on, everything that was typed or kept. */
export function fieldsOf(page: OpenPage): Record<string, string> {
  return Object.fromEntries(
    controlsOf(page.html)
      .filter(({ on }) => on)
      .map(({ name, value }) => [name, value]),
  );
}

function mustBeThere(page: OpenPage, path: string): OpenPage {
  if (page.status === 200) return page;
  throw new Error(`${path} answered ${page.status}: ${wordsOf(page.html).slice(0, 600)}`);
}

export class Visitor {
  constructor(
    private readonly app: { baseUrl: string },
    private readonly cookie: string,
  ) {}

  /** Opens an address, whatever it answers. */
  async look(path: string): Promise<OpenPage> {
    return this.follow(path, { headers: { Cookie: this.cookie } });
  }

  /** Opens a page that must be there. */
  async open(path: string): Promise<OpenPage> {
    return mustBeThere(await this.look(path), path);
  }

  /** Fills the page's form in and sends it; answers the page that comes then, whatever it is. */
  async send(page: OpenPage, filled: Filled = {}): Promise<OpenPage> {
    const { tag, controls } = formFor(page, filled);
    const kept = controls.filter(({ name, on }) => on && !(name in filled));
    const entries: [string, string | File][] = kept.map(({ name, value }) => [name, value]);
    for (const [name, given] of Object.entries(filled)) {
      for (const value of given instanceof File ? [given] : [given].flat()) entries.push([name, value]);
    }
    const body = attribute(tag, "enctype") === "multipart/form-data" ? new FormData() : new URLSearchParams();
    for (const [name, value] of entries) (body as FormData).append(name, value as string);
    const headers = { Cookie: this.cookie, Origin: new URL(this.app.baseUrl).origin };
    return this.follow(attribute(tag, "action") ?? page.path, { method: "POST", body, headers });
  }

  /** Opens a page, fills its form in, sends it, and expects to be led on. */
  async fill(path: string, filled: Filled = {}): Promise<OpenPage> {
    return mustBeThere(await this.send(await this.open(path), filled), path);
  }

  private async follow(path: string, request: RequestInit): Promise<OpenPage> {
    let url = new URL(path, this.app.baseUrl);
    let answer = await fetch(url, { ...request, redirect: "manual" });
    for (let count = 0; answer.status >= 300 && answer.status < 400; count += 1) {
      if (count === MOST_REDIRECTS) throw new Error(`${path} leads round in a circle`);
      await answer.arrayBuffer();
      url = new URL(answer.headers.get("Location")!, url);
      answer = await fetch(url, { headers: { Cookie: this.cookie }, redirect: "manual" });
    }
    return { status: answer.status, path: url.pathname + url.search, html: await answer.text() };
  }
}
