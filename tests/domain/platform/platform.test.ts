import { quickAddJob, runOnce } from "graphile-worker";
import { describe, expect, it, vi } from "vitest";
import { inTransaction } from "~db";
import { enqueue } from "~/platform/queue.server";
import { returnAbandoned } from "../../../scripts/job-holds";
import { testDatabase } from "../../setup/test-database";

const { db, sql, url } = await testDatabase();

describe("the test database", () => {
  it("is a migrated UTF-8 copy with the queue's schema", async () => {
    const [row] = await sql`
      select current_setting('server_encoding') as encoding,
             to_regclass('graphile_worker.jobs') is not null as queue,
             to_regclass('organisation') is not null as ours,
             lower('ÉCOLE') as lowered`;
    expect(row).toEqual({ encoding: "UTF8", queue: true, ours: true, lowered: "école" });
  });
});

describe("the queue", () => {
  // A worker that was killed is made by hand, in the queue's own table: no public way says that one took a job.
  // runOnce answers when the work is done, which may be before the queue has noted it.
  const jobs = () => sql`select task_identifier, key, run_at > now() as later from graphile_worker.jobs`;

  it("takes a job with the commit and not without it", async () => {
    await expect(
      inTransaction(db, async (tx) => {
        await enqueue(tx, "publish-release", { orderId: "O-1" });
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");
    expect(await jobs()).toEqual([]);
    await inTransaction(db, (tx) => enqueue(tx, "publish-release", { orderId: "O-1" }));
    expect(await jobs()).toEqual([{ task_identifier: "publish-release", key: null, later: false }]);
  });

  it("hands the payload to the job", async () => {
    await inTransaction(db, (tx) => enqueue(tx, "send-invoice", { invoiceId: "I-1" }));
    const send = vi.fn<(payload: unknown) => void>();
    await runOnce({
      connectionString: url,
      noHandleSignals: true,
      taskList: { "send-invoice": (payload) => send(payload), "publish-release": () => {} },
    });
    expect(send.mock.calls).toEqual([[{ invoiceId: "I-1" }]]);
    await expect.poll(jobs).toEqual([]);
  });

  it("gives up nothing when a worker is killed in a job that is asked for again", async () => {
    const ask = () => inTransaction(db, (tx) => enqueue(tx, "publish-release", { orderId: "O-2" }));
    await ask();
    await sql`update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '1 minute', attempts = 1`;
    await ask();
    await returnAbandoned(sql);
    await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`;
    const publish = vi.fn<() => void>();
    await runOnce({
      connectionString: url,
      noHandleSignals: true,
      taskList: { "publish-release": () => publish() },
    });
    expect(publish).toHaveBeenCalledTimes(2);
    await expect.poll(jobs).toEqual([]);
  });

  it("refuses a payload of another shape", async () => {
    const wrong = { emailId: "not an id" };
    await expect(inTransaction(db, (tx) => enqueue(tx, "send-email", wrong))).rejects.toThrow("emailId");
  });

  it("gives the job of a killed worker back, and leaves one that is held", async () => {
    const [dead, held] = await Promise.all(
      ["dead", "held"].map((name) => quickAddJob({ connectionString: url }, "expire-certificates", { name })),
    );
    await sql`update graphile_worker._private_jobs
                 set locked_by = 'worker-' || id, locked_at = now() - interval '1 minute'
               where id in (${dead!.id}, ${held!.id})`;
    const holder = await sql.reserve();
    await holder`select pg_advisory_lock(4206003, ${Number(held!.id)})`;
    expect(await returnAbandoned(sql)).toBe(1);
    const locked = await sql<
      { id: string }[]
    >`select id from graphile_worker.jobs where locked_by is not null`;
    expect(locked.map(({ id }) => id)).toEqual([held!.id]);
    await holder`select pg_advisory_unlock_all()`;
    holder.release();
  });
});

describe("rate limits", () => {
  it("refuse after so many tries and say when to come back, across instances", async () => {
    vi.stubEnv("DATABASE_URL", url);
    vi.stubEnv("SESSION_SECRET", "a secret that only the tests know, long enough");
    vi.stubEnv("PUBLIC_URL", "http://localhost:3000");
    vi.stubEnv("DEMO", "1");
    const { consume } = await import("~/platform/rate-limit.server");
    const { database } = await import("~/platform/database.server");
    for (let n = 0; n < 5; n += 1)
      expect((await consume("sign-in-code", "a@example.org")).allowed).toBe(true);
    const refused = await consume("sign-in-code", "a@example.org");
    expect(refused).toMatchObject({ allowed: false });
    expect("retryAfterSeconds" in refused && refused.retryAfterSeconds).toBeGreaterThan(800);
    expect((await consume("sign-in-code", "b@example.org")).allowed).toBe(true);
    const [row] = await sql`select points from rate_limit where key = 'sign-in-code:a@example.org'`;
    expect(row?.points).toBeGreaterThanOrEqual(5);
    await database().close();
  });
});
