// Over 150 lines: every form that is checked is named with what is typed into it, and one browser walks them all.
import { readFileSync } from "node:fs";
import { matchRoutes } from "@remix-run/react";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USUAL_CRITERIA } from "../../../app/domain/applications/scoring";
import routes from "../../../app/routes";
import { MOST_DRAFTS } from "../../../app/web/forms/form-draft";
import { startApp, type RunningApp } from "../../setup/app";
import { launchBrowser } from "../../setup/browser";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import { get, post, signInAs, signInContext } from "../../setup/sign-in";

/*
 * No page that a form leads to is the answer to its POST: a check page, and what is wrong with a form, is a page of its own
 * address (form-draft). In a browser without script, over every form that is checked before it is sent: the check step is
 * answered with 303, its page with 200, and Reload, Back and Forward send nothing again. Nobody else reads what was typed.
 */
const { sql, url } = await demoDatabase();
const REASON = "A reason that only its author reads";

let app: RunningApp;
let browser: Browser;
const contexts = new Map<string, BrowserContext>();

const emailOf = (name: string) => `${name.toLowerCase().replaceAll(" ", ".")}@demo.dovetail.example`;

async function pageOf(name: string): Promise<Page> {
  let context = contexts.get(name);
  if (!context) {
    context = await browser.newContext({ javaScriptEnabled: false });
    await signInContext(context, app, emailOf(name));
    contexts.set(name, context);
  }
  return context.newPage();
}

beforeAll(async () => {
  app = await startApp({ databaseUrl: url, today: DEMO_DAY });
  browser = await launchBrowser();
}, 240_000);
afterAll(() => browser?.close());

function date(name: string, written: string): Record<string, string> {
  const [year, month, dayOfMonth] = written.split("-");
  return { [`${name}-day`]: dayOfMonth!, [`${name}-month`]: month!, [`${name}-year`]: year! };
}

type Sent = Record<string, string | string[]>;
interface Checked {
  who: string;
  /** The address of the form, or how it is found in the demonstration. */
  at: string | (() => Promise<string>);
  form: Sent;
}

const one = async (query: Promise<Record<string, string>[]>): Promise<string> => {
  const [row] = await query;
  return Object.values(row ?? { none: "none" })[0]!;
};
const OFFICER = "Nadia Rahman";

/** The page of what one officer asks for here, for another to decide. */
const askedFor = async (path: string, wish: Record<string, string>): Promise<string> => {
  const form = { ...wish, reason: "Asked of the other officer", step: "submit" };
  const answer = await post(app, path, form, await signInAs(app, emailOf(OFFICER)));
  return answer.headers.get("Location")!.split("?")[0]!;
};

const aFund = () =>
  sql<Record<string, string>[]>`select id from fund where id like 'FD-2026%' order by id limit 1`;

const aPaymentThatWaits = () =>
  sql<
    Record<string, string>[]
  >`select id from fund_payment where state = 'requested' and payer_code = 'QWO' limit 1`;

const anAward = () =>
  one(sql`select id from grant_award where state <> 'withdrawn' order by awarded_at desc limit 1`);

/** What of a form stands on its page again, where that is not the reason. */
const STAYS: Record<string, string> = {
  "people/own-people": "alex.hill@nhs.net",
};

/** What the demonstration cannot do on its day: its check step is refused, on a page of its own as well. */
const REFUSED: Record<string, number> = {
  // The year is not over.
  "year-end/year-end-close": 422,
};

/** Every form that is checked before it is sent, by its route's file. */
const FORMS: Record<string, Checked> = {
  "funding/fund-limit": {
    who: OFFICER,
    at: "/commercial/funding/limit",
    form: { amount: "10,000", reason: REASON },
  },
  "funding/fund-programme-new": {
    who: OFFICER,
    at: "/commercial/funding/programmes/new",
    form: { name: "New records", summary: REASON, firstYear: "2026", lastYear: "none" },
  },
  "funding/fund-programme-edit": {
    who: OFFICER,
    at: "/commercial/funding/programmes/frontline-digitisation-demo/edit",
    form: {
      name: "Frontline Digitisation everywhere",
      summary: "For hospitals",
      firstYear: "2025",
      lastYear: "none",
      reason: REASON,
    },
  },
  "funding/fund-programme-close": {
    who: OFFICER,
    at: async () => {
      await sql`insert into programme (id, name, summary, years) values ('winding-down', 'Winding down', 'x', '2014-')
        on conflict do nothing`;
      return "/commercial/funding/programmes/winding-down/close";
    },
    form: { reason: REASON },
  },
  "funding/fund-new": {
    who: OFFICER,
    at: "/commercial/funding/new",
    form: {
      programme: "frontline-digitisation-demo",
      name: REASON,
      id: "NR-2026",
      payer: "X24",
      financialYear: "2026",
      nature: "revenue",
      atEnd: "lapses",
      amount: "1,000,000.01",
      kinds: ["trust", "icb"],
      ...date("opens", "2026-12-11"),
      ...date("closes", "2027-01-31"),
    },
  },
  "funding/fund-add": {
    who: OFFICER,
    at: async () => `/commercial/funding/${await one(aFund())}/add`,
    form: { amount: "1,000", reason: REASON },
  },
  "funding/fund-dates": {
    who: OFFICER,
    at: async () => `/commercial/funding/${await one(aFund())}/dates`,
    form: { ...date("opens", "2025-08-26"), ...date("closes", "2027-03-30"), reason: REASON },
  },
  "funding/fund-transfer-new": {
    who: OFFICER,
    at: "/commercial/funding/transfers/new",
    form: { kind: "transfer", from: "FD-2026", to: "PC-2026", amount: "1", reason: REASON },
  },
  "funding/fund-transfer": {
    who: "Victor Osei",
    at: async () => {
      const wish = { kind: "transfer", from: "FD-2026", to: "PC-2026", amount: "1" };
      return askedFor("/commercial/funding/transfers/new", wish);
    },
    form: { decision: "decline", reason: REASON },
  },
  "funding/money-request": {
    who: "Victor Osei",
    at: () => askedFor("/commercial/funding/limit", { amount: "7" }),
    form: { decision: "decline", reason: REASON },
  },
  "funding/buyer-payment": {
    who: "Helen Marsh",
    at: async () => `/buying/funding/payments/${await one(aPaymentThatWaits())}`,
    form: { decision: "decline", reason: REASON },
  },
  "funding/commercial-payment": {
    who: OFFICER,
    at: async () => `/commercial/funding/payments/${await one(aPaymentThatWaits())}`,
    form: { decision: "withdraw", reason: REASON },
  },
  "funding/fund-allocate": {
    who: OFFICER,
    // A penny more for somebody who has an allocation.
    at: async () => {
      const [row] = await sql`select fund_id, organisation_code as code, (amount_pence + 1)::text as pence
        from allocation where fund_id like 'FD-2026%' order by 1, 2 limit 1`;
      const amount = String(row!.pence).replace(/(\d\d)$/, ".$1");
      FORMS["funding/fund-allocate"]!.form["table"] = `ODS code,Amount\n${row!.code},${amount}`;
      return `/commercial/funding/${row!.fund_id}/allocations/new`;
    },
    form: { by: "table", reason: REASON },
  },
  "funding/fund-allocation": {
    who: OFFICER,
    at: async () => {
      const [row] = await sql`select fund_id, organisation_code as code, amount_pence::text as before
        from allocation where fund_id like 'FD-2026%' order by 1, 2 limit 1`;
      const { form } = FORMS["funding/fund-allocation"]!;
      form["before"] = row!.before;
      form["amount"] = String(BigInt(row!.before) + 1n).replace(/(\d\d)$/, ".$1");
      return `/commercial/funding/${row!.fund_id}/allocations/${row!.code}`;
    },
    form: { reason: REASON },
  },
  "funding/fund-bind": {
    who: OFFICER,
    at: async () => {
      const [row] =
        await sql`select id, allocations_bind as binds from fund where id like 'FD-2026%' order by id limit 1`;
      FORMS["funding/fund-bind"]!.form["bind"] = row!.binds ? "no" : "yes";
      return `/commercial/funding/${row!.id}/allocations/bind`;
    },
    form: { reason: REASON },
  },
  "listings/listing-status": {
    who: OFFICER,
    at: async () =>
      `/commercial/solutions/${await one(sql`select id from catalogue_item where kind = 'solution' and state = 'published' order by 1 limit 1`)}/suspend`,
    form: { reason: REASON },
  },
  "listings/listing-withdraw": {
    who: "Ruth Alder",
    at: async () =>
      `/supplying/listings/${await one(sql`select id from catalogue_item where kind = 'solution' and state = 'published' and supplier_id = '20001' order by 1 limit 1`)}/withdraw`,
    form: { ...date("supportEndsOn", "2028-06-30"), reason: REASON },
  },
  "listings/product-version-new": {
    who: "Daniel Alder",
    at: "/supplying/listings/20001-003/product-versions/new",
    form: {
      version: "9.0",
      changeClass: "major",
      changes: REASON,
      ...date("releasedOn", "2027-06-30"),
    },
  },
  "listings/product-version-withdraw": {
    who: "Ruth Alder",
    at: async () =>
      `/supplying/listings/20001-003/product-versions/${await one(sql`select version from product_version where solution_id = '20001-003' and change_class = 'patch' and withdrawn_on is null`)}/withdraw`,
    form: { ...date("supportEndsOn", "2027-06-30"), reason: REASON },
  },
  "ledger/ledger-reverse": {
    who: OFFICER,
    // The latest movement that can be reversed: its page offers it.
    at: async () => {
      const cookie = await signInAs(app, emailOf(OFFICER));
      const rows = await sql`select id::text from ledger_transaction
        where kind not in ('commit', 'draw', 'release') order by recorded_at desc limit 40`;
      for (const { id } of rows) {
        const entry = `/commercial/ledger/entries/${id}`;
        if ((await (await get(app, entry, cookie)).text()).includes(`${entry}/reverse`))
          return `${entry}/reverse`;
      }
      return "/commercial/ledger/entries/none/reverse";
    },
    form: { reason: REASON },
  },
  "year-end/year-end-close": {
    who: OFFICER,
    at: "/commercial/year-end/2026/close",
    form: { intent: "ask" },
  },
  "year-end/year-end-clawback": {
    who: "Victor Osei",
    at: async () =>
      `/commercial/year-end/clawbacks/${await one(sql`select id::text from clawback order by state = 'requested' desc limit 1`)}`,
    form: { decision: "decline", reason: REASON },
  },
  "year-end/year-end-clawback-new": {
    who: OFFICER,
    // What was declined can be asked for again.
    at: async () => {
      const [row] =
        await sql`select id::text, order_id, trigger, happened_on::text as on, certificate_number from clawback
        order by state = 'requested' desc limit 1`;
      const cookie = await signInAs(app, emailOf("Victor Osei"));
      const no = { step: "submit", decision: "decline", reason: "Asked for by mistake" };
      await post(app, `/commercial/year-end/clawbacks/${row!.id}`, no, cookie);
      const query = new URLSearchParams({
        order: row!.order_id,
        trigger: row!.trigger,
        on: row!.on,
        certificate: row!.certificate_number,
      });
      return `/commercial/year-end/2026/clawbacks/new?${query}`;
    },
    form: { reason: REASON },
  },
  "agreements/agreement-end": {
    who: OFFICER,
    at: async () =>
      `/commercial/agreements/${await one(sql`select agreement_id || '/versions/' || version from agreement_version where state = 'in_force' order by 1 limit 1`)}/end`,
    form: { ...date("last", "2027-01-31"), reason: REASON },
  },
  "certification/waiver-new": {
    who: OFFICER,
    // For a solution whose certificates are over: what is met is not waived.
    at: async () => {
      const [row] =
        await sql`select id from catalogue_item item where kind = 'solution' and state = 'published'
        and not exists (
          select from certificate join standard_version version on version.id = certificate.standard_version_id
            where solution_id = item.id and version.standard_id = 'dtac'
              and coalesce(valid_to, 'infinity') >= '2026-12-01')
        order by 1 limit 1`;
      FORMS["certification/waiver-new"]!.form["solution"] = String(row!.id);
      return "/commercial/waivers/new";
    },
    form: {
      standard: "dtac",
      buyer: "RR8",
      ...date("from", "2026-12-01"),
      ...date("to", "2027-03-31"),
      reason: REASON,
    },
  },
  "certification/certificate-action": {
    who: "Owen Price",
    at: async () =>
      `/commercial/certificates/${await one(sql`select number from certificate where valid_to > '2027-06-01' order by 1 limit 1`)}/suspend`,
    form: {
      decidedBy: "regulator",
      regulatorName: "A regulator",
      ...date("effectiveOn", "2026-12-20"),
      reason: REASON,
    },
  },
  "certification/own-certificate-withdraw": {
    who: "Ruth Alder",
    at: async () =>
      `/supplying/certification/certificates/${await one(sql`select number from certificate where valid_to > '2027-06-01' and supplier_id = '20001' order by 1 limit 1`)}/withdraw`,
    form: { ...date("effectiveOn", "2026-12-20"), reason: REASON },
  },
  "certification/assessment": {
    who: "Owen Price",
    at: async () => {
      const id = await one(
        sql`select id::text from claim where state in ('submitted', 'in_review') order by submitted_at limit 1`,
      );
      const cookie = await signInAs(app, emailOf("Owen Price"));
      await post(app, `/commercial/assessments/${id}`, { decision: "take_up" }, cookie);
      return `/commercial/assessments/${id}`;
    },
    form: { decision: "reject", reason: REASON },
  },
  "people/own-people": {
    who: OFFICER,
    at: "/account/people",
    form: { intent: "invite", email: "alex.hill@nhs.net", role: "assessor" },
  },
  "simulator/scenario-draft": {
    who: OFFICER,
    at: async () =>
      `/simulator/${await one(sql`select id from scenario where organisation_code = 'X24' order by id limit 1`)}/draft`,
    form: { title: REASON, summary: "Half", ...date("effectiveFrom", "2027-04-01") },
  },
  "applications/application-score": {
    who: "Victor Osei",
    at: async () =>
      `/commercial/applications/${await one(sql`select id from application where state = 'submitted' order by id limit 1`)}/score`,
    form: {
      conflict: "no",
      ...Object.fromEntries(
        USUAL_CRITERIA.flatMap(({ id }) => [
          [`score-${id}`, "4"],
          [`reason-${id}`, REASON],
        ]),
      ),
    },
  },
  "applications/application-decide": {
    who: OFFICER,
    at: async () => {
      const id = await one(sql`select id from application where state = 'submitted' order by id limit 1`);
      const decide = `/commercial/applications/${id}/decide`;
      // Who decides has taken the decision on before.
      await post(app, decide.replace("decide", "take"), {}, await signInAs(app, emailOf(OFFICER)));
      return decide;
    },
    form: { decision: "return", reason: REASON },
  },
  "applications/award-turn-down": {
    who: "Grace Adeyemi",
    at: async () => `/buying/awards/${await anAward()}/turn-down`,
    form: { reason: REASON },
  },
  "applications/award-withdraw": {
    who: OFFICER,
    at: async () => `/commercial/awards/${await anAward()}/withdraw`,
    form: { reason: REASON },
  },
  "applications/award-give-back": {
    who: "Grace Adeyemi",
    // What is given back was signed by both sides; the centre has in the demonstration.
    at: async () => {
      const award = `/buying/awards/${await anAward()}`;
      await post(
        app,
        award,
        { signatoryName: "Grace Adeyemi" },
        await signInAs(app, emailOf("Grace Adeyemi")),
      );
      return `${award}/give-back`;
    },
    form: { amount: "100", reason: REASON },
  },
  "local-spend/local-spend-new": {
    who: "Priya Shah",
    at: "/buying/local-spend/new",
    form: {
      category: "training-change",
      amount: "1,250.00",
      description: REASON,
      evidence: "INV 88221",
      ...date("spentOn", "2026-11-02"),
    },
  },
  "local-spend/local-spend-decide": {
    who: OFFICER,
    at: async () =>
      `/commercial/local-spend/${await one(sql`select id from local_spend where state = 'waiting' limit 1` as unknown as Promise<Record<string, string>[]>)}`,
    form: { decision: "decline", reason: REASON },
  },
  "orders/order-breach": {
    who: "Priya Shah",
    // A certificate on which a live order of hers rests is suspended first.
    at: async () => {
      const cookie = await signInAs(app, emailOf("Owen Price"));
      const orders =
        await sql`select o.id, c.number from "order" o join certificate c on c.solution_id = o.solution_id
        where o.buyer_code = 'RR8' and o.state = 'live' and c.valid_to > '2027-01-31' order by o.id, c.number`;
      for (const { id, number } of orders as unknown as { id: string; number: string }[]) {
        await post(
          app,
          `/commercial/certificates/${number}/suspend`,
          { step: "submit", reason: "A test" },
          cookie,
        );
        const address = `/buying/orders/${id}/certificates/${number}`;
        if ((await get(app, address, await signInAs(app, emailOf("Priya Shah")))).status === 200)
          return address;
      }
      return "/buying/orders/none/certificates/none";
    },
    form: { decision: "put_right", note: REASON, ...date("dueOn", "2027-01-31") },
  },
};

/** Sends a form as the page's own would be sent, from the page itself. */
async function send(page: Page, form: Sent): Promise<void> {
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate(
      (fields) => {
        const made = document.createElement("form");
        made.method = "post";
        for (const [name, value] of fields) {
          const input = document.createElement("textarea");
          input.name = name;
          input.value = value;
          made.append(input);
        }
        document.body.append(made);
        made.submit();
      },
      Object.entries(form).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const)),
    ),
  ]);
}

/** The methods of the pages that a browser asks for from now on. */
function methodsOf(page: Page): string[] {
  const methods: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) methods.push(request.method());
  });
  return methods;
}

const idIn = (address: string) => new URL(address).searchParams.get("draft");

describe("a form that is checked before it is sent", () => {
  it("is every one of the address book", () => {
    const files = routes
      .filter(({ file }) => /\bstepOf\(/.test(readFileSync(`app/${file}`, "utf8")))
      .map(({ file }) => file.replace(/^routes\/|\.tsx$/g, ""));
    expect([...new Set(files)].sort()).toEqual(Object.keys(FORMS).sort());
  });

  it.each(Object.entries(REFUSED))("%s, where it is refused", async (file, status) => {
    const { who, at, form } = FORMS[file]!;
    const page = await pageOf(who);
    await page.goto(`${app.baseUrl}${typeof at === "string" ? at : await at()}`);
    const methods = methodsOf(page);
    await send(page, { ...form, step: "check" });
    expect(methods).toEqual(["POST", "GET"]);
    methods.length = 0;
    expect((await page.reload())?.status()).toBe(status);
    expect(await page.locator(".nhsuk-error-summary").count()).toBe(1);
    await page.goBack();
    await page.goForward();
    expect(methods.filter((method) => method !== "GET")).toEqual([]);
  });

  it.each(Object.entries(FORMS).filter(([file]) => !(file in REFUSED)))(
    "%s",
    async (file, { who, at, form }) => {
      const page = await pageOf(who);
      const address = typeof at === "string" ? at : await at();
      const matched = matchRoutes(
        routes.map(({ file: own, path: address = "/" }) => ({ id: own, path: address })),
        address.split("?")[0]!,
      );
      expect(matched?.at(-1)?.route.id).toBe(`routes/${file}.tsx`);
      // What the address fills in is sent with it.
      for (const [name, value] of new URLSearchParams(address.split("?")[1]))
        Object.assign(form, name === "on" ? date(name, value) : { [name]: value });
      const opened = await page.goto(`${app.baseUrl}${address}`);
      expect(opened?.status(), address).toBe(200);
      const methods = methodsOf(page);
      const answers: number[] = [];
      page.on("response", (answer) => {
        if (answer.request().isNavigationRequest()) answers.push(answer.status());
      });
      await send(page, { ...form, step: "check" });
      expect([methods, answers], await page.locator("main").innerText()).toEqual([
        ["POST", "GET"],
        [303, 200],
      ]);
      const checkPage = page.url();
      expect(idIn(checkPage)).not.toBeNull();
      expect(new URL(checkPage).pathname).toBe(address.split("?")[0]);
      const shown = await page.locator("main").innerText();
      expect(await page.getByRole("button", { name: "Change your answers" }).count(), shown).toBe(1);
      // Sums and codes are repeated as they are read; everything else as it was typed, several values of one name too.
      const asTyped = Object.entries(form).filter(([name]) => !/amount|^id$|^table$/.test(name));
      const carried = await Promise.all(
        asTyped.map(async ([name]) => [
          name,
          await page
            .locator(`main form [name="${name}"]`)
            .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
        ]),
      );
      expect(carried).toEqual(asTyped.map(([name, value]) => [name, [value].flat()]));
      methods.length = 0;
      await page.reload();
      expect(await page.locator("main").innerText()).toBe(shown);
      await page.goBack();
      await page.goForward();
      expect(await page.locator("main").innerText()).toBe(shown);
      // A second tab shows the same.
      const second = await contexts.get(who)!.newPage();
      expect((await second.goto(checkPage))?.status()).toBe(200);
      expect(await second.locator("main").innerText()).toBe(shown);
      await second.close();
      expect(methods.filter((method) => method !== "GET")).toEqual([]);
      // Going back to correct something is a page of its own, too, and holds all of it.
      await page.getByRole("button", { name: "Change your answers" }).click();
      expect(idIn(page.url())).not.toBe(idIn(checkPage));
      expect(methods).toEqual(expect.arrayContaining(["POST"]));
      expect(methods.at(-1)).toBe("GET");
      expect(await page.content()).toContain(STAYS[file] ?? REASON);
      await page.close();
    },
    60_000,
  );
});

describe("what was typed", () => {
  const address = "/commercial/funding/limit";
  const form = { amount: "10,000", reason: REASON, step: "check" };
  const typed = async (who = OFFICER) => {
    const page = await pageOf(who);
    await page.goto(`${app.baseUrl}${address}`);
    await send(page, form);
    return { page, path: page.url().slice(app.baseUrl.length) };
  };

  it("is shown to nobody else, nor on another page", async () => {
    const { path, page } = await typed();
    const draft = new URL(page.url()).search;
    const own = await signInAs(app, emailOf(OFFICER));
    const other = await signInAs(app, emailOf("Victor Osei"));
    expect(await (await get(app, path, own)).text()).toContain(REASON);
    const seen = await (await get(app, path, other)).text();
    expect(seen).not.toContain(REASON);
    expect(seen).toContain("What you typed here is not kept any more");
    expect((await get(app, path)).status).toBe(302);
    const elsewhere = await (await get(app, `/commercial/funding/programmes/new${draft}`, own)).text();
    expect(elsewhere).not.toContain(REASON);
  });

  it("is kept for twelve hours: then the page says so and shows the form", async () => {
    const { page } = await typed();
    await sql`update form_draft set expires_at = created_at where id = ${idIn(page.url())}`;
    const answer = await page.reload();
    expect(answer?.status()).toBe(200);
    const text = await page.locator("main").innerText();
    expect(text).toContain("What you typed here is not kept any more");
    expect(text).toContain("12 hours");
    await expect(page.locator('main form [name="reason"]').inputValue()).resolves.toBe("");
  });

  it("goes once it was sent, and Back says so instead of sending it again", async () => {
    const { page } = await typed();
    const id = idIn(page.url());
    const methods = methodsOf(page);
    await page.locator('main button[value="submit"]').click();
    await page.waitForURL(/requests\/.*done=asked/);
    expect((await sql`select 1 from form_draft where id = ${id}`).length).toBe(0);
    methods.length = 0;
    await page.goBack();
    await page.reload();
    expect(methods.filter((method) => method !== "GET")).toEqual([]);
    expect(await page.locator("main").innerText()).toContain("What you typed here is not kept any more");
  });

  it("is at most so many a person", async () => {
    const { page } = await typed("Victor Osei");
    for (let times = 0; times < MOST_DRAFTS + 2; times += 1) await send(page, form);
    const kept = await sql`select count(*)::int as count from form_draft d join "user" u on u.id = d.user_id
      where u.email = ${emailOf("Victor Osei")}`;
    expect(kept[0]!.count).toBe(MOST_DRAFTS);
  });

  it("that was wrong is a page of its own, with the status of the refusal", async () => {
    const page = await pageOf(OFFICER);
    await page.goto(`${app.baseUrl}${address}`);
    const methods = methodsOf(page);
    await send(page, { ...form, amount: "much" });
    expect(methods).toEqual(["POST", "GET"]);
    expect(await page.locator(".nhsuk-error-summary").innerText()).toContain("Enter an amount in pounds");
    await expect(page.locator('main form [name="reason"]').inputValue()).resolves.toBe(REASON);
    methods.length = 0;
    expect((await page.reload())?.status()).toBe(422);
    await page.goBack();
    await page.goForward();
    expect(methods.filter((method) => method !== "GET")).toEqual([]);
    // Corrected, it goes on.
    await page.locator('main form [name="amount"]').fill("10,000");
    await page.locator('main form button[value="check"]').click();
    await expect(page.getByRole("button", { name: "Change your answers" }).count()).resolves.toBe(1);
  });

  it("is answered at once where no page is opened: a script, a machine", async () => {
    const cookie = await signInAs(app, emailOf(OFFICER));
    const answer = await post(app, address, form, cookie);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(REASON);
  });
});
