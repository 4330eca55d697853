import { and, eq, gt, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { signInCode } from "~db/schema/people";
import { codeHash, codeSecretHash } from "./send-sign-in-code.server";

/**
 * Whose code it is: the person's id, once, and null when the code is wrong, too old, used or was tried too often. A try
 * counts when the transaction commits, so the caller must not throw because of a null; tries at once count one by one.
 */
export async function enterSignInCode(
  tx: Tx,
  { secret, code, at }: { secret: string; code: string; at: Date },
): Promise<{ userId: string } | null> {
  const secretHash = codeSecretHash(secret);
  const [row] = await tx
    .update(signInCode)
    .set({ triesLeft: sql`${signInCode.triesLeft} - 1` })
    .where(
      and(eq(signInCode.secretHash, secretHash), gt(signInCode.expiresAt, at), gt(signInCode.triesLeft, 0)),
    )
    .returning({ userId: signInCode.userId, codeHash: signInCode.codeHash });
  if (row?.codeHash !== codeHash(secret, code)) return null;
  await tx.delete(signInCode).where(eq(signInCode.secretHash, secretHash));
  return { userId: row.userId };
}
