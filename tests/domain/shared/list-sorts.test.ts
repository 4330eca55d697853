import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { moneyRequest } from "~db/schema/fund-changes";
import { inTransaction } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { claim, standardVersion } from "~db/schema/certification";
import { claimsDecided, claimsWaitingList } from "~/domain/certification/claims/claim-views.server";
import type { MoneyRequestSort } from "~/domain/funding/requests/money-request-sort";
import type { List } from "~/domain/shared/keyset.server";
import type { PagePlace } from "~/domain/shared/page-place";
import { pence } from "~/domain/money/money";
import { askedList } from "~/domain/proposals/asked-views.server";
import { makeFund } from "../../factories/funding";
import { actorFor, makePeople } from "../../factories/people";
import { makeSolution, makeStandard } from "../../factories/standards";
import { testDatabase } from "../../setup/test-database";

/*
 * Lists that are paged in SQL, sorted by each of their headings: page by page every row once, in one order, which is the
 * file's, and the other way round it is the same order backwards. Many rows are equal in what they are sorted by.
 */
const { db } = await testDatabase();
const ROWS = 7;

beforeAll(async () => {
  await makePeople(db);
  await makeFund(db, "GIVES", 100_000n);
  const [nadia, victor] = [await actorFor(db, "nadia"), await actorFor(db, "victor")];
  const at = (n: number) => new Date(Date.UTC(2026, 9, 1 + n, 9));
  const requests = Array.from({ length: ROWS }, (_, n) => ({
    id: `FR-${String(n + 1).padStart(4, "0")}`,
    kind: n % 3 === 0 ? "limit" : "add",
    fundId: n % 3 === 0 ? null : "GIVES",
    amount: pence(BigInt(100 * (1 + (n % 2)))),
    reason: "Agreed",
    state: "requested",
    requestedBy: (n % 2 === 0 ? nadia : victor).userId,
    requestedAt: at(n >> 1),
  }));
  await db.insert(moneyRequest).values(requests);
  const solutionId = await inTransaction(db, async (tx) => {
    await makeStandard(tx);
    return makeSolution(tx);
  });
  const [version] = await db.select().from(standardVersion);
  const [item] = await db.select().from(catalogueItem).where(eq(catalogueItem.id, solutionId));
  for (const state of ["submitted", "rejected"] as const) {
    await db.insert(claim).values(
      Array.from({ length: ROWS }, (_, n) => ({
        id: `00000000-0000-4000-8000-${state === "submitted" ? "1" : "2"}${String(n).padStart(11, "0")}`,
        standardVersionId: version!.id,
        supplierId: item!.supplierId,
        solutionId: n % 2 === 0 ? solutionId : null,
        state,
        submittedAt: at(n >> 1),
        decidedAt: state === "rejected" ? at(10 + (n >> 1)) : null,
        decisionReason: state === "rejected" ? "Not enough" : null,
      })),
    );
  }
});

async function idsOf<Row extends { id: string }>(list: List<Row>): Promise<string[]> {
  const ids: string[] = [];
  for (let place: PagePlace | null = null; ;) {
    const page = await list.page(place, 2);
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === null) return ids;
    place = page.next;
  }
}

const WAITING = ["standard", "holder", "supplier", "submitted"] as const;
const DECIDED = ["standard", "holder", "supplier", "decided"] as const;
const REQUESTS = ["about", "by", "asked", "amount"] as const satisfies readonly MoneyRequestSort[];
const both = [false, true];

const LISTS: [name: string, by: string, of: (descending: boolean) => List<{ id: string }>][] = [
  ...WAITING.map(
    (by) =>
      [
        "claims that wait",
        by,
        (descending: boolean) => claimsWaitingList(db, { sort: { by, descending } }),
      ] as never,
  ),
  ...DECIDED.map(
    (by) =>
      [
        "claims decided",
        by,
        (descending: boolean) => claimsDecided(db, { sort: { by, descending } }),
      ] as never,
  ),
  ...REQUESTS.map(
    (by) =>
      [
        "what officers ask",
        by,
        (descending: boolean) => askedList(db, { sort: { by, descending } }),
      ] as never,
  ),
];

describe("a list that is sorted in the database", () => {
  it.each(LISTS)("%s by %s: every row once, page by page and in its file, both ways", async (_, __, of) => {
    const [up, down] = await Promise.all(both.map((descending) => idsOf(of(descending))));
    expect(up).toHaveLength(ROWS);
    expect(new Set(up).size).toBe(ROWS);
    expect(down).toEqual(up!.toReversed());
    const file: string[] = [];
    for await (const rows of of(false).batches(3)) file.push(...rows.map(({ id }) => id));
    expect(file).toEqual(up);
  });

  it("is in the order that its heading says", async () => {
    const amounts = await askedList(db, { sort: { by: "amount", descending: true } }).first(ROWS);
    expect(amounts.map(({ amount }) => amount)).toEqual(
      amounts.map(({ amount }) => amount).toSorted((a, b) => Number((b ?? -1n) - (a ?? -1n))),
    );
    const about = await askedList(db, { sort: { by: "about", descending: false } }).first(ROWS);
    const names = about.map((row) => row.about ?? "Every fund");
    expect(names).toEqual(names.toSorted());
    const holders = (
      await claimsWaitingList(db, { sort: { by: "holder", descending: false } }).first(ROWS)
    ).map((row) => row.solutionName ?? "The organisation");
    expect(holders).toEqual(holders.toSorted());
  });
});
