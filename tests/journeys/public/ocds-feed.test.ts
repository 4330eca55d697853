import { beforeAll, expect, it } from "vitest";
import { inTransaction } from "~db";
import { ocdsRelease } from "~db/schema/contracts";
import { publishOrder } from "~/domain/contracts/publish-order.server";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import { AT, makeHalfFunded, makeMarket, TODAY } from "../../factories/orders";
import { startApp, type RunningApp } from "../../setup/app";
import { ocdsSchemas } from "../../setup/ocds-schema";
import { sharedData } from "../../setup/shared-data";
import { get } from "../../setup/sign-in";
import { testDatabase } from "../../setup/test-database";

/*
 * Readers of the feed keep `links.later` of the last page and ask again from there. Transactions that publish end in any
 * order, and none of their releases may appear before one that is read already.
 */
const ORDERS = 8;
const { db, url } = await testDatabase({ max: 20 });
const orders: { orderId: string; milestones: string[] }[] = [];
let app: RunningApp;

interface Feed {
  releases: { id: string; ocid: string }[];
  links: { next?: string; later: string };
}

beforeAll(async () => {
  await makeMarket(db);
  await makeHalfFunded(db, "FD-1", 10_000_000n);
  for (let made = 0; made < ORDERS; made += 1) orders.push(await makeLiveOrder(db));
  app = await startApp({ databaseUrl: url, worker: false, today: TODAY });
});

const pathOf = (url: string) => new URL(url).pathname + new URL(url).search;

/** A reader that goes on from the page it has, as often as it is asked to. */
function reader(limit: number) {
  const seen = new Map<string, number>();
  let next = `/api/v1/ocds/releases?limit=${limit}`;
  return {
    seen,
    async read(): Promise<void> {
      for (;;) {
        const answer = await get(app, next);
        expect(answer.status).toBe(200);
        const feed = (await answer.json()) as Feed;
        for (const { id } of feed.releases) seen.set(id, (seen.get(id) ?? 0) + 1);
        next = pathOf(feed.links.next ?? feed.links.later);
        if (!feed.links.next) return;
      }
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const publish = (orderId: string, holdMs: number) =>
  inTransaction(db, async (tx) => {
    const id = await publishOrder(tx, { orderId, at: AT });
    await wait(holdMs);
    return id;
  });

it("does not lose a release whose transaction ends after a later one", async () => {
  const follower = reader(1);
  const [early, late] = orders;
  // The second transaction is older, publishes after the first, and could end before it.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const older = inTransaction(db, async (tx) => {
    await tx.execute("select pg_current_xact_id()");
    await held;
    return publishOrder(tx, { orderId: late!.orderId, at: AT });
  });
  await wait(100);
  const first = publish(early!.orderId, 1_500);
  await wait(300);
  letGo();
  await wait(500);
  await follower.read();
  await Promise.all([first, older]);
  await follower.read();
  expect([...follower.seen.keys()].toSorted()).toEqual([await first, await older].toSorted());
});

it("is read whole, in pages, while many publish at once", async () => {
  const followers = [reader(1), reader(3), reader(100)];
  let publishing = true;
  const reading = followers.map(async (follower) => {
    while (publishing) {
      await follower.read();
      await wait(120);
    }
    await follower.read();
  });
  for (const { orderId, milestones } of orders) await makeInvoices(db, orderId, milestones[0]!);
  await Promise.all(orders.map(({ orderId }, index) => publish(orderId, (index * 37) % 90)));
  for (const { orderId, milestones } of orders) await makeInvoices(db, orderId, milestones[1]!);
  await Promise.all(orders.toReversed().map(({ orderId }, index) => publish(orderId, (index * 53) % 70)));
  publishing = false;
  await Promise.all(reading);
  const all = (await db.select().from(ocdsRelease)).map(({ id }) => id);
  expect(all.length).toBeGreaterThan(ORDERS * 2);
  for (const follower of followers) expect([...follower.seen.keys()].toSorted()).toEqual(all.toSorted());
});

it("pages without repeating or leaving out anything, and every page is a valid package", async () => {
  const follower = reader(4);
  await follower.read();
  expect([...follower.seen.values()].every((count) => count === 1)).toBe(true);
  expect(follower.seen.size).toBe(await db.$count(ocdsRelease));
  if (sharedData === null) return;
  const schemas = ocdsSchemas(sharedData);
  const total = follower.seen.size;
  for (const limit of [1, total, 100]) {
    let next: string | undefined = `/api/v1/ocds/releases?limit=${limit}`;
    for (let page = 0; next !== undefined; page += 1) {
      const feed = (await (await get(app, next)).json()) as Feed;
      expect(schemas.package(feed), next).toEqual([]);
      expect(page).toBeLessThan(total);
      next = feed.links.next && pathOf(feed.links.next);
    }
  }
});
