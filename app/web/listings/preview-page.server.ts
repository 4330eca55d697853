import type { Queryable } from "~db";
import { certificatesOf } from "~/domain/certification/certificates/certificate-views.server";
import { verdictOfContent, type ChangeView } from "~/domain/listings/change-views.server";
import { previewOf } from "~/domain/listings/preview-views.server";
import type { Day } from "~/domain/shared/day";

/** What the preview of a change shows: its solution, its verdict and its certificates, as they are on the day. */
export async function previewPage(q: Queryable, change: ChangeView, today: Day) {
  const { id, state, solutionId, content } = change;
  const [solution, verdict, certificates] = await Promise.all([
    previewOf(q, change, today),
    verdictOfContent(q, { solutionId, content, on: today }),
    certificatesOf(q, { solutionId, on: today }),
  ]);
  return { id, state, solution, verdict, certificates };
}
