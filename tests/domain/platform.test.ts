import { describe, expect, it } from "vitest";
import { testDatabase } from "../setup/test-database";

describe("the test database", async () => {
  const { sql } = await testDatabase();

  it("is a migrated UTF-8 copy with the queue's schema", async () => {
    const [row] =
      await sql`select current_setting('server_encoding') as encoding, to_regclass('graphile_worker._private_jobs') is not null as queue,
      to_regclass('organisation') is not null as ours, lower('ÉCOLE') as lowered`;
    expect(row).toEqual({ encoding: "UTF8", queue: true, ours: true, lowered: "école" });
  });
});
