import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "~db";
import { email } from "~db/schema/platform";
import { addToFund } from "~/domain/funding/add-to-fund.server";
import type { NewFund } from "~/domain/funding/fund";
import { openFund } from "~/domain/funding/open-fund.server";
import { pence } from "~/domain/money/money";
import { mailText } from "~/domain/shared/mail";
import { asSystem, AT, makeFund, TODAY } from "../../factories/funding";
import { actorFor, makePeople, PEOPLE } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
let given: NewFund;
let trust: string;

beforeAll(async () => {
  await makePeople(db);
  given = await makeFund(db, "OWN", 100n);
  trust = (await actorFor(db, "tom")).organisationCode;
  await db.delete(email);
});

const mails = async (tx: Tx) =>
  (await tx.select().from(email).where(eq(email.kind, "fund-payer")))
    .map((mail) => ({ to: mail.toAddress, text: mailText(mail.body) }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));

describe("a fund that another body pays into", () => {
  it("tells whoever answers for its money, when it opens and each time more goes in", () =>
    undoneIn(db, async (tx) => {
      const by = { actor: await actorFor(tx as unknown as typeof db, "nadia"), at: AT, today: TODAY };
      const fund = { ...given, id: "JOINT", name: "Records together", payerCode: trust };
      await openFund(tx, { ...by, fund, amount: pence(123_456), requestId: "FR-0001" });
      const told = await mails(tx);
      expect(told.map(({ to }) => to)).toEqual([PEOPLE.priya.email, PEOPLE.tom.email].sort());
      expect(told[0]!.text).toContain(
        "your organisation pays £1,234.56 into the fund Records together (JOINT)",
      );
      await addToFund(tx, { ...by, fundId: "JOINT", amount: pence(1), reason: "More", requestId: "FR-0002" });
      expect(await mails(tx)).toHaveLength(4);
    }));

  it("tells nobody of the officer's own body, nor of what is imported", () =>
    undoneIn(db, async (tx) => {
      const by = { actor: await actorFor(tx as unknown as typeof db, "nadia"), at: AT, today: TODAY };
      const own = { ...given, id: "OWN-2", name: "Own money", payerCode: by.actor.organisationCode };
      await openFund(tx, { ...by, fund: own, amount: pence(1), requestId: "FR-0001" });
      const imported = { ...given, id: "OLD", name: "Old money", payerCode: trust };
      await openFund(tx, { ...asSystem, fund: imported, amount: pence(1), requestId: "FR-0002" });
      expect(await mails(tx)).toEqual([]);
    }));
});
