import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { publishOrder } from "~/domain/contracts/publish-order.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/** Publishes an order as it stands; running it again publishes nothing new. */
export const publishRelease: Task = async (payload) => {
  const { orderId } = readPayload("publish-release", payload);
  await inTransaction(database().db, (tx) => publishOrder(tx, { orderId, at: clock().now() }));
};
