import { z } from "zod";
import { releasePackage } from "~/domain/contracts/release-package";
import { MOST_RELEASES_A_PAGE, releasesAfter } from "~/domain/contracts/release-views.server";
import { api } from "~/web/audience.server";

const Query = z.object({
  after: z
    .string()
    .regex(/^\d{1,18}$/, "after is the number that the last page ended with")
    .default("0"),
  limit: z.coerce.number().int().min(1).max(MOST_RELEASES_A_PAGE).default(MOST_RELEASES_A_PAGE),
});

/** Every release in the order of publication; follow `links.next` until it is gone, and ask `links.later` later on. */
export const loader = api.loader({ query: Query }, async ({ q, query, request, now }) => {
  const { releases, more } = await releasesAfter(q, { after: BigInt(query.after), limit: query.limit });
  const url = new URL(request.url);
  const frame = { uri: url.href, publishedAt: now, publisherName: "Dovetail" };
  const full = releasePackage(
    releases.map(({ release }) => release),
    frame,
  );
  const last = releases.at(-1);
  if (last !== undefined) url.searchParams.set("after", String(last.sequence));
  return { ...full, links: { ...(more ? { next: url.href } : {}), later: url.href } };
});
