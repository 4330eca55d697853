// Over 300 lines: forms of many pages with one application, which takes longer to start than they take to try.
import { beforeAll, describe, expect, it } from "vitest";
import { MATURITY_QUESTIONS } from "~/domain/applications/profile/profile";
import { makeHalfPaid, makeShop } from "../factories/catalogue";
import { makeFund } from "../factories/funding";
import { makePeople, PEOPLE, type PersonKey } from "../factories/people";
import { startApp, type RunningApp } from "../setup/app";
import { get, post, signInAs } from "../setup/sign-in";
import { testDatabase } from "../setup/test-database";

/*
 * What somebody typed is never lost without a word: not to an error of the form, and not to a colleague who saved first.
 */
let app: RunningApp;
const cookies: Partial<Record<PersonKey, string>> = {};
const FUND = "/commercial/funding/DSC-2026";

beforeAll(async () => {
  const { db, url } = await testDatabase();
  const ids = await makePeople(db);
  await makeShop(db);
  await makeHalfPaid(db, ids.nadia);
  await makeFund(db, "DSC-2026", 100_000_000n, {
    name: "Digitising Social Care 2026/27",
    programmeId: "records",
  });
  app = await startApp({ databaseUrl: url, today: "2026-11-22", worker: false });
  for (const key of ["nadia", "priya"] as const) cookies[key] = await signInAs(app, PEOPLE[key].email);
}, 120_000);

type Form = Record<string, string | string[]>;

const NEED: Form = {
  name: "Ward records",
  need: "One record for every ward.",
  lotId: "F1-1",
  "quantity-patient": "100",
  termMonths: "12",
  "startsOn-day": "1",
  "startsOn-month": "4",
  "startsOn-year": "2027",
};

const decoded = (html: string) =>
  html.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");

const htmlOf = async (path: string, who: PersonKey) => (await get(app, path, cookies[who])).text();

/** The value of a hidden field of a page. */
function hidden(html: string, name: string): string {
  const found = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html);
  if (!found) throw new Error(`No field ${name} in ${html.slice(0, 200)}`);
  return decoded(found[1]!);
}

/** What stands in the text area of a page. */
function areaOf(html: string, name: string): string {
  const found = new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)</textarea>`).exec(html);
  if (!found) throw new Error(`No text area ${name} in ${html.slice(0, 200)}`);
  return decoded(found[1]!);
}

async function startNeed(): Promise<string> {
  const started = await post(app, "/buying/needs", NEED, cookies.priya);
  return started.headers.get("location")!.split("?")[0]!;
}

describe("a second tab", () => {
  it("of a need is told what the first saved, keeps what was typed, and may then save", async () => {
    const base = await startNeed();
    const seen = hidden(await htmlOf(`${base}/need`, "priya"), "_seen");
    const first = { ...NEED, _seen: seen, termMonths: "24", "quantity-bed": "40" };
    expect((await post(app, `${base}/need`, first, cookies.priya)).status).toBe(302);

    const mine = { ...NEED, _seen: seen, need: "Records that every ward can read." };
    // An error of a field first: the form that comes back still knows what its page had shown.
    const wrong = await post(app, `${base}/need`, { ...mine, termMonths: "" }, cookies.priya);
    expect(wrong.status).toBe(422);
    const again = hidden(await wrong.text(), "_seen");
    expect(again).toBe(seen);

    const second = await post(app, `${base}/need`, { ...mine, _seen: again }, cookies.priya);
    expect(second.status).toBe(409);
    const html = decoded(await second.text());
    expect(html).toContain("Somebody has changed this since you opened the page. Nothing was saved.");
    expect(html).toContain("Term is 24 months now, and was 12 months.");
    expect(html).toContain(
      "How many is 40 beds and 100 registered patients now, and was 100 registered patients.",
    );
    expect(areaOf(html, "need")).toContain("Records that every ward can read.");
    expect(await htmlOf(base, "priya")).toContain("24 months");

    const told = await post(app, `${base}/need`, { ...mine, _seen: hidden(html, "_seen") }, cookies.priya);
    expect(told.status).toBe(302);
    expect(await htmlOf(base, "priya")).toContain("Records that every ward can read.");
  });

  it("of a fund's dates is told, on the form and after the check", async () => {
    const date = (name: string, month: string): Form => ({
      [`${name}-day`]: "1",
      [`${name}-month`]: month,
      [`${name}-year`]: name === "opens" ? "2026" : "2027",
    });
    const seen = hidden(await htmlOf(`${FUND}/dates`, "nadia"), "_seen");
    const form = (month: string): Form => ({
      _seen: seen,
      ...date("opens", "4"),
      ...date("closes", month),
      reason: "The programme asks for it.",
    });
    const sent = (month: string, step: string) =>
      post(app, `${FUND}/dates`, { ...form(month), step }, cookies.nadia);
    expect(hidden(await (await sent("2", "check")).text(), "_seen")).toBe(seen);
    const asked = await sent("3", "submit");
    expect(asked.status).toBe(302);
    const proposal = asked.headers.get("Location")!.split("?")[0]!;
    const decision = { decision: "approve", reason: "Agreed" };
    const victor = await signInAs(app, PEOPLE.victor.email);
    expect((await post(app, proposal, decision, victor)).status).toBe(302);
    for (const step of ["check", "submit"]) {
      const late = await sent("2", step);
      expect(late.status).toBe(409);
      const html = decoded(await late.text());
      expect(html).toContain("Closing date is 1 March 2027 now, and was");
      expect(areaOf(html, "reason")).toContain("The programme asks for it.");
    }
  });
});

/** Pages whose forms carry the number of what they show, with a form that is right and one field that is not. */
const COUNTED: [
  what: string,
  who: PersonKey,
  name: string,
  path: () => Promise<string>,
  right: Form,
  wrong: Form,
  mine: [Form, shown: string],
][] = [
  [
    "where a provider stands",
    "priya",
    "version",
    async () => "/buying/profile/readiness",
    {
      dspt: "standards-met",
      cqc: "not-required",
      records: "mixed",
      ...Object.fromEntries(Object.keys(MATURITY_QUESTIONS).map((question) => [question, "partly"])),
    },
    { dspt: "" },
    [{ system: "A record of my own" }, "A record of my own"],
  ],
  [
    "a draft of a standard",
    "nadia",
    "seen",
    async () => {
      const form = { kind: "standard", title: "Ward messages" };
      const started = await post(app, "/commercial/standards/new", form, cookies.nadia);
      return `${started.headers.get("location")!.split("?")[0]!}/about`;
    },
    {
      title: "Ward messages",
      summary: "Messages reach wards.",
      ownerName: "NHS England",
      otherCategory: "wards",
    },
    { summary: "" },
    [{ summary: "Messages reach every ward." }, "Messages reach every ward."],
  ],
  [
    "a draft of an agreement",
    "nadia",
    "seen",
    async () => {
      const form = {
        template: "blank",
        title: "Wards",
        "from-day": "1",
        "from-month": "4",
        "from-year": "2027",
      };
      const started = await post(app, "/commercial/agreements/new", form, cookies.nadia);
      return started.headers.get("location")!.replace(/\/edit.*/, "/edit/summary");
    },
    { title: "Wards", summary: "The buyer pays." },
    { summary: "" },
    [{ summary: "The buyer pays all of it." }, "The buyer pays all of it."],
  ],
];

describe("a form that carries the number of what it shows", () => {
  it.each(COUNTED)(
    "%s: keeps it through an error, is told once that a colleague saved, and then may save",
    async (_, who, name, pathOf, right, wrong, [mine, shown]) => {
      const path = await pathOf();
      const send = (count: string, form: Form) =>
        post(app, path, { ...right, ...form, [name]: count }, cookies[who]);
      const first = hidden(await htmlOf(path, who), name);
      expect((await send(first, {})).status).toBe(302);

      const error = await send(first, wrong);
      expect(error.status).toBe(422);
      expect(hidden(await error.text(), name)).toBe(first);

      const late = await send(first, mine);
      expect(late.status).toBe(409);
      const html = decoded(await late.text());
      expect(html).toContain(shown);
      const fresh = hidden(html, name);
      expect(fresh).not.toBe(first);
      // What the colleague saved stands until then.
      expect(hidden(await htmlOf(path, who), name)).toBe(fresh);

      expect((await send(fresh, mine)).status).toBe(302);
      expect(decoded(await htmlOf(path, who))).toContain(shown);
    },
  );
});

describe("a term that the lot forbids", () => {
  it("is said beside its field when a need is saved, new or changed, and what was typed stays", async () => {
    const base = await startNeed();
    for (const path of ["/buying/needs", `${base}/need`]) {
      const seen: Form =
        path === "/buying/needs" ? {} : { _seen: hidden(await htmlOf(path, "priya"), "_seen") };
      const refused = await post(app, path, { ...NEED, ...seen, termMonths: "37" }, cookies.priya);
      expect(refused.status).toBe(422);
      const html = decoded(await refused.text());
      expect(html).toMatch(/id="termMonths-error"[^]{0,200}allows at most 36 months/);
      expect(html).toMatch(/name="termMonths"[^>]*value="37"|value="37"[^>]*name="termMonths"/);
      expect(areaOf(html, "need")).toContain("One record for every ward.");
    }
  });
});

const LONG = `${"A long text that took somebody half an hour. ".repeat(12)}And "quotes" & more.`;

/** Forms with text areas: an error somewhere, a long text in one of them. */
const FORMS: [what: string, who: PersonKey, path: () => Promise<string>, area: string, form: Form][] = [
  ["a new need", "priya", async () => "/buying/needs", "need", { ...NEED, name: "" }],
  ["a need", "priya", async () => `${await startNeed()}/need`, "need", { ...NEED, termMonths: "none" }],
  ["a programme", "nadia", async () => "/commercial/funding/programmes/new", "summary", { name: "" }],
  [
    "terms of a programme",
    "nadia",
    async () => "/commercial/funding/programmes/new",
    "ruleText",
    { name: "" },
  ],
  ["a fund's dates", "nadia", async () => `${FUND}/dates`, "reason", { step: "check" }],
  ["money for a fund", "nadia", async () => `${FUND}/add`, "reason", { step: "check", amount: "much" }],
  ["the limit for one officer", "nadia", async () => "/commercial/funding/limit", "reason", { amount: "x" }],
  ["why not another", "priya", () => lockedShortlist(), "reason-S-100", { chosen: "" }],
  [
    "why not a third",
    "priya",
    () => lockedShortlist(),
    "reason-S-300",
    { chosen: "S-200", "reason-S-100": "x" },
  ],
  [
    "which need is not met",
    "priya",
    () => lockedShortlist(),
    "need-S-100",
    { chosen: "S-200", unmet: ["S-100"], "reason-S-100": "x" },
  ],
  [
    "a need of the last one left, which asks for a second look",
    "priya",
    () => lockedShortlist(),
    "need-S-100",
    {
      chosen: "S-200",
      unmet: ["S-100", "S-300"],
      "reason-S-100": "It has no records.",
      "reason-S-300": "It has no records.",
      "need-S-300": "Records for every ward.",
    },
  ],
  [
    "a need that is not met by one that is not ticked yet",
    "priya",
    () => lockedShortlist(),
    "need-S-300",
    { chosen: "S-200", "reason-S-100": "x" },
  ],
  [
    "a reason for one that the choice names",
    "priya",
    () => lockedShortlist(),
    "reason-S-200",
    { chosen: "S-200", "reason-S-100": "x" },
  ],
];

async function lockedShortlist(): Promise<string> {
  const base = await startNeed();
  const shortlist = base.split("/").at(-1)!;
  for (const solution of ["S-200", "S-100", "S-300"])
    await post(app, "/buying/shortlists/add", { solution, shortlist }, cookies.priya);
  const locked = await post(app, `${base}/lock`, {}, cookies.priya);
  expect(locked.status).toBe(302);
  return `${base}/exclusions`;
}

describe("a choice without anything filled in", () => {
  it("says in one round that one is to be chosen, and that the others need a reason", async () => {
    const answer = await post(app, await lockedShortlist(), {}, cookies.priya);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain("Choose one of the solutions on this shortlist.");
    expect(text.match(/id="reason-S-\d00-error"/g)).toHaveLength(3);
  });
});

describe("a shortlist that is given up for good", () => {
  it("asks for a tick first, and stays where it is without one", async () => {
    const shortlist = (await lockedShortlist()).replace("/exclusions", "");
    const asked = await post(app, shortlist, { intent: "abandon" }, cookies.priya);
    expect(asked.status).toBe(422);
    const html = await asked.text();
    expect(html).toContain("Confirm that the shortlist is given up for good, or leave it as it is");
    expect(html).toMatch(/<details[^>]* open/);
    expect((await post(app, shortlist, { intent: "abandon", sure: "yes" }, cookies.priya)).status).toBe(302);
  });
});

describe("an error of a form leaves the text that was typed", () => {
  it.each(FORMS)("%s", async (_, who, path, area, form) => {
    const answer = await post(app, await path(), { ...form, [area]: LONG }, cookies[who]);
    expect(answer.status).toBe(422);
    expect(areaOf(await answer.text(), area)).toContain(LONG);
  });
});
