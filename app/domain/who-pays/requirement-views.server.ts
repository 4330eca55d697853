import { listed } from "~/domain/shared/sentence";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import type { organisation } from "~db/schema/organisations";
import { standardsMet } from "~/domain/certification/standards-met-views.server";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { cqcRegistrationsOf, type RecordedFact } from "~/domain/organisations/fact-views.server";
import { formatDay, type Day } from "~/domain/shared/day";
import type { FactEvidence } from "./fact-evidence";
import type { ReadOnce } from "./read-once";

const ASSURED = "product-assured";
const STANDARD = "standard:";
const DSPT_STATUS = "dspt_status";

/** The facts of a buyer that requirements turn on, by the names under which they are recorded. */
export const REQUIREMENT_FACTS: readonly string[] = [DSPT_STATUS];

export interface RequirementsInput {
  buyer: Pick<typeof organisation.$inferSelect, "code" | "kind" | "scheme" | "closedOn">;
  /** What is bought, by catalogue id; empty for a basket that names no product. */
  itemIds: readonly string[];
  lotId: string | null;
  agreement: AgreementVersion | null;
  on: Day;
  /** The buyer's facts of these names up to the order date or later, the oldest first; of others too. */
  recorded: readonly RecordedFact[];
  once: ReadOnce;
}

export interface RequirementsMet {
  met: string[];
  evidence: FactEvidence[];
}

/** What agreements can ask of a buyer and of what it buys, as far as it holds on the order date. */
export async function requirementsMet(q: Queryable, input: RequirementsInput): Promise<RequirementsMet> {
  const found = [...(await ofBuyer(q, input)), ...(await ofProducts(q, input))];
  return { met: found.map(({ key }) => key.slice("met:".length)), evidence: found };
}

async function ofBuyer(
  q: Queryable,
  { buyer, on, recorded, once }: RequirementsInput,
): Promise<FactEvidence[]> {
  const found: FactEvidence[] = [];
  if (buyer.scheme === "cqc" || buyer.kind === "care_provider" || buyer.kind === "care_site") {
    const open = await once.ask(["registrations", buyer.code, on], () =>
      cqcRegistrationsOf(q, buyer.code, on),
    );
    const itself = buyer.closedOn === null || buyer.closedOn >= on;
    if (open.length > 0 || itself) {
      const which = open.length > 0 ? `${open[0]!.name} (${open[0]!.code})` : buyer.code;
      const others = open.length > 1 ? ` and ${open.length - 1} more` : "";
      found.push({
        key: "met:cqc-registered",
        text: `Registered with the Care Quality Commission on ${formatDay(on)}: ${which}${others} (CQC register).`,
      });
    }
  }
  const dspt = recorded.findLast(
    ({ code, name, asAt }) => code === buyer.code && name === DSPT_STATUS && asAt <= on,
  );
  if (dspt?.text && !/not met|not published/i.test(dspt.text)) {
    found.push({
      key: "met:dspt",
      text: `Data Security and Protection Toolkit of ${buyer.code}: ${dspt.text}, as at ${formatDay(dspt.asAt)} (${dspt.source}).`,
    });
  }
  return found;
}

/** Asked only where an agreement turns on it: a verdict is many queries, and most agreements ask for none. */
async function ofProducts(q: Queryable, input: RequirementsInput): Promise<FactEvidence[]> {
  const { agreement, buyer, on } = input;
  const asked = (agreement?.rules ?? []).flatMap((rule) =>
    rule.shape === "eligibility" ? (rule.requires ?? []) : [],
  );
  if (!asked.some((each) => each === ASSURED || each.startsWith(STANDARD))) return [];
  const solutionIds = await solutionsOf(q, input.itemIds);
  if (solutionIds.length === 0) {
    // A basket of invented costs is taken to be of assured products; an order always names what it buys.
    return [{ key: `met:${ASSURED}`, text: "No product is named, so it is taken to be an assured one." }];
  }
  const judged = await standardsMet(q, {
    solutionIds,
    lotId: input.lotId,
    buyerKind: buyer.kind,
    buyerCode: buyer.code,
    on,
  });
  const found: FactEvidence[] = [];
  const names = listed(judged.map((each) => each.name));
  if (judged.every(({ verdict }) => verdict.outcome !== "not-compliant")) {
    const conditions = judged.some(({ verdict }) => verdict.outcome === "compliant-with-conditions");
    const text = `${names}: every standard that binds it is met on ${formatDay(on)}${conditions ? ", with conditions" : ""}.`;
    found.push({ key: `met:${ASSURED}`, text });
  }
  for (const standardId of judged[0]?.certificates.keys() ?? []) {
    const held = judged.map((each) => each.certificates.get(standardId));
    if (held.some((each) => each === undefined)) continue;
    const numbers = listed(held.map((each) => each!.number));
    const text = `${standardId} is met by ${names} on ${formatDay(on)}: certificate ${numbers}.`;
    found.push({ key: `met:${STANDARD}${standardId}`, text });
  }
  return found;
}

/** The solutions among the items, and those that their services belong to. */
async function solutionsOf(q: Queryable, itemIds: readonly string[]): Promise<string[]> {
  if (itemIds.length === 0) return [];
  const rows = await q
    .select({ id: catalogueItem.id, kind: catalogueItem.kind, parentId: catalogueItem.parentSolutionId })
    .from(catalogueItem)
    .where(isAnyOf(catalogueItem.id, [...new Set(itemIds)]));
  const ids = rows.flatMap(({ id, kind, parentId }) =>
    kind === "solution" ? [id] : parentId ? [parentId] : [],
  );
  return [...new Set(ids)].sort();
}
