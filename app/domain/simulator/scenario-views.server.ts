import { and, asc, eq, exists, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { scenario, scenarioShare } from "~db/schema/simulator";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import type { Actor } from "~/domain/audit/event";
import { keysetList, numberKeys, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { mayChange, noSuchScenario } from "./access";
import { readInput, type BaseKind, type ScenarioInput } from "./scenario";

type Person = Pick<Actor, "organisationCode" | "roles">;

/** Scenarios of the person's organisation and those that are shared with it: in the query, so that no page forgets. */
function visible(q: Queryable, code: string): SQL | undefined {
  const shared = q
    .select({ one: sql`1` })
    .from(scenarioShare)
    .where(and(eq(scenarioShare.scenarioId, scenario.id), eq(scenarioShare.organisationCode, code)));
  return or(eq(scenario.organisationCode, code), exists(shared));
}

export interface ScenarioRow {
  id: string;
  title: string;
  baseKind: BaseKind;
  baseRef: string | null;
  organisationCode: string;
  organisationName: string;
  updatedAt: Date;
  updatedByName: string;
  own: boolean;
}

/** How many scenarios a page offers to be ticked, or to be chosen; it says where there are more. */
export const SCENARIOS_SHOWN = 500;

/** The scenarios that a person can open, the latest changed first. */
export function scenariosFor(q: Queryable, actor: Person): List<ScenarioRow> {
  const code = actor.organisationCode ?? "";
  const order: SortOrder = {
    keys: [{ by: scenario.updatedAt, type: "timestamptz" }, ...numberKeys(scenario.id)],
    descending: true,
  };
  return keysetList<ScenarioRow>(q, order, (keys, past) =>
    q
      .select({
        id: scenario.id,
        title: scenario.title,
        baseKind: sql<BaseKind>`${scenario.baseKind}`,
        baseRef: scenario.baseRef,
        organisationCode: scenario.organisationCode,
        organisationName: organisation.name,
        updatedAt: scenario.updatedAt,
        updatedByName: user.name,
        own: sql<boolean>`${scenario.organisationCode} = ${code}`,
        ...keys,
      })
      .from(scenario)
      .innerJoin(organisation, eq(organisation.code, scenario.organisationCode))
      .innerJoin(user, eq(user.id, scenario.updatedBy))
      .where(and(visible(q, code), past)),
  );
}

export interface ScenarioView {
  id: string;
  title: string;
  organisationCode: string;
  organisationName: string;
  baseKind: BaseKind;
  baseRef: string | null;
  baseInput: ScenarioInput | null;
  input: ScenarioInput;
  editCount: number;
  createdByName: string;
  updatedByName: string;
  updatedAt: Date;
  sharedWith: { code: string; name: string; sharedAt: Date }[];
  /** True for its own organisation's people, but not for an auditor. */
  mayChange: boolean;
  own: boolean;
  buyerName: string;
}

/**
 * One scenario for somebody of its organisation or of one it is shared with. Throws not-found for everybody
 * else. Codes: not-found `no-such-scenario`.
 */
export async function scenarioView(
  q: Queryable,
  { id, actor }: { id: string; actor: Person },
): Promise<ScenarioView> {
  const [found] = await scenariosByIds(q, { ids: [id], actor });
  return found!;
}

/**
 * Several scenarios in the order asked for. Throws not-found when one of them is not the person's to read.
 * Codes: not-found `no-such-scenario`.
 */
export async function scenariosByIds(
  q: Queryable,
  { ids, actor }: { ids: readonly string[]; actor: Person },
): Promise<ScenarioView[]> {
  const creator = alias(user, "creator");
  const code = actor.organisationCode ?? "";
  const rows = await q
    .select({
      scenario,
      organisationName: organisation.name,
      createdByName: creator.name,
      updatedByName: user.name,
    })
    .from(scenario)
    .innerJoin(organisation, eq(organisation.code, scenario.organisationCode))
    .innerJoin(user, eq(user.id, scenario.updatedBy))
    .innerJoin(creator, eq(creator.id, scenario.createdBy))
    .where(and(isAnyOf(scenario.id, [...ids]), visible(q, code)));
  if (ids.length === 0 || ids.some((id) => !rows.some((row) => row.scenario.id === id)))
    throw noSuchScenario();
  const shares = await q
    .select({
      scenarioId: scenarioShare.scenarioId,
      code: organisation.code,
      name: organisation.name,
      sharedAt: scenarioShare.sharedAt,
    })
    .from(scenarioShare)
    .innerJoin(organisation, eq(organisation.code, scenarioShare.organisationCode))
    .where(isAnyOf(scenarioShare.scenarioId, [...ids]))
    .orderBy(asc(organisation.name));
  const inputs = new Map(rows.map((row) => [row.scenario.id, readInput(row.scenario.input)]));
  const buyers = await q
    .select({ code: organisation.code, name: organisation.name })
    .from(organisation)
    .where(
      isAnyOf(
        organisation.code,
        [...inputs.values()].map((input) => input.buyerCode),
      ),
    );
  return ids.map((id): ScenarioView => {
    const { scenario: row, ...names } = rows.find((one) => one.scenario.id === id)!;
    const input = inputs.get(id)!;
    const own = row.organisationCode === code;
    return {
      ...names,
      id,
      title: row.title,
      organisationCode: row.organisationCode,
      baseKind: row.baseKind as BaseKind,
      baseRef: row.baseRef,
      baseInput: row.baseInput === null ? null : readInput(row.baseInput),
      input,
      editCount: row.editCount,
      updatedAt: row.updatedAt,
      // Whom it is shared with is its own organisation's business.
      sharedWith: own ? shares.filter((one) => one.scenarioId === id) : [],
      mayChange: mayChange(actor, row),
      own,
      buyerName: buyers.find((buyer) => buyer.code === input.buyerCode)?.name ?? input.buyerCode,
    };
  });
}
