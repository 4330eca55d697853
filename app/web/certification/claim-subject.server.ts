import type { z } from "zod";
import type { Queryable } from "~db";
import { solutionsOf } from "~/domain/certification/certification-views.server";
import { claimView, type ClaimView } from "~/domain/certification/claim-views.server";
import {
  claimableVersions,
  evidenceItemsOf,
  type ClaimableVersion,
} from "~/domain/certification/claimable-views.server";
import type { Day } from "~/domain/shared/day";
import type { ClaimQuery } from "./claim-form";

/** What is to be claimed for whom; null with the reason while that is not chosen. */
export interface ClaimSubject {
  versions: ClaimableVersion[];
  solutions: { id: string; name: string }[];
  /** The returned claim that is corrected. */
  returned: ClaimView | null;
  chosen: {
    version: ClaimableVersion;
    /** Null: the organisation itself. */
    solution: { id: string; name: string } | null;
    items: { position: number; title: string }[];
  } | null;
  errors: Record<string, string>;
}

interface Asked {
  supplierId: string;
  query: z.output<typeof ClaimQuery>;
  today: Day;
}

/** Reads from the address what is claimed: a returned claim names everything itself. Throws not-found. */
export async function claimSubject(q: Queryable, { supplierId, query, today }: Asked): Promise<ClaimSubject> {
  const [versions, solutions, returned] = await Promise.all([
    claimableVersions(q, { on: today }),
    solutionsOf(q, { supplierId }),
    query.claim ? claimView(q, { claimId: query.claim, supplierId }) : null,
  ]);
  const wanted = returned ? returned.versionId : query.standard;
  const inForce = versions.find((one) => one.versionId === wanted);
  const standardId = returned ? returned.standardId : query.standard;
  const version = inForce ?? versions.find((one) => one.standardId === standardId && one.newest);
  const solutionId = returned ? returned.solutionId : query.solution;
  const solution = solutions.find((one) => one.id === solutionId) ?? null;
  const errors: Record<string, string> = {};
  if (query.asked && !wanted) errors.standard = "Choose a standard";
  if (wanted && !version) errors.standard = "Choose a standard that is in force";
  if (version?.appliesTo === "product" && !solution) {
    errors.solution = `Choose the solution: ${version.title} is a standard for products`;
  }
  if (version?.appliesTo === "organisation" && query.solution && !returned) {
    errors.solution = `${version.title} is held by organisations. Choose “None: for the organisation”, or a standard for products`;
  }
  const open = version && Object.keys(errors).length === 0;
  return {
    versions,
    solutions,
    returned,
    chosen: open
      ? {
          version,
          solution: version.appliesTo === "product" ? solution : null,
          items: await evidenceItemsOf(q, { versionId: version.versionId }),
        }
      : null,
    errors,
  };
}
