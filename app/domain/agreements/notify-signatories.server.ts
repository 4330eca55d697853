import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Message } from "~/domain/shared/mail";
import { SIGNING_ROLES } from "./signing";

/**
 * Writes to those who may sign for each party. `words` is given the address of the agreements of that party's side:
 * the centre's own, or a buyer's. `exceptUserId` gets none: the person whose action it is. Answers how many were told.
 */
export async function notifySignatories(
  tx: Tx,
  parties: readonly string[],
  words: (address: `/${string}`) => Message,
  exceptUserId: string | null = null,
): Promise<number> {
  if (parties.length === 0) return 0;
  const rows = await tx
    .select({ code: organisation.code, kind: organisation.kind })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...parties]));
  let told = 0;
  for (const { code, kind } of rows) {
    const address = kind === "national" ? "/commercial/agreements" : "/buying/agreements";
    told += await notifyPeople(
      tx,
      { organisationCode: code, roles: SIGNING_ROLES, exceptUserId },
      words(address),
    );
  }
  return told;
}
