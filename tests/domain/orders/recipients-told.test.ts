import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { email } from "~db/schema/platform";
import { orderRecipient } from "~db/schema/orders";
import { notifyRecipients } from "~/domain/orders/notify-recipients.server";
import { mailText } from "~/domain/shared/mail";
import { makeCompleteOrder, makeMarket } from "../../factories/orders";
import { makePeople, PEOPLE, PLACES } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);
await makePeople(db);

describe("the organisations that an order is for", () => {
  it("are told when it is live, each of them but its buyer", () =>
    undoneIn(db, async (tx) => {
      const { orderId } = await makeCompleteOrder(db);
      const order = {
        id: orderId,
        title: "Records",
        buyerCode: PLACES.trust.code,
        supplierName: "Alder Systems Ltd",
      };
      await tx.delete(orderRecipient).where(eq(orderRecipient.orderId, orderId));
      await tx.insert(orderRecipient).values({ orderId, organisationCode: PLACES.trust.code });
      await tx.delete(email);
      expect(await notifyRecipients(tx, order)).toBe(0);
      await tx.insert(orderRecipient).values([
        { orderId, organisationCode: PLACES.practice.code },
        { orderId, organisationCode: PLACES.careHome.code },
      ]);
      const count = await notifyRecipients(tx, order);
      const told = await tx.select().from(email);
      expect(told).toHaveLength(count);
      const addresses = told.map((mail) => mail.toAddress);
      expect(addresses).toEqual(expect.arrayContaining([PEOPLE.grace.email, PEOPLE.sam.email]));
      expect(addresses).not.toContain(PEOPLE.priya.email);
      expect(told[0]!.subject).toContain("has ordered Records for your organisation");
      expect(mailText(told[0]!.body)).toContain(`Alder Systems Ltd has signed Records (${orderId})`);
    }));
});
