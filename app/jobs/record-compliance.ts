import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { dayOf } from "~/domain/shared/day";
import { recordCompliance } from "~/domain/standards/reports/record-compliance.server";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/** Counts once a day how the solutions on sale meet each standard, for the report over time. A second run finds it counted. */
export const recordComplianceJob: Task = async (payload) => {
  readPayload("record-compliance", payload);
  const on = dayOf(clock().now());
  await inTransaction(database().db, (tx) => recordCompliance(tx, { on }));
};
