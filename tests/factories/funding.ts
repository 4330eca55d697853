import { randomUUID } from "node:crypto";
import { type Db, inTransaction, type Tx } from "~db";
import { organisation } from "~db/schema/organisations";
import { SYSTEM } from "~/domain/audit/event";
import { commitOrder } from "~/domain/ledger/commit-order.server";
import { ledgerProblem } from "~/domain/ledger/ledger-refusal";
import { openFund, type NewFund } from "~/domain/funding/open-fund.server";
import { openProgramme } from "~/domain/funding/open-programme.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";

export const AT = new Date("2026-11-22T10:00:00Z");
export const TODAY = day("2026-11-22");
export const asSystem = { actor: SYSTEM, at: AT, today: TODAY };

export interface MadeOrganisation {
  code: string;
  name?: string;
  kind?: string;
  regionCode?: string;
  icbCode?: string;
}

/** Organisations as the directory would hold them; ones that are there already stay. */
export async function makeOrganisations(db: Db, organisations: readonly MadeOrganisation[]): Promise<void> {
  const rows = organisations.map((made) => ({
    name: `Organisation ${made.code}`,
    kind: "trust",
    scheme: "ods",
    source: "test",
    ...made,
  }));
  await db.insert(organisation).values(rows).onConflictDoNothing();
}

/** An open fund of NHS England with its programme, made by the verbs. */
export async function makeFund(
  db: Db,
  id: string,
  amountPence: bigint,
  overrides: Partial<NewFund> = {},
): Promise<NewFund> {
  await makeOrganisations(db, [{ code: "X24", name: "NHS England", kind: "national" }]);
  const fund: NewFund = {
    id,
    programmeId: `programme-of-${id}`,
    name: `Fund ${id}`,
    payerCode: "X24",
    financialYear: 2026,
    nature: "revenue",
    carriesOver: false,
    opensOn: day("2026-04-01"),
    closesOn: day("2027-03-31"),
    eligibleBuyerKinds: [],
    ...overrides,
  };
  await inTransaction(db, async (tx) => {
    await openProgramme(tx, {
      ...asSystem,
      programme: {
        id: fund.programmeId,
        name: `Programme of ${id}`,
        summary: "For a test",
        firstYear: 2020,
        lastYear: null,
      },
    }).catch((error: unknown) => {
      if ((error as { code?: string }).code !== "programme-exists") throw error;
    });
    await openFund(tx, { ...asSystem, fund, amount: pence(amountPence) });
  });
  return fund;
}

/** A transaction whose refusal comes as a Problem also when it comes at COMMIT, as app/web does it. */
export async function commandIn<T>(db: Db, entry: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(db, entry);
  } catch (error) {
    throw ledgerProblem(error) ?? error;
  }
}

/** Commits one share of an order from a fund, or from a budget when `fundId` is null; answers its share's id. */
export async function commitShare(
  db: Db,
  order: { orderId: string; fundId: string | null; cost: bigint; payerCode?: string; supplierId?: string },
): Promise<string> {
  const shareId = randomUUID();
  await commandIn(db, (tx) =>
    commitOrder(tx, {
      ...asSystem,
      orderId: order.orderId,
      supplierId: order.supplierId ?? "20001",
      shares: [
        { shareId, payerCode: order.payerCode ?? "X24", fundId: order.fundId, cost: pence(order.cost) },
      ],
    }),
  );
  return shareId;
}
