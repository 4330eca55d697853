import type { Task } from "graphile-worker";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { readPayload } from "~/platform/queue.server";
import { fileStore } from "~/gateways/file-store.server";
import { pruneForgottenFiles } from "./forgotten-files";
import { pruneForgottenRows } from "./forgotten-rows";

/** Deletes what nobody needs any more; forgotten-rows says what, and how long it is kept. */
export const pruneForgotten: Task = async (payload, { job }) => {
  readPayload("prune-forgotten", payload);
  // The queue keeps the machine's clock: this job was due when it began to wait.
  const at = { now: clock().now(), machineNow: job.run_at };
  log().info(await pruneForgottenRows(database().db, at), "forgotten rows pruned");
  const files = await pruneForgottenFiles(database().db, fileStore(), at.now);
  log().info({ files }, "forgotten files pruned");
};
