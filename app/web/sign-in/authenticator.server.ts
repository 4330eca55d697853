import { toString as qrCode } from "qrcode";
import { z } from "zod";
import { signIn } from "./sign-in.server";

/** A code of an authenticator app. */
export const AppCode = z
  .string()
  .transform((typed) => typed.replaceAll(/\D/g, ""))
  .pipe(z.string().length(6, "Enter the 6 digits that the app shows"));

/** A code of the app, or one of the backup codes. */
export const AppOrBackupCode = z
  .string()
  .trim()
  .min(6, "Enter the 6 digits that the app shows, or a backup code")
  .max(40, "Enter the 6 digits that the app shows, or a backup code");

export interface AuthenticatorSetUp {
  /** The QR code as an address of an image, and what it says as a key to type. */
  picture: string;
  key: string;
  backupCodes: string[];
}

/** What the page shows to somebody who is setting an app up; null before they have begun. */
export async function authenticatorSetUp(
  headers: Headers,
  userId: string,
): Promise<AuthenticatorSetUp | null> {
  const address = await signIn().authenticatorAddress(headers);
  if (!address) return null;
  const backupCodes = await signIn().backupCodes(userId);
  const svg = await qrCode(address, { type: "svg", margin: 2 });
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  return { picture, key: new URL(address).searchParams.get("secret") ?? "", backupCodes };
}

/** Checks a code of the app, or a backup code, which is then used up. Answers null when it is wrong. */
export function enterEitherCode(typed: string, headers: Headers) {
  const digits = typed.replaceAll(/\s/g, "");
  return /^\d{6}$/.test(digits)
    ? signIn().enterAuthenticatorCode(digits, headers)
    : signIn().enterBackupCode(typed, headers);
}
