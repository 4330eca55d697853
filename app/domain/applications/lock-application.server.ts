import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { application } from "~db/schema/applications";
import { noSuchApplication } from "./applicant";
import type { ApplicationState } from "./application";

export type LockedApplication = Omit<typeof application.$inferSelect, "state"> & { state: ApplicationState };

/**
 * An application, held until the action ends. With an organisation: 404 for anybody else's. Throws Problem
 * not-found `no-such-application`.
 */
export async function lockApplication(
  tx: Tx,
  input: { applicationId: string; organisationCode: string | null },
): Promise<LockedApplication> {
  const [row] = await tx
    .select()
    .from(application)
    .where(eq(application.id, input.applicationId))
    .for("no key update");
  if (!row || (input.organisationCode !== null && row.organisationCode !== input.organisationCode))
    throw noSuchApplication();
  return row as LockedApplication;
}
