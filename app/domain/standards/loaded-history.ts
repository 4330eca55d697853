import type { StandardVersion } from "~/domain/certification/certificates/certificate";
import type { Day } from "~/domain/shared/day";
import { differencesBetween, type Difference } from "./differences";
import type { DraftItem } from "./draft";

/** The versions of a standard, oldest first, with the evidence that each asks for. */
interface Versions {
  versions: readonly StandardVersion[];
  items: ReadonlyMap<string, DraftItem[]>;
}

/** What each version after the first says that the one before did not, as far as versions alone tell. */
export function loadedHistory({ versions, items }: Versions): {
  id: string;
  kind: "version";
  version: string;
  on: Day;
  published: false;
  whatChanged: "";
  differences: Difference[];
}[] {
  const comparable = ({ id, validityMonths, effectiveFrom, complyBy }: StandardVersion) => ({
    validityMonths,
    effectiveFrom,
    complyBy,
    items: items.get(id) ?? [],
  });
  return versions.slice(1).map((version, at) => ({
    id: `version-${version.version}`,
    kind: "version",
    version: version.version,
    on: version.effectiveFrom,
    published: false,
    whatChanged: "",
    differences: differencesBetween(comparable(versions[at]!), comparable(version)),
  }));
}
