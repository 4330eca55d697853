// Over 150 lines: one order's whole way from sending to the last payment, and each moment at which everything dies.
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Db, inTransaction } from "~db";
import { ledgerAccount } from "~db/schema/funding";
import { invoice } from "~db/schema/invoices";
import { order, orderApproval, orderMilestone, orderShare } from "~db/schema/orders";
import { ocdsRelease } from "~db/schema/contracts";
import { supplierOrganisationCode } from "~/domain/shared/supplier-code";
import { sum } from "~/domain/money/money";
import { financialYearOf } from "~/domain/shared/financial-year";
import { STARTS_AFTER_DAYS } from "../../../scripts/seed/purchase-course";
import { purchasesOfDemoPeople } from "../../../scripts/seed/purchase-list";
import { DEMO_PEOPLE, SeedPeople } from "../../../scripts/seed/seed-people";
import { Purchaser } from "../../../scripts/seed/seed-purchases";
import { seedTime } from "../../../scripts/seed/seed-time";
import { startApp, type RunningApp } from "../../setup/app";
import { DEMO_DAY, demoDatabase, morningOf } from "../../setup/demo-database";
import { brokenInvariants, unfinishedWork } from "../../setup/invariants";
import { ocdsSchemas } from "../../setup/ocds-schema";
import { sharedData } from "../../setup/shared-data";
import { signInAs } from "../../setup/sign-in";
import { SOAKING } from "../../setup/soak";
import { type Filled, type OpenPage, Visitor, wordsOf } from "../../setup/visitor";

/*
 * Server and worker are killed (kill -9) while each action of an order is under way, and started again on the same port.
 * The person then does what people do: sends the page again, or reloads it and goes on from what it shows. Three kinds
 * of moment: by chance within a fifth of a second; held fast in the middle of the transaction; held fast in its COMMIT.
 * npm test kills at seven moments; npm run soak at all sixteen, in the way of one order after the other.
 */
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const ROUNDS = SOAKING ? 5 : 1;
let db: Db;
let url = "";
const now = morningOf(DEMO_DAY);
let app: RunningApp;
let orderId = "";
let kills = 0;
const people: Record<string, Visitor> = {};

/** Chance that can be repeated: KILL_SEED=<the seed in the failure's message>. */
let state = SEED;
function chance(): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const context = (what: string) => `${what}; KILL_SEED=${SEED}, kill ${kills}`;

async function begin(): Promise<void> {
  await app?.stop();
  ({ db, url } = await demoDatabase({ withoutHistory: true }));
  kills = 0;
  await inTransaction(db, async (tx) => {
    const time = seedTime(DEMO_DAY, now);
    const known = new SeedPeople(tx, now);
    for (const [index, person] of DEMO_PEOPLE.entries()) await known.enrol(person, index + 1);
    const supplierOf = (solutionId: string) => supplierOrganisationCode(solutionId.split("-")[0]!);
    // It starts today, so that its milestones can be confirmed, and both fall in a year whose money has begun.
    const purchase = {
      ...purchasesOfDemoPeople()[0]!,
      daysAgo: STARTS_AFTER_DAYS,
      stage: "in-progress" as const,
    };
    await new Purchaser(tx, time, known, supplierOf).carryOut(purchase);
  });
  orderId = (await db.select().from(order))[0]!.id;
  app = await startApp({ databaseUrl: url, today: DEMO_DAY });
  for (const name of ["priya.shah", "tom.okafor", "nadia.rahman", "ruth.alder", "daniel.alder"]) {
    // The address stays the same over all restarts, and so do the sessions.
    people[name.split(".")[0]!] = new Visitor(app, await signInAs(app, `${name}@demo.dovetail.example`));
  }
}

async function kill(): Promise<void> {
  kills += 1;
  await app.kill();
}

async function restart(): Promise<void> {
  app = await startApp({ databaseUrl: url, today: DEMO_DAY, since: app.since, port: app.port });
}

/** Lets jobs and webhooks run for a moment, at most so long, and kills them at it. */
async function killWhileWorking(mostMs: number): Promise<void> {
  await wait(chance() * mostMs);
  await kill();
  await restart();
}

type Moment = "in peace" | "by chance" | "in the transaction" | "in the commit";

/** A moment that only the long form kills at; in the short one the action is done in peace. */
const inSoak = (moment: Moment): Moment => (SOAKING ? moment : "in peace");

/** Keeps what an action needs locked while `meanwhile` runs: the order's row from the start, or the ledger's at COMMIT. */
async function holding(moment: Moment, meanwhile: () => Promise<void>): Promise<void> {
  if (moment === "by chance") {
    await wait(chance() * 200);
    return meanwhile();
  }
  await inTransaction(db, async (tx) => {
    if (moment === "in the transaction") {
      await tx.select().from(order).where(eq(order.id, orderId)).for("update");
    } else await tx.select().from(ledgerAccount).for("update");
    await meanwhile();
  });
}

/** Waits until so many other connections wait for what this transaction holds, in their COMMIT when that is meant. */
async function untilBlocked(moment: Moment, count: number): Promise<void> {
  for (let look = 0; look < 600; look += 1) {
    const waiting = await db.execute<{ query: string }>(sql`
      select query from pg_stat_activity
      where datname = current_database() and application_name <> 'dovetail-test' and wait_event_type = 'Lock'`);
    const inCommit = (query: string) => query.trim().toLowerCase() === "commit";
    const right = [...waiting].filter(({ query }) => inCommit(query) === (moment === "in the commit"));
    if (right.length >= count) return;
    await wait(25);
  }
  throw new Error(context("the action never came as far as the lock"));
}

interface Action {
  who: string;
  path: string;
  fill: Filled;
  /** A page in between, whose form is sent too: check before you record. */
  confirm?: Filled;
}

async function formOf(action: Action): Promise<OpenPage> {
  const page = await people[action.who]!.open(action.path);
  return action.confirm ? people[action.who]!.send(page, action.fill) : page;
}

const sent = (action: Action, page: OpenPage) =>
  people[action.who]!.send(page, action.confirm ?? action.fill);

/** Does actions, all at once, and kills everything meanwhile. Answers the pages that were sent. */
async function killDuring(moment: Moment, actions: Action[]): Promise<OpenPage[]> {
  const pages = await Promise.all(actions.map(formOf));
  if (moment === "in peace") return pages; // whoever tries again does it for the first time
  const held = moment !== "by chance";
  let sending: Promise<unknown> = Promise.resolve();
  const send = () => {
    sending = Promise.allSettled(actions.map((action, index) => sent(action, pages[index]!)));
  };
  if (!held) send();
  await holding(moment, async () => {
    if (held) send();
    if (held) await untilBlocked(moment, actions.length);
    await kill();
  });
  await sending;
  await restart();
  return pages;
}

/** As a person who saw nothing come back: sends the same page again, or reloads it and goes on from what is there. */
async function tryAgain(actions: Action[], pages: OpenPage[], how: "resend" | "reload"): Promise<void> {
  for (const [index, action] of actions.entries()) {
    const last = how === "resend" ? await sent(action, pages[index]!) : await doneOrSentAnew(action);
    if (last === null) continue;
    expect(last.status, context(`${action.path}: ${wordsOf(last.html).slice(0, 500)}`)).toBe(200);
  }
}

/** Null when the page no longer shows the form: it had been done. */
async function doneOrSentAnew(action: Action): Promise<OpenPage | null> {
  const fresh = await people[action.who]!.open(action.path);
  const again = await people[action.who]!.send(fresh, action.fill).catch(() => null);
  return again && action.confirm ? people[action.who]!.send(again, action.confirm) : again;
}

async function stateOfOrder(): Promise<string> {
  return (await db.select().from(order).where(eq(order.id, orderId)))[0]!.state;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) {
      const left = await unfinishedWork(db);
      throw new Error(
        `${context(`${what} did not happen`)}\n${left.join("\n")}\n${app.output().slice(-3000)}`,
      );
    }
    await wait(200);
  }
}

const milestones = () =>
  db
    .select()
    .from(orderMilestone)
    .where(eq(orderMilestone.orderId, orderId))
    .orderBy(orderMilestone.position);
const invoicesOf = (milestoneId: string) =>
  db.select().from(invoice).where(eq(invoice.milestoneId, milestoneId)).orderBy(invoice.payerCode);

/** On the stand-in's page, killed while paying and, when asked, again while the webhook is on its way. */
async function payHosted(
  path: string,
  number: string,
  moment: Moment,
  alsoWhileHearing: boolean,
): Promise<void> {
  const action = { who: "tom", path, fill: { way: "card" } };
  await killDuring(moment, [action]);
  await tryAgain([action], [], "reload");
  if (alsoWhileHearing) await killWhileWorking(300);
  const isPaid = and(eq(invoice.number, number), eq(invoice.state, "paid"));
  await until(`the payment of ${number}`, async () => (await db.$count(invoice, isPaid)) === 1);
}

async function payBacs(number: string, moment: Moment): Promise<void> {
  const [row] = await db.select().from(invoice).where(eq(invoice.number, number));
  const [year, month, day] = DEMO_DAY.split("-");
  const action = {
    who: "nadia",
    path: `/invoices/${number}/pay`,
    fill: {
      amount: `${row!.gross / 100n}.${String(row!.gross % 100n).padStart(2, "0")}`,
      reference: `BACS ${number}`,
      "paidOn-day": day!,
      "paidOn-month": month!,
      "paidOn-year": year!,
    },
    confirm: { intent: "record" },
  };
  await tryAgain([action], await killDuring(moment, [action]), "resend");
  const isPaid = and(eq(invoice.number, number), eq(invoice.state, "paid"));
  expect(await db.$count(invoice, isPaid), context(`${number} is paid`)).toBe(1);
}

describe.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))("order %i", () => {
  beforeAll(begin);

  it("is sent for approval once, killed in the middle and again by chance", async () => {
    const action = {
      who: "priya",
      path: `/buying/orders/${orderId}/check`,
      fill: { signatoryName: "Priya Shah" },
    };
    await killDuring("in the transaction", [action]);
    expect(await stateOfOrder(), context("nothing had been committed")).toBe("in_progress");
    const pages = await killDuring(inSoak("by chance"), [action]);
    await tryAgain([action], pages, "resend");
    expect(await stateOfOrder(), context("sent")).toBe("awaiting_approval");
  });

  it("is approved by both payers at once, killed in the middle of both", async () => {
    const actions = [
      { who: "tom", path: `/buying/approvals/${orderId}/approve`, fill: {} },
      { who: "nadia", path: `/commercial/approvals/${orderId}/approve`, fill: {} },
    ];
    await killDuring("in the transaction", actions);
    expect(await db.$count(orderApproval, eq(orderApproval.state, "approved"))).toBe(0);
    await killDuring(inSoak("by chance"), actions);
    await tryAgain(actions, [], "reload");
    expect(await stateOfOrder(), context("approved")).toBe("awaiting_signature");
  });

  it("is accepted and committed once, killed in the middle and in the COMMIT itself", async () => {
    const path = `/supplying/orders/${orderId}`;
    const action = { who: "ruth", path, fill: { decision: "accept", signatoryName: "Ruth Alder" } };
    await killDuring(inSoak("in the transaction"), [action]);
    expect(await stateOfOrder(), context("nothing had been committed")).toBe("awaiting_signature");
    const pages = await killDuring("in the commit", [action]);
    // Nobody heard of it, and it was done. Whoever sends it again must not do it twice.
    await until("the commit", async () => (await stateOfOrder()) === "live");
    await tryAgain([action], pages, "resend");
    expect(await stateOfOrder(), context("accepted")).toBe("live");
    await until("publication", async () => (await db.$count(ocdsRelease)) > 0);
  });

  it.each([0, 1])(
    "has milestone %i confirmed, invoiced and paid once",
    async (index) => {
      const { id } = (await milestones())[index]!;
      const confirm = {
        who: "priya",
        path: `/buying/orders/${orderId}/milestones/${id}?step=check`,
        fill: { note: "It is there" },
      };
      await tryAgain(
        [confirm],
        await killDuring(inSoak("by chance"), [confirm]),
        index === 0 ? "resend" : "reload",
      );
      const raise = {
        who: "daniel",
        path: `/supplying/orders/${orderId}/invoices?milestone=${id}`,
        fill: { milestone: id },
      };
      const moment = index === 0 ? "by chance" : inSoak("in the transaction");
      await tryAgain([raise], await killDuring(moment, [raise]), index === 0 ? "resend" : "reload");
      if (index === 0) await killWhileWorking(400); // the worker is sending them
      const isSent = async () => {
        const rows = await invoicesOf(id);
        return rows.length === 2 && rows.every((row) => row.state === "sent");
      };
      await until("sending the invoices", isSent);
      const [own, centre] = await invoicesOf(id);
      expect([own!.payerCode, centre!.payerCode]).toEqual(["RR8", "X24"]);
      await payHosted(
        new URL(own!.hostedUrl!).pathname,
        own!.number,
        index === 0 ? "by chance" : inSoak("by chance"),
        SOAKING && index === 1,
      );
      await payBacs(centre!.number, index === 0 ? "in the transaction" : inSoak("by chance"));
    },
    240_000,
  );

  it("ends with every book in order after all that", async () => {
    expect(kills).toBe(SOAKING ? 16 : 7);
    await until("the rest of the work", async () => (await unfinishedWork(db)).length === 0);
    // Two years reach over later financial years, whose money waits for their annual charges.
    expect(await stateOfOrder()).toBe("live");
    const shares = await db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
    const begun = shares.filter((share) => share.financialYear <= financialYearOf(DEMO_DAY));
    const invoices = await db.select().from(invoice);
    expect(invoices).toHaveLength(4);
    expect(sum(invoices.map((row) => row.gross))).toBe(sum(begun.flatMap((share) => [share.net, share.vat])));
    expect(await brokenInvariants(db), context("invariants")).toEqual([]);
    const releases = await db.select().from(ocdsRelease).orderBy(ocdsRelease.sequence);
    const bodies = releases.map(({ body }) => JSON.stringify(body));
    expect(new Set(bodies).size).toBe(bodies.length);
    if (sharedData === null) return;
    const schemas = ocdsSchemas(sharedData);
    for (const { id, body } of releases) expect(schemas.release(body), id).toEqual([]);
  });
});
