import { Problem } from "~/domain/shared/problem";

/**
 * Refuses a post that another site made a browser send. Every browser of the last years sends Origin with a post; where
 * it is missing, Sec-Fetch-Site or the Referer must say that the form was ours.
 */
export function checkOrigin(request: Request, publicUrl: string): void {
  const hosts = new Set([new URL(request.url).host, new URL(publicUrl).host]);
  const { headers } = request;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const referer = headers.get("referer");
  const ours = origin
    ? hosts.has(hostOf(origin))
    : site
      ? site === "same-origin"
      : referer !== null && hosts.has(hostOf(referer));
  if (ours) return;
  throw new Problem("not-allowed", "foreign-form", {
    title: "This form did not come from this website",
    detail: "For your safety nothing was done. Open the page here and send the form again.",
    next: { label: "Go to the home page", href: "/" },
  });
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}
