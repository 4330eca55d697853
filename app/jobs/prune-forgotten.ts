import type { Task } from "graphile-worker";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { readPayload } from "~/platform/queue.server";
import { pruneForgottenRows } from "./forgotten-rows";

/** Deletes what nobody needs any more; forgotten-rows says what, and how long it is kept. */
export const pruneForgotten: Task = async (payload) => {
  readPayload("prune-forgotten", payload);
  log().info(await pruneForgottenRows(database().db, clock().now()), "forgotten rows pruned");
};
