import { randomUUID } from "node:crypto";
import { inTransaction, type Connection } from "~db";
import { organisation } from "~db/schema/organisations";
import { SYSTEM } from "~/domain/events/event";
import { commitOrder } from "~/domain/funding/commit-order.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { openProgramme } from "~/domain/funding/open-programme.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { measurePair, withScratchDatabase, type Bench } from "./harness";

const CLIENTS = 16;
const deedBy = { actor: SYSTEM, at: new Date("2026-11-22T10:00:00Z"), today: day("2026-11-22") };

/**
 * Orders that commit money, against a bare UPDATE ... RETURNING of one counter, by 16 connections of one client. The
 * commitment is the verb in its transaction: fund open on the day, once per deed, reservation written, both accounts
 * moved, never below the floor.
 */
export const commitment: Bench = {
  name: "commitment",
  run: ({ databaseUrl }) =>
    withScratchDatabase(databaseUrl, CLIENTS, async (connection) => {
      await prepare(connection, 1);
      let order = 0;
      const { sql } = connection;
      const result = await measurePair({
        name: `commitments on one fund, ${CLIENTS} clients`,
        clients: CLIENTS,
        goal: 0.4,
        baseline: {
          name: "update returning",
          once: () => sql`update bench_counter set free = free - 1 where id = 1 and free >= 1 returning free`,
        },
        subject: {
          name: "commitOrder",
          once: () => {
            order += 1;
            const number = order;
            return inTransaction(connection.db, (tx) =>
              commitOrder(tx, {
                ...deedBy,
                orderId: `B${number}`,
                supplierId: `S${number % 50}`,
                shares: [{ shareId: randomUUID(), payerCode: "X24", fundId: "BENCH-0", cost: pence(1) }],
              }),
            );
          },
        },
      });
      return [result];
    }),
};

async function prepare({ db, sql }: Connection, funds: number): Promise<void> {
  await sql`create table bench_counter (id integer primary key, free bigint not null) with (fillfactor = 50)`;
  await sql`insert into bench_counter values (1, 1000000000000)`;
  await inTransaction(db, async (tx) => {
    await tx.insert(organisation).values({
      code: "X24",
      name: "NHS England",
      kind: "national",
      scheme: "ods",
      source: "bench",
    });
    await openProgramme(tx, {
      ...deedBy,
      programme: { id: "BENCH", name: "Bench", summary: "Measured, not spent", years: "2026/27" },
    });
    for (let index = 0; index < funds; index += 1) {
      await openFund(tx, {
        ...deedBy,
        amount: pence(1_000_000_000_000n),
        fund: {
          id: `BENCH-${index}`,
          programmeId: "BENCH",
          name: `Bench fund ${index}`,
          payerCode: "X24",
          financialYear: 2026,
          nature: "revenue",
          carriesOver: false,
          opensOn: day("2026-04-01"),
          closesOn: day("2027-03-31"),
          eligibleBuyerKinds: [],
        },
      });
    }
  });
}
