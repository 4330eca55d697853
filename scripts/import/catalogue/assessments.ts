import type { Tx } from "~db";
import { itemCapability, itemEpic } from "~db/schema/catalogue";
import { certificate, standardBinding } from "~db/schema/certification";
import { BrokenFile } from "../report";
import { capabilityResult, epicResult } from "./item-words";
import type { Stage } from "./stage";

type CapabilityRow = typeof itemCapability.$inferInsert;
type EpicRow = typeof itemEpic.$inferInsert;

const GEN2_CAPABILITIES = /^gen2_capability_assessments(_invalid_missing_data)?\.csv$/;
const GEN2_EPICS = "gen2_epic_assessments.csv";

/**
 * What was assessed of each item. The catalogue's own file is believed; the second generation's assessments add to it,
 * and a row that says otherwise is reported. Where the second generation contradicts itself the lesser result stands.
 */
export async function importAssessments(tx: Tx, stage: Stage): Promise<void> {
  const capabilities = readCapabilities(stage);
  const key = ["itemId", "capabilityRef"];
  await stage.write(tx, itemCapability, [...capabilities.values()], key, "capability assessments");
  const epics = readEpics(stage);
  const epicKey = ["itemId", "capabilityRef", "epicId"];
  await stage.write(tx, itemEpic, [...epics.values()], epicKey, "epic assessments");
}

function readCapabilities(stage: Stage): Map<string, CapabilityRow> {
  const found = new Map<string, CapabilityRow>();
  const columns = ["catalogue_item_id", "capability_ref", "status"] as const;
  for (const row of stage.table("catalogue_item_capabilities.csv", columns, (v, refuse) => {
    const why = stage.unknown({ item: v.catalogue_item_id, capability: v.capability_ref });
    const result = capabilityResult(v.status);
    if (why || !result) return refuse(why ?? `The result "${v.status}" is not known.`);
    return { itemId: v.catalogue_item_id, capabilityRef: v.capability_ref, result };
  })) {
    found.set(`${row.itemId} ${row.capabilityRef}`, row);
  }
  const believed = new Set(found.keys());
  const gen2 = [
    "Supplier ID",
    "Solution ID",
    "Capability ID",
    "Additional Service ID",
    "Capability Assessment Result",
  ] as const;
  stage.table(
    stage.source.single ? GEN2_CAPABILITIES : "gen2_capability_assessments.csv",
    gen2,
    (v, refuse) => {
      const itemId = v["Solution ID"] + v["Additional Service ID"];
      const why = stage.unknown({ item: itemId, capability: v["Capability ID"] });
      const result = capabilityResult(v["Capability Assessment Result"]);
      if (why || !result)
        return refuse(why ?? `The result "${v["Capability Assessment Result"]}" is not known.`);
      return addResult(found, believed, { itemId, capabilityRef: v["Capability ID"], result }, refuse);
    },
    requireWhole(["Supplier ID", "Solution ID", "Capability ID", "Capability Assessment Result"]),
  );
  return found;
}

const LESSER: Record<string, number> = { failed: 0, partial: 1, full: 2 };

function addResult(
  found: Map<string, CapabilityRow>,
  believed: ReadonlySet<string>,
  row: CapabilityRow,
  refuse: (reason: string) => null,
): CapabilityRow | null {
  const key = `${row.itemId} ${row.capabilityRef}`;
  const before = found.get(key);
  if (!before || before.result === row.result) {
    found.set(key, row);
    return row;
  }
  if (believed.has(key)) {
    return refuse(
      `It says ${row.result} where catalogue_item_capabilities.csv says ${before.result}, which is believed.`,
    );
  }
  const lesser = LESSER[row.result]! < LESSER[before.result]! ? row : before;
  found.set(key, lesser);
  return refuse(`The file says both ${before.result} and ${row.result} of ${key}; ${lesser.result} stands.`);
}

/** An assessment that lacks a cell that says what was assessed makes the whole file doubtful: none of it is imported. */
function requireWhole<Column extends string>(columns: readonly Column[]) {
  return (rows: readonly { line: number; values: Record<Column, string> }[], file: string): void => {
    const holes = rows.flatMap(({ line, values }) =>
      columns.filter((column) => values[column] === "").map((column) => `line ${line} lacks the ${column}`),
    );
    if (holes.length > 0)
      throw new BrokenFile(file, `${holes.slice(0, 10).join("; ")}. Complete it and import it again.`);
  };
}

function readEpics(stage: Stage): Map<string, EpicRow> {
  const found = new Map<string, EpicRow>();
  const add = (row: EpicRow) => {
    const key = `${row.itemId} ${row.capabilityRef} ${row.epicId}`;
    if (!found.has(key)) found.set(key, row);
  };
  const columns = ["catalogue_item_id", "capability_ref", "epic_id", "status"] as const;
  stage
    .table("catalogue_item_epics.csv", columns, (v, refuse) => {
      const why = stage.unknown({ item: v.catalogue_item_id, capability: v.capability_ref, epic: v.epic_id });
      const result = epicResult(v.status);
      if (why || !result) return refuse(why ?? `The result "${v.status}" is not known.`);
      return { itemId: v.catalogue_item_id, capabilityRef: v.capability_ref, epicId: v.epic_id, result };
    })
    .forEach(add);
  const gen2 = [
    "Solution ID",
    "Additional Service ID",
    "Capability ID",
    "Epic ID",
    "Epic Final Assessment Result",
  ] as const;
  stage
    .table(
      GEN2_EPICS,
      gen2,
      (v, refuse) => {
        const itemId = v["Solution ID"] + v["Additional Service ID"];
        const why = stage.unknown({ item: itemId, capability: v["Capability ID"], epic: v["Epic ID"] });
        const result = epicResult(v["Epic Final Assessment Result"]);
        if (why || !result)
          return refuse(why ?? `The result "${v["Epic Final Assessment Result"]}" is not known.`);
        return { itemId, capabilityRef: v["Capability ID"], epicId: v["Epic ID"], result };
      },
      requireWhole(["Solution ID", "Capability ID", "Epic ID", "Epic Final Assessment Result"]),
    )
    .forEach(add);
  return found;
}

/**
 * In the Buying Catalogue a capability is assessed together with the standards that bind it, so a solution whose
 * capability passed in full holds those standards. The files carry no certificate of their own and no end date.
 */
export async function issueImportedCertificates(tx: Tx, stage: Stage): Promise<void> {
  const passed = await tx
    .select({
      itemId: itemCapability.itemId,
      capabilityRef: itemCapability.capabilityRef,
      result: itemCapability.result,
    })
    .from(itemCapability);
  const bindings = await tx
    .select({ standardId: standardBinding.standardId, capabilityRef: standardBinding.capabilityRef })
    .from(standardBinding);
  const standardsOf = new Map<string, string[]>();
  for (const { standardId, capabilityRef } of bindings) {
    if (capabilityRef === null || !/^S\d+$/.test(standardId)) continue;
    standardsOf.set(capabilityRef, [...(standardsOf.get(capabilityRef) ?? []), standardId]);
  }
  const rows = new Map<string, typeof certificate.$inferInsert>();
  for (const { itemId, capabilityRef, result } of passed) {
    const item = stage.known.items.get(itemId);
    if (result !== "full" || item?.kind !== "solution") continue;
    for (const standardId of standardsOf.get(capabilityRef) ?? []) {
      const versionId = stage.known.standards.get(standardId);
      if (!versionId) continue;
      const number = `BC-${itemId}-${standardId}`;
      rows.set(number, {
        number,
        standardVersionId: versionId,
        supplierId: item.supplierId,
        solutionId: itemId,
        validFrom: item.createdOn as never,
        validTo: null,
        issuedAt: new Date(`${item.createdOn}T00:00:00Z`),
        source: "NHS Buying Catalogue assessment",
      });
    }
  }
  await stage.write(tx, certificate, [...rows.values()], ["number"], "certificates from assessments");
}
