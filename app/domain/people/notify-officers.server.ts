import type { Tx } from "~db";
import type { Message } from "../shared/mail";
import { notifyPeople } from "./notify-people.server";

/** Writes to every commercial officer but the one who did it: the second pair of eyes. Returns how many were told. */
export async function notifyOfficers(
  tx: Tx,
  email: Message & { exceptUserId: string | null },
): Promise<number> {
  const { exceptUserId, ...message } = email;
  return notifyPeople(tx, { organisationCode: null, roles: ["commercial_officer"], exceptUserId }, message);
}
