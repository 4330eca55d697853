import type { Queryable } from "~db";
import { Problem } from "~/domain/shared/problem";
import { namesIn } from "../agreement-views.server";
import { versionWithNames } from "../checks/check-views.server";
import { differencesBetween, type Differences } from "./differences";

/**
 * What one version of an agreement changes of another; for a party, of two that it is a party to and that
 * were proposed. Throws Problem not-found `no-such-agreement`.
 */
export async function differencesView(
  q: Queryable,
  input: { agreementId: string; from: number; to: number; party?: string },
): Promise<Differences & { title: string }> {
  const found = await Promise.all([
    versionWithNames(q, input.agreementId, input.from),
    versionWithNames(q, input.agreementId, input.to),
  ]);
  const { party } = input;
  const [first, second] = found.map((each) =>
    party && each && (each.row.state === "draft" || !each.version.parties.includes(party)) ? null : each,
  );
  if (!first || !second) {
    throw new Problem("not-found", "no-such-agreement", {
      title: `There are no versions ${input.from} and ${input.to} of an agreement ${input.agreementId}.`,
      detail: "Choose two versions on the agreement’s page.",
    });
  }
  const both = [first, second];
  const nameOf = await namesIn(
    q,
    both.flatMap(({ row, version }) => [row.rules, row.scope, version.parties]),
  );
  const [a, b] = both.map(({ version, row }) => ({ ...version, summary: row.summary }));
  return { title: second.version.title, ...differencesBetween(a!, b!, nameOf) };
}
