import { beforeAll, describe, expect, it } from "vitest";
import routes from "../../../app/routes";
import { PEOPLE } from "../../factories/people";
import { startApp, type RunningApp } from "../../setup/app";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import { get, signInAs } from "../../setup/sign-in";

/*
 * Every field by which a list of the demonstration can be narrowed is tried alone, as a form without script sends it: it
 * changes what the list shows, or says beside itself why it cannot. A filter that is sent and passed over fails.
 */

/** Fields that ask for no part of a list, each with its reason; "*" for any address. */
const NO_FILTER: Record<string, string> = {
  "* sort": "the order of the list, and not what is in it",
  "who-pays category": "a question about a purchase, whose answer needs all its parts",
  "who-pays lot": "the same question",
  "who-pays place": "the same question",
  "solutions months": "of the question what it would cost, which needs a unit and a quantity too",
  "solutions unit": "the same question",
  "solutions standard":
    "every solution that is shown meets what is mandatory: the counts beside the choices are all of them",
  "funding/money by": "by what the picture is grouped",
  "funding/money map": "how the map is drawn",
  "commercial/money by": "by what the picture is grouped",
  "commercial/money map": "how the map is drawn",
  "commercial/ledger/balances zero": "adds accounts that never moved; the demonstration has none",
};

let app: RunningApp;
const cookies = new Map<string, string | undefined>([["nobody", undefined]]);

beforeAll(async () => {
  const { url } = await demoDatabase();
  app = await startApp({ databaseUrl: url, today: DEMO_DAY, worker: false });
  for (const key of ["nadia", "isla", "priya", "tom", "daniel"] as const) {
    cookies.set(key, await signInAs(app, PEOPLE[key].email));
  }
}, 240_000);

/** Who looks at the pages of an address: those who have most to see there. */
function readersOf(address: string): string[] {
  if (address.startsWith("commercial")) return ["nadia", "isla"];
  if (address.startsWith("buying")) return ["priya", "tom"];
  if (address.startsWith("supplying")) return ["daniel"];
  if (address.startsWith("simulator")) return ["nadia", "priya"];
  return ["nobody"];
}

interface Field {
  name: string;
  /** What to try, one by one: at least one of them must narrow. */
  values: string[];
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
const mainOf = (html: string) => /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? "";

/** The rows of every table and list of results on the page, and the errors beside its fields. */
function shownOn(html: string): { rows: string; error: boolean } {
  const main = mainOf(html).replaceAll("<!-- -->", "");
  const rows = [
    ...main.matchAll(
      /<tbody\b[\s\S]*?<\/tbody>|<(?:li|article)\b[^>]*class="dt-result[\s\S]*?<\/(?:li|article)>/g,
    ),
  ];
  return { rows: rows.map(([row]) => row).join("\n"), error: /nhsuk-error-message/.test(main) };
}

/** The fields of the forms on a page that ask for the same page anew. */
function fieldsOf(html: string, address: string): Field[] {
  const fields = new Map<string, string[]>();
  for (const [form] of mainOf(html).matchAll(/<form\b[\s\S]*?<\/form>/g)) {
    if (!/<form\b[^>]*method="get"/i.test(form)) continue;
    const action = attribute(form, "action")?.split(/[?#]/)[0];
    if (action !== undefined && action !== `/${address}`) continue;
    for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(tag, "name");
      const type = attribute(tag, "type") ?? "text";
      if (!name || type === "hidden") continue;
      const value = ["checkbox", "radio"].includes(type) ? (attribute(tag, "value") ?? "on") : "zzqx9";
      fields.set(name, [...(fields.get(name) ?? []), value]);
    }
    for (const [select] of form.matchAll(/<select\b[\s\S]*?<\/select>/g)) {
      const options = [...select.matchAll(/<option\b[^>]*>/g)].map(([tag]) => attribute(tag, "value") ?? "");
      fields.set(attribute(select, "name")!, options.filter(Boolean));
    }
  }
  // The three boxes of a day are one field; a day without its month is an error, and that counts.
  return [...fields].map(([name, values]) => ({ name, values }));
}

const lists = routes
  .filter(({ file, path = "" }) => file.endsWith(".tsx") && !/[:*]/.test(path) && !/(^|\/)new$/.test(path))
  .map(({ path = "" }) => path);

describe("every filter of every list", () => {
  const tried: string[] = [];

  it.each(lists)("narrows or says why it cannot: /%s", async (address) => {
    const passedOver: string[] = [];
    for (const who of readersOf(address)) {
      const open = async (query: string) => {
        const answer = await get(app, `/${address}${query}`, cookies.get(who));
        return { status: answer.status, html: await answer.text() };
      };
      const whole = await open("");
      const { rows } = shownOn(whole.html);
      if (whole.status !== 200 || rows === "") continue;
      for (const { name, values } of fieldsOf(whole.html, address)) {
        if (NO_FILTER[`* ${name}`] ?? NO_FILTER[`${address} ${name}`]) continue;
        let narrowed = false;
        for (const value of values) {
          const { status, html } = await open(`?${new URLSearchParams({ [name]: value })}`);
          const shown = shownOn(html);
          narrowed = status === 200 && (shown.error || shown.rows !== rows);
          if (narrowed) break;
        }
        tried.push(`${address} ${name}`);
        if (!narrowed) passedOver.push(`${name} (${who})`);
      }
    }
    expect(passedOver).toEqual([]);
  });

  it("that finds nothing says that, and not that there is nothing yet", async () => {
    const untrue: string[] = [];
    let asked = 0;
    for (const address of lists) {
      for (const who of readersOf(address)) {
        const whole = await get(app, `/${address}`, cookies.get(who));
        const name = /<input[^>]* name="(q|words)"/.exec(mainOf(await whole.text()))?.[1];
        if (whole.status !== 200 || name === undefined) continue;
        const found = await get(app, `/${address}?${name}=zzqqxx`, cookies.get(who));
        const empties = [...mainOf(await found.text()).matchAll(/<div class="dt-empty">[\s\S]*?<\/div>/g)];
        asked += empties.length > 0 ? 1 : 0;
        for (const [html] of empties) {
          if (/ yet\b|Nothing (to pay|waits|has moved)/.test(html))
            untrue.push(`${address} (${who}): ${html}`);
        }
      }
    }
    expect(untrue).toEqual([]);
    expect(asked).toBeGreaterThan(10);
  }, 120_000);

  it("is more than a few", () => {
    expect(new Set(tried).size).toBeGreaterThan(60);
  });
});
