import { describe, expect, it } from "vitest";
import { email } from "~db/schema/platform";
import { mailbox } from "~/domain/people/mail-views.server";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();

describe("the mailbox", () => {
  it("lists by the moment that it shows, the portal's, and not by when a row was written", async () => {
    const mail = (subject: string, written: string, sentAt: string | null) => ({
      toAddress: "priya@example.org",
      kind: "test",
      subject,
      body: ["Words"],
      state: sentAt ? "sent" : "queued",
      createdAt: new Date(written),
      sentAt: sentAt === null ? null : new Date(sentAt),
    });
    await db.insert(email).values([
      // Written and sent in another order, by clocks that are years apart
      mail("second", "2020-01-01T10:00:00Z", "2026-11-22T10:00:00Z"),
      mail("third", "2020-01-03T10:00:00Z", "2026-11-21T10:00:00Z"),
      mail("waits", "2020-01-02T10:00:00Z", null),
      mail("first", "2020-01-01T09:00:00Z", "2026-11-22T12:58:00Z"),
    ]);
    const page = await mailbox(db, {}).page(null, 3);
    expect(page.rows.map((row) => row.subject)).toEqual(["waits", "first", "second"]);
    const { next } = page;
    if (next === null || typeof next === "string") throw new Error("there is a next page");
    expect((await mailbox(db, {}).page(next, 3)).rows.map((row) => row.subject)).toEqual(["third"]);
  });
});
