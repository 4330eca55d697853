import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Message } from "~/domain/shared/mail";
import { SUPPLIER_ROLES } from "./permission";

/** E-mails the people of a supplier who keep its evidence and sign for it. Answers how many were told. */
export async function notifySupplier(tx: Tx, input: { supplierId: string; email: Message }): Promise<number> {
  const [found] = await tx
    .select({ code: supplier.organisationCode })
    .from(supplier)
    .where(eq(supplier.id, input.supplierId));
  if (!found) return 0;
  return notifyPeople(tx, { organisationCode: found.code, roles: SUPPLIER_ROLES }, input.email);
}
