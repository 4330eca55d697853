import type { Tx } from "~db";
import { providerNeed } from "~db/schema/applications";
import { Problem } from "../../shared/problem";
import { addProfileVersion, type ProfileChange } from "./add-profile-version.server";
import { noSuchNeed, requireApplicant } from "../applicant";
import { costKey, costName, type Need } from "./profile";
import { drawNumber } from "~/domain/shared/draw-number.server";

/**
 * Adds a need to the actor's organisation's profile, or changes one; answers its id, for example ND-0001.
 * Throws Problem not-found `no-such-need`, not-allowed `procurement-lead-only`, rule-broken
 * `cost-not-positive` and `cost-twice`, conflict `changed-meanwhile`.
 */
export async function saveNeed(
  tx: Tx,
  input: ProfileChange & { needId: string | null; need: Omit<Need, "id"> },
): Promise<string> {
  const actor = requireApplicant(input.actor);
  checkCosts(input.need);
  const id = input.needId ?? (await newNeed(tx, actor, input.at));
  const need: Need = { ...input.need, id };
  await addProfileVersion(tx, input, ({ readiness, needs }) => {
    if (input.needId === null)
      return { profile: { readiness, needs: [...needs, need] }, text: `Added the need ${need.title}` };
    if (!needs.some((one) => one.id === id)) throw noSuchNeed();
    return {
      profile: { readiness, needs: needs.map((one) => (one.id === id ? need : one)) },
      text: `Changed the need ${need.title}`,
    };
  });
  return id;
}

async function newNeed(
  tx: Tx,
  actor: { userId: string; organisationCode: string },
  at: Date,
): Promise<string> {
  const id = await drawNumber(tx, "need");
  await tx
    .insert(providerNeed)
    .values({ id, organisationCode: actor.organisationCode, createdBy: actor.userId, createdAt: at });
  return id;
}

/** One cost a category, nature and year: it is what awards name. */
function checkCosts({ costs }: Pick<Need, "costs">): void {
  const seen = new Set<string>();
  for (const cost of costs) {
    if (cost.amount <= 0n)
      throw new Problem("rule-broken", "cost-not-positive", "Every cost must be more than £0.00.");
    if (seen.has(costKey(cost))) {
      throw new Problem("rule-broken", "cost-twice", {
        title: `This need has ${costName(cost)} twice.`,
        detail: "Put both into one line.",
      });
    }
    seen.add(costKey(cost));
  }
}
