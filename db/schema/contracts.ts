import { bigserial, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A published OCDS release; never changed, a later one amends it. */
export const ocdsRelease = pgTable(
  "ocds_release",
  {
    sequence: bigserial("sequence", { mode: "bigint" }).primaryKey(),
    id: text("id").notNull().unique(),
    ocid: text("ocid").notNull(),
    tags: text("tags").array().notNull(),
    orderId: text("order_id"),
    frameworkId: text("framework_id"),
    body: jsonb("body").notNull(),
    publishedAt: instant("published_at").notNull(),
  },
  (t) => [index("ocds_release_by_ocid").on(t.ocid), index("ocds_release_by_order").on(t.orderId)],
);
