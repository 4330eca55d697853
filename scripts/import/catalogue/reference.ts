import { asc, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { capability, capabilityCategory, capabilityEpic, epic } from "~db/schema/catalogue";
import { standard, standardBinding, standardVersion } from "~db/schema/certification";
import { framework, lot } from "~db/schema/frameworks";
import { ASSUMED_SINCE } from "../import-standards";
import type { Stage } from "./stage";

type Day = typeof ASSUMED_SINCE;
/** standards.csv has a column "type_before_2024_10_23": deleted standards were retired by that change at the latest. */
const RETIRED_ON = "2024-10-23" as Day;

/** Categories, the 46 capabilities, their epics, and which epics are MUST or MAY. */
export async function importCapabilities(tx: Tx, stage: Stage): Promise<void> {
  const categories = stage.table("capability_categories.csv", ["id", "name"], (v, refuse) => {
    if (!/^\d+$/.test(v.id) || v.name === "") return refuse("The id or the name is missing.");
    return { id: Number(v.id), name: v.name };
  });
  await stage.write(tx, capabilityCategory, categories, ["id"], "capability categories");
  const columns = ["capability_ref", "name", "description", "category", "version", "status"] as const;
  const capabilities = stage.table("capabilities.csv", columns, (v, refuse) => {
    if (!/^C\d+$/.test(v.capability_ref) || v.name === "")
      return refuse("The reference or the name is missing.");
    return {
      ref: v.capability_ref,
      name: v.name,
      description: v.description,
      categoryName: v.category,
      version: v.version,
      status: v.status,
    };
  });
  await stage.write(tx, capability, capabilities, ["ref"], "capabilities");
  for (const one of capabilities) stage.known.capabilities.add(one.ref);
  const epics = stage.table(
    "epics.csv",
    ["epic_id", "name", "is_active", "supplier_defined"],
    (v, refuse) => {
      if (v.epic_id === "" || v.name === "") return refuse("The id or the name is missing.");
      return {
        id: v.epic_id,
        name: v.name,
        isActive: v.is_active === "True",
        supplierDefined: v.supplier_defined === "True",
      };
    },
  );
  await stage.write(tx, epic, epics, ["id"], "epics");
  for (const one of epics) stage.known.epics.add(one.id);
  const links = ["capability_ref", "epic_id", "compliancy_level"] as const;
  const levels = stage.table("capability_epics.csv", links, (v, refuse) => {
    const why = stage.unknown({ capability: v.capability_ref, epic: v.epic_id });
    if (why) return refuse(why);
    if (v.compliancy_level !== "MUST" && v.compliancy_level !== "MAY") {
      return refuse(`"${v.compliancy_level}" is neither MUST nor MAY.`);
    }
    return { capabilityRef: v.capability_ref, epicId: v.epic_id, level: v.compliancy_level };
  });
  await stage.write(tx, capabilityEpic, levels, ["capabilityRef", "epicId"], "capability epics");
}

/** The catalogue's own standards (S6, S24 ...) and the capabilities that they bind. */
export async function importStandardBindings(tx: Tx, stage: Stage): Promise<void> {
  const columns = [
    "standard_ref",
    "name",
    "description",
    "type_current",
    "version",
    "is_deleted",
    "url",
  ] as const;
  const rows = stage.table("standards.csv", columns, (v, refuse) => {
    if (!/^S\d+$/.test(v.standard_ref) || v.name === "")
      return refuse("The reference or the name is missing.");
    return { ...v, deleted: v.is_deleted === "True" };
  });
  const standards = rows.map((v) => ({
    id: v.standard_ref,
    title: v.name,
    // The file was once saved in another encoding; what could not be read is a space.
    summary: v.description.replace(/\uFFFD/g, " "),
    ownerName: "NHS Buying Catalogue",
    certifier: "NHS Buying Catalogue assessment",
    category: v.type_current,
    appliesTo: "product",
    careSettings: [],
    url: v.url,
    source: "catalogue/standards.csv",
  }));
  await stage.write(tx, standard, standards, ["id"], "catalogue standards");
  const versions = rows.map((v) => {
    const version = v.version || "not stated";
    const id = `${v.standard_ref}@${version}`;
    stage.known.standards.set(v.standard_ref, id);
    return {
      id,
      standardId: v.standard_ref,
      version,
      effectiveFrom: ASSUMED_SINCE,
      retiredOn: v.deleted ? RETIRED_ON : null,
      validityMonths: null,
    };
  });
  await stage.write(tx, standardVersion, versions, ["id"]);
  const lots = await importedLots(tx);
  const pairs = stage.table("standard_capabilities.csv", ["standard_ref", "capability_ref"], (v, refuse) => {
    const why = stage.unknown({ standard: v.standard_ref, capability: v.capability_ref });
    if (why) return refuse(why);
    return { standardId: v.standard_ref, capabilityRef: v.capability_ref };
  });
  const bindings = pairs.flatMap((pair) =>
    lots.map((lotId) => ({
      ...pair,
      id: `${pair.standardId}#${pair.capabilityRef}#${lotId}`,
      lotId,
      validFrom: ASSUMED_SINCE,
      source: "catalogue/standard_capabilities.csv",
    })),
  );
  await stage.write(tx, standardBinding, bindings, ["id"], "standards bound to capabilities, by lot");
}

/** The Buying Catalogue's standards bind what is bought through its frameworks, not what another framework offers. */
async function importedLots(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ id: lot.id })
    .from(lot)
    .innerJoin(framework, eq(framework.id, lot.frameworkId))
    .where(eq(framework.demonstration, false))
    .orderBy(asc(lot.id));
  return rows.map((row) => row.id);
}

/** The file has no dates. These make `is_expired` true: see README.md. */
const LIVE = { startsOn: "2024-04-01" as Day, endsOn: "2028-03-31" as Day };
const EXPIRED = { startsOn: "2020-04-01" as Day, endsOn: "2024-03-31" as Day };

/** The Buying Catalogue's own limits for buying without a tender, in pence (product.md, section 10; VAT included). */
const DIRECT_AWARD_LIMIT = 4_000_000n;
const COMPETITION_LIMIT = 25_000_000n;
const BUYERS = ["icb", "gp_practice", "pcn", "csu", "trust"];

/** The lot of an imported framework: the files know no lots, so each has one. */
export const lotOf = (frameworkId: string) => `${frameworkId}-1`;

export async function importFrameworks(tx: Tx, stage: Stage): Promise<void> {
  const columns = [
    "framework_id",
    "name",
    "short_name",
    "owner",
    "funding_types",
    "is_expired",
    "maximum_term_months",
  ] as const;
  const rows = stage.table("frameworks.csv", columns, (v, refuse) => {
    const months = Number(v.maximum_term_months);
    if (v.framework_id === "" || !Number.isInteger(months) || months < 1) {
      return refuse("The id or the maximum term is missing.");
    }
    return { ...v, months, expired: v.is_expired === "True" };
  });
  const frameworks = rows.map((v) => ({
    id: v.framework_id,
    name: v.name,
    shortName: v.short_name,
    ownerName: v.owner,
    summary:
      "Imported from the NHS Buying Catalogue's open data, which gives no dates: its first and last day are assumed.",
    state: v.expired ? "expired" : "live",
    ...(v.expired ? EXPIRED : LIVE),
    maximumTermMonths: v.months,
    fundingTypes: v.funding_types.split(";"),
  }));
  await stage.write(tx, framework, frameworks, ["id"], "frameworks", [
    "summary",
    "state",
    "startsOn",
    "endsOn",
  ]);
  const lots = rows.map((v) => ({
    id: lotOf(v.framework_id),
    frameworkId: v.framework_id,
    number: "1",
    name: v.short_name,
    scope: "Everything that the framework covers: the imported data knows no lots.",
    maximumTermMonths: v.months,
    eligibleBuyerKinds: BUYERS,
    directAwardMechanism: "lowest_total_cost",
    directAwardLimit: DIRECT_AWARD_LIMIT as never,
    competitionLimit: COMPETITION_LIMIT as never,
  }));
  const set = ["scope", "eligibleBuyerKinds", "directAwardMechanism", "directAwardLimit", "competitionLimit"];
  await stage.write(tx, lot, lots, ["id"], "lots", set);
  for (const one of rows) stage.known.frameworks.add(one.framework_id);
}
