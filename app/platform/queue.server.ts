import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "~db";

/*
 * The names of the jobs and the shape of what each is told: ids and nothing else, since a job reads the truth when it
 * runs. What a job does stands in app/jobs. Enqueueing inside the transaction that causes the job means that neither
 * can happen without the other.
 */
export const jobPayloads = {
  "send-email": z.object({ emailId: z.uuid() }),
  "send-invoice": z.object({ invoiceId: z.string() }),
  "settle-stripe-invoice": z.object({ invoiceNumber: z.string() }),
  "receive-stripe-event": z.object({ eventId: z.string() }),
  "publish-release": z.object({ orderId: z.string() }),
  "expire-certificates": z.object({}),
  "run-market": z.object({ runId: z.string() }),
  "announce-annual-charges": z.object({}),
  "expire-reservations": z.object({}),
  "recompute-ledger": z.object({}),
  "record-compliance": z.object({}),
  "prune-forgotten": z.object({}),
} satisfies Record<string, z.ZodObject>;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

/**
 * Adds a job to the queue in the given transaction; it runs after the commit and never if there is none. Two for the
 * same action both stand: the second finds its work done. The queue's own keys are not used, because a job that is replaced
 * while it runs is marked as tried for the last time, and stays so for ever when its worker is killed.
 * Throws ZodError when the payload has not the job's shape.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
): Promise<void> {
  const checked = JSON.stringify(jobPayloads[name].parse(payload));
  await tx.execute(
    sql`select graphile_worker.add_job(identifier => ${name}::text, payload => ${checked}::text::json)`,
  );
}

/**
 * Adds a job for each row that a statement answers with, in its own round trip. `payloads` is a query or a data-changing
 * statement that returns one column of JSON in the job's shape. Answers how many jobs were added.
 */
export async function enqueueFrom(tx: Tx, name: JobName, payloads: SQL): Promise<number> {
  const added = await tx.execute(sql`
    with each(payload) as (${payloads})
    select (graphile_worker.add_job(identifier => ${name}::text, payload => each.payload)).id from each`);
  return added.length;
}

/** Reads the payload of a job. Throws ZodError when it has not the job's shape. */
export function readPayload<Name extends JobName>(name: Name, payload: unknown): JobPayload<Name> {
  return jobPayloads[name].parse(payload) as JobPayload<Name>;
}
