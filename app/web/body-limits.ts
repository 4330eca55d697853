import { Problem } from "~/domain/shared/problem";

const MB = 1024 * 1024;
export const FORM_BYTES = MB;
export const UPLOAD_BYTES = 12 * MB;
export const MACHINE_BYTES = MB;

/** True for addresses that programs call: they are answered with problem+json. */
export function isMachineAddress(path: string): boolean {
  return /^\/(?:api|webhooks)(?:\/|$)/i.test(path);
}

/** How many bytes the body of a request may have, by its address without query and its Content-Type. */
export function bodyLimit(path: string, contentType: string | undefined): number {
  if (isMachineAddress(path)) return MACHINE_BYTES;
  return /^\s*multipart\/form-data\b/i.test(contentType ?? "") ? UPLOAD_BYTES : FORM_BYTES;
}

/** The refusal of a body that is longer than its limit. */
export function bodyTooLarge(machine: boolean): Problem {
  return new Problem("too-large", "too-large", {
    title: "What you sent is too big",
    detail: machine
      ? "A request to this address can have a body of up to 1 MB."
      : "Nothing was saved. Files can be up to 10 MB, and what is typed into a form up to 1 MB. Go back, choose a smaller file or shorten the text, and send it again.",
  });
}
