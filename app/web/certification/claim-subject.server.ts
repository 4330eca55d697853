import type { z } from "zod";
import type { Queryable } from "~db";
import { solutionsOf } from "~/domain/certification/certification-views.server";
import {
  claimableVersions,
  evidenceItemsOf,
  type ClaimableVersion,
} from "~/domain/certification/claims/claimable-views.server";
import type { AskedItem } from "~/domain/certification/claims/evidence-kinds";
import { compareVersions, versionToClaim } from "~/domain/certification/product-versions/product-version";
import { productVersionsOf } from "~/domain/certification/product-versions/product-version-views.server";
import type { Day } from "~/domain/shared/day";
import type { ClaimQuery } from "./claim-form";

/** What is to be claimed for whom; null with the reason while that is not chosen. */
export interface ClaimSubject {
  versions: ClaimableVersion[];
  solutions: { id: string; name: string }[];
  /** The version that was asked for, where it cannot be claimed any more and a newer one takes its place. */
  former: string | null;
  chosen: {
    version: ClaimableVersion;
    /** Null: the organisation itself. */
    solution: { id: string; name: string } | null;
    /** The versions of the product that can be claimed for, highest first; empty where it never had but one. */
    productVersions: string[];
    /** The one that a claim is about unless another is chosen. */
    productVersion: string | null;
    items: AskedItem[];
  } | null;
  errors: Record<string, string>;
}

interface Asked {
  supplierId: string;
  query: z.output<typeof ClaimQuery>;
  today: Day;
}

/** Reads from the address what is to be claimed. */
export async function claimSubject(q: Queryable, { supplierId, query, today }: Asked): Promise<ClaimSubject> {
  const [versions, solutions] = await Promise.all([
    claimableVersions(q, { on: today }),
    solutionsOf(q, { supplierId }),
  ]);
  const [standardId, asked] = query.standard?.split("@") ?? [];
  const version = claimable(versions, { standardId, version: asked });
  const solution = solutions.find((one) => one.id === query.solution) ?? null;
  const errors: Record<string, string> = {};
  if (query.asked && !query.standard) errors.standard = "Choose a standard";
  if (query.standard && !version) errors.standard = "Choose a standard that is in force";
  if (version?.appliesTo === "product" && !solution) {
    errors.solution = `Choose the solution: ${version.title} is a standard for products`;
  }
  if (version?.appliesTo === "organisation" && query.solution) {
    errors.solution = `${version.title} is held by organisations. Choose “None: for the organisation”, or a standard for products`;
  }
  const open = version && Object.keys(errors).length === 0;
  const own = open && version.appliesTo === "product" && solution ? solution : null;
  const known = own ? ((await productVersionsOf(q, [own.id])).get(own.id) ?? []) : [];
  const offered = known.filter((one) => one.withdrawnOn === null).map((one) => one.version);
  return {
    versions,
    solutions,
    former: asked && version && asked !== version.version ? asked : null,
    chosen: open
      ? {
          version,
          solution: own,
          productVersions: offered.toSorted((a, b) => compareVersions(b, a)),
          productVersion: versionToClaim(known, today)?.version ?? null,
          items: await evidenceItemsOf(q, { versionId: version.versionId }),
        }
      : null,
    errors,
  };
}

/** The version that can be claimed today: the one that was asked for, else the newest of its standard. */
export function claimable(
  versions: readonly ClaimableVersion[],
  asked: { standardId: string | undefined; version: string | undefined },
): ClaimableVersion | undefined {
  const own = versions.filter((one) => one.standardId === asked.standardId);
  return own.find((one) => one.version === asked.version) ?? own.find((one) => one.newest);
}
