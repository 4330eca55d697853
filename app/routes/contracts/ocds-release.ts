import { z } from "zod";
import { releasePackage } from "~/domain/contracts/release-package";
import { releaseById } from "~/domain/contracts/release-views.server";
import { api } from "~/web/audience.server";

const Params = z.object({ id: z.string().max(120) });

/** One release in its package. */
export const loader = api.loader({ params: Params }, async ({ q, params, request }) => {
  const { release, publishedAt } = await releaseById(q, params.id);
  return releasePackage([release], { uri: request.url, publishedAt, publisherName: "Dovetail" });
});
