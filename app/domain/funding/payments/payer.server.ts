import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { organisation } from "~db/schema/organisations";

/** The body that pays into a fund: its name, and the kind that says which pages its people have. */
export async function payerOf(q: Queryable, code: string): Promise<{ name: string; kind: string }> {
  const [row] = await q
    .select({ name: organisation.name, kind: organisation.kind })
    .from(organisation)
    .where(eq(organisation.code, code));
  return row!;
}
