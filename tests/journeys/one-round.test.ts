// Over 300 lines: one table of forms, each with the fields that are wrong in it, and the filters that have dates.
import { beforeAll, describe, expect, it } from "vitest";
import { makeFund } from "../factories/funding";
import { makePeople, PEOPLE, type PersonKey } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase } from "../setup/test-database";

/*
 * Forms say everything that is wrong with them in one round, also what only the database or the day can tell; and the
 * dates of a filter are typed in three boxes as everywhere else.
 */
let app: RunningApp;
const cookies: Partial<Record<PersonKey, string>> = {};

beforeAll(async () => {
  const { db, url } = await testDatabase();
  await makePeople(db);
  await makeFund(db, "DSC-2026", 100_000_000n, {
    name: "Digitising Social Care 2026/27",
    programmeId: "records",
  });
  app = await startApp({ databaseUrl: url, today: "2026-11-22", worker: false });
  for (const key of ["nadia", "priya", "isla"] as const)
    cookies[key] = await signInAs(app, PEOPLE[key].email);
}, 120_000);

function date(name: string, written: string): Record<string, string> {
  const [year, month, dayOfMonth] = written.split("-");
  return { [`${name}-day`]: dayOfMonth!, [`${name}-month`]: month!, [`${name}-year`]: year! };
}

/** The fields of a page beside which an error stands, and those that its summary leads to. */
function errorsIn(html: string): { beside: string[]; summary: string[] } {
  const summary = /<ul class="nhsuk-list nhsuk-error-summary__list">(.*?)<\/ul>/s.exec(html)?.[1] ?? "";
  return {
    beside: [...html.matchAll(/class="nhsuk-error-message" id="([^"]+)-error"/g)].map(([, id]) => id!),
    summary: [...summary.matchAll(/<a href="#([^"]+)"/g)].map(([, id]) => id!),
  };
}

const FUND = {
  programme: "records",
  name: "New records 2026/27",
  id: "nr-2026",
  payer: "X24",
  financialYear: "2026",
  nature: "revenue",
  atEnd: "lapses",
  amount: "1,000,000.01",
  ...date("opens", "2026-11-01"),
  ...date("closes", "2027-01-31"),
};

/** Forms in which some fields are wrong by themselves, and others only by what the database or the day knows. */
const FORMS: [
  what: string,
  who: PersonKey,
  address: string,
  form: Record<string, string>,
  wrong: string[],
][] = [
  [
    "a fund whose reference exists, without a name",
    "nadia",
    "/commercial/funding/new",
    { ...FUND, id: "dsc-2026", name: "" },
    ["name", "id"],
  ],
  [
    "a fund of an unknown payer that closes after its year, with an amount that is none",
    "nadia",
    "/commercial/funding/new",
    { ...FUND, payer: "NOBODY", amount: "much", programme: "none", ...date("closes", "2027-04-30") },
    ["programme", "payer", "amount", "closes"],
  ],
  [
    "a programme whose name exists, without a summary",
    "nadia",
    "/commercial/funding/programmes/new",
    { name: "Records", summary: "", firstYear: "2026", lastYear: "2026" },
    ["name", "summary"],
  ],
  [
    "a programme whose years are the wrong way round and whose source is no address, without a summary",
    "nadia",
    "/commercial/funding/programmes/new",
    { name: "Fruit", summary: "", firstYear: "2028", lastYear: "2026", sources: "banana" },
    ["summary", "lastYear", "sources"],
  ],
  [
    "a programme of which nothing is said",
    "nadia",
    "/commercial/funding/programmes/new",
    {},
    ["name", "summary", "firstYear", "lastYear"],
  ],
  [
    "a programme without a name and a last year, with a source that is no address",
    "nadia",
    "/commercial/funding/programmes/new",
    { name: "", summary: "", firstYear: "2026", lastYear: "", sources: "banana" },
    ["name", "summary", "lastYear", "sources"],
  ],
  [
    "a programme whose years are a word",
    "nadia",
    "/commercial/funding/programmes/new",
    { name: "Fruit", summary: "Fruit for all", firstYear: "banana", lastYear: "banana" },
    ["firstYear", "lastYear"],
  ],
  [
    "a fund of a name that exists, in another case",
    "nadia",
    "/commercial/funding/new",
    { ...FUND, name: "digitising SOCIAL care 2026/27", amount: "x" },
    ["name", "amount"],
  ],
  [
    "a fund's dates as they are, without a reason",
    "nadia",
    "/commercial/funding/DSC-2026/dates",
    { ...date("opens", "2026-04-01"), ...date("closes", "2026-03-01"), reason: "" },
    ["closes", "reason"],
  ],
  [
    "a transfer between funds that do not exist, without a reason",
    "nadia",
    "/commercial/funding/transfers/new",
    { kind: "transfer", from: "NONE", to: "NOTHING", amount: "x", reason: "" },
    ["from", "to", "amount", "reason"],
  ],
  [
    "a transfer from a fund to itself, with an amount that is none and without a reason",
    "nadia",
    "/commercial/funding/transfers/new",
    { kind: "transfer", from: "DSC-2026", to: "DSC-2026", amount: "x", reason: "" },
    ["to", "amount", "reason"],
  ],
  [
    "a carry-over to the same year of more than there is",
    "nadia",
    "/commercial/funding/transfers/new",
    { kind: "carry-over", from: "DSC-2026", to: "DSC-2026", amount: "9999999", reason: "x" },
    ["to", "amount"],
  ],
  [
    "money back of an order that does not exist, on a day to come, without a reason",
    "nadia",
    "/commercial/year-end/2026/clawbacks/new",
    { order: "C099999-01", trigger: "terminated", ...date("on", "2027-03-01"), reason: "" },
    ["order", "on", "reason"],
  ],
  [
    "a waiver for nobody of nothing, too long and without a reason",
    "nadia",
    "/commercial/waivers/new",
    {
      standard: "none",
      solution: "nothing of it",
      buyer: "NOBODY",
      reason: "",
      ...date("from", "2026-12-01"),
      ...date("to", "2029-12-01"),
    },
    ["standard", "solution", "buyer", "reason", "to"],
  ],
  [
    "an agreement without a title and pattern, from a day that is none",
    "nadia",
    "/commercial/agreements/new",
    { title: "", ...date("from", "2027-02-31") },
    ["title", "template", "from"],
  ],
  [
    "who may apply to a fund, without a least sum and with a weight that is no number",
    "nadia",
    "/commercial/applications/funds/DSC-2026",
    {
      conditions: "minimum",
      minimum: "",
      "weight-strategic-fit": "x",
      ...Object.fromEntries(
        ["benefits", "deliverability", "value", "sustainability"].map((id) => [`weight-${id}`, "20"]),
      ),
    },
    ["minimum", "weight-strategic-fit"],
  ],
  [
    "a need of no name that begins in the past, in a lot that is not offered",
    "priya",
    "/buying/needs",
    {
      name: "",
      need: "Beds",
      "quantity-patient": "100",
      termMonths: "12",
      lotId: "none",
      ...date("startsOn", "2026-01-01"),
    },
    ["name", "startsOn", "lotId"],
  ],
  [
    "a table of allocations with lines that cannot be used, without a reason",
    "nadia",
    "/commercial/funding/DSC-2026/allocations/new",
    { by: "table", table: "ODS code,Amount\nRR8,1000.00\nNOBODY,2.00\nQWO,x", reason: "" },
    ["table", "reason"],
  ],
  [
    "an invitation of nobody to a role that this kind of organisation does not have",
    "nadia",
    "/account/people",
    { intent: "invite", email: "nobody", role: "supplier_editor" },
    ["email", "role"],
  ],
  [
    "an invitation of somebody who is that already",
    "nadia",
    "/account/people",
    { intent: "invite", email: PEOPLE.nadia.email, role: "commercial_officer" },
    ["email"],
  ],
  [
    "own spend of a day to come, without evidence",
    "priya",
    "/buying/local-spend/new",
    {
      category: "training-change",
      amount: "x",
      description: "Training",
      evidence: "",
      ...date("spentOn", "2027-01-01"),
    },
    ["amount", "evidence", "spentOn"],
  ],
];

describe("everything that is wrong with a form comes in one round", () => {
  it.each(FORMS)("%s", async (_, who, address, form, wrong) => {
    const answer = await post(app, address, { ...form, step: "check" }, cookies[who]);
    const html = await answer.text();
    expect(answer.status, html.slice(0, 2_000)).toBe(422);
    const found = errorsIn(html);
    expect(found.beside.sort()).toEqual([...wrong].sort());
    expect(found.summary).toHaveLength(wrong.length);
  });

  it("also where its page has nothing to decide any more", async () => {
    const form = { decision: "put_right", note: "", ...date("dueOn", "2026-01-01") };
    const address = "/buying/orders/C010001-01/certificates/DV-1.data";
    const answer = await post(app, address, form, cookies.priya);
    expect(answer.status).toBe(422);
    const errors = await answer.text();
    expect(errors).toContain("The agreed day must be today or later");
    expect(errors).toContain("Enter what was agreed");
  });

  it("and what only the database knows is told where every field is right by itself, too", async () => {
    const form = { ...FUND, id: "dsc-2026", step: "submit" };
    const answer = await post(app, "/commercial/funding/new", form, cookies.nadia);
    expect(answer.status).toBe(422);
    expect(errorsIn(await answer.text()).beside).toEqual(["id"]);
  });

  it("a fund that opens before its year is opened only when that is ticked", async () => {
    const form = { ...FUND, id: "nr-2027", name: "Early records", ...date("opens", "2026-03-31") };
    const asked = await post(app, "/commercial/funding/new", { ...form, step: "check" }, cookies.nadia);
    expect(await asked.text()).toContain("before its own financial year begins on 1 April 2026");
    const submit = { ...form, step: "submit" };
    const refused = await post(app, "/commercial/funding/new", submit, cookies.nadia);
    expect([refused.status, errorsIn(await refused.text()).beside]).toEqual([422, ["unusual"]]);
    const opened = await post(app, "/commercial/funding/new", { ...submit, unusual: "yes" }, cookies.nadia);
    expect(opened.status).toBe(302);
  });

  it("a form that goes back to be changed is told nothing", async () => {
    const form = { ...FUND, id: "dsc-2026", step: "change" };
    const answer = await post(app, "/commercial/funding/new", form, cookies.nadia);
    expect(answer.status).toBe(200);
    expect(errorsIn(await answer.text()).beside).toEqual([]);
  });
});

/** Filters with dates, and the names of their days. */
const FILTERS: [address: string, names: string[], shown: RegExp][] = [
  ["/commercial/ledger", ["from", "to"], /Movements, the latest day first/],
  ["/commercial/audit", ["from", "to"], /Events, newest first/],
  ["/commercial/ledger/balances", ["on"], /Balances at the end of/],
  ["/commercial/ledger/trial-balance", ["on"], /Trial balance/],
];

describe("the dates of a filter", () => {
  const page = async (address: string) => {
    const answer = await get(app, address, cookies.isla);
    const html = (await answer.text()).replaceAll("<!-- -->", "");
    expect(answer.status, `${address}\n${html.slice(0, 500)}`).toBe(200);
    return html;
  };
  const valueOf = (html: string, name: string) =>
    new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0].match(/value="([^"]*)"/)?.[1] ?? "";

  it.each(FILTERS)("%s: are typed in three boxes, by keyboard or link", async (address, names, shown) => {
    const query = new URLSearchParams(names.flatMap((name) => Object.entries(date(name, "2026-11-22"))));
    const html = await page(`${address}?${query}`);
    expect(html).toMatch(shown);
    expect(errorsIn(html)).toEqual({ beside: [], summary: [] });
    const linked = await page(`${address}?${names.map((name) => `${name}=2026-11-22`).join("&")}`);
    for (const name of names) {
      for (const [part, value] of Object.entries(date(name, "2026-11-22"))) {
        expect(valueOf(html, part), part).toBe(value);
        expect(valueOf(linked, part), part).toBe(value);
      }
    }
  });

  it.each(FILTERS)(
    "%s: a wrong one is an error beside its field, and what was typed stays",
    async (address, names) => {
      const [name] = names;
      for (const wrong of ["2026-02-31", "2026-13-01", "26-x-1"]) {
        const html = await page(`${address}?${new URLSearchParams(date(name!, wrong))}`);
        expect(errorsIn(html).beside).toEqual([name]);
        expect(errorsIn(html).summary).toHaveLength(1);
        expect(html).toContain("Enter a real date");
        expect(html).not.toContain("We could not understand this address");
        for (const [part, value] of Object.entries(date(name!, wrong)))
          expect(valueOf(html, part)).toBe(value);
      }
    },
  );
});
