import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import { scenario } from "~db/schema/simulator";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { namesUnknown, requireFreshScenario, tooManyLines } from "./access";
import { lockScenario } from "./lock-scenario.server";
import { requireVersionChoice } from "./rule-choices.server";
import { MOST_LINES, storeInput, type ScenarioInput } from "./scenario";

export interface ScenarioChange {
  actor: Actor;
  at: Date;
  scenarioId: string;
  /** The edit count that the person's page showed. */
  editCount: number;
}

/** What a change leaves: a part of the input, or a title. */
export interface Changed {
  input?: ScenarioInput;
  title?: string;
  /** For the audit: "Changed the dates". */
  summary: string;
}

/** The buyer and everybody who would get something must exist; people type codes in small letters. */
async function withKnownCodes(tx: Tx, input: ScenarioInput): Promise<ScenarioInput> {
  const given = input.basket.flatMap((line) =>
    line.kind === "priced" ? line.quantities.map((each) => each.organisationCode) : [],
  );
  const asked = [...new Set([input.buyerCode, ...given])];
  const rows = await tx
    .select({ code: organisation.code })
    .from(organisation)
    .where(isAnyOf(organisation.code, [...asked, ...asked.map((code) => code.toUpperCase())]));
  const known = new Set(rows.map((row) => row.code));
  const codeOf = (code: string) => {
    const found = [code, code.toUpperCase()].find((one) => known.has(one));
    if (found === undefined) throw namesUnknown(code);
    return found;
  };
  return {
    ...input,
    buyerCode: codeOf(input.buyerCode),
    basket: input.basket.map((line) =>
      line.kind === "priced"
        ? {
            ...line,
            quantities: line.quantities.map((each) => ({
              ...each,
              organisationCode: codeOf(each.organisationCode),
            })),
          }
        : line,
    ),
  };
}

async function checked(tx: Tx, input: ScenarioInput, actor: Actor): Promise<ScenarioInput> {
  if (input.basket.length > MOST_LINES) throw tooManyLines(MOST_LINES);
  if (input.rules.kind === "version") await requireVersionChoice(tx, input.rules, actor);
  return withKnownCodes(tx, input);
}

/**
 * Changes one part of a scenario, by what `work` makes of its input as it stands. Throws not-found,
 * not-allowed for those it is only shared with, and stale-edit when somebody was faster. Codes: not-found
 * `no-such-scenario`, not-allowed `scenario-read-only`, conflict `stale-edit`, rule-broken `basket-too-long`,
 * `no-such-agreement` and `no-such-organisation`.
 */
export async function changeScenario(
  tx: Tx,
  change: ScenarioChange,
  work: (input: ScenarioInput) => Changed,
): Promise<{ editCount: number }> {
  const locked = await lockScenario(tx, change.scenarioId, change.actor);
  requireFreshScenario(locked, change.editCount);
  const { input: given, title, summary } = work(locked.input);
  const input = given && (await checked(tx, given, change.actor));
  const editCount = locked.editCount + 1;
  await tx
    .update(scenario)
    .set({
      ...(input ? { input: storeInput(input) } : {}),
      ...(title ? { title } : {}),
      editCount,
      updatedBy: change.actor.userId!,
      updatedAt: change.at,
    })
    .where(eq(scenario.id, locked.id));
  await recordEvent(tx, {
    stream: `scenario:${locked.id}`,
    action: "scenario.changed",
    summary,
    actor: change.actor,
    at: change.at,
    before: input ? storeInput(locked.input) : { title: locked.title },
    after: input ? storeInput(input) : { title },
  });
  return { editCount };
}
