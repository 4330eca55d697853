import { versionWithNames } from "~/domain/cost-sharing/check-views.server";
import { ruleSentence } from "~/domain/cost-sharing/rule-sentence";
import { rulesToJson } from "~/domain/cost-sharing/rules-json";
import { Problem } from "~/domain/shared/problem";
import { VersionParams } from "~/web/agreement-forms";
import { centre } from "~/web/audience.server";

/** One version as data: what the engine reads, and the sentence of each rule. */
export const loader = centre.loader({ params: VersionParams }, async ({ q, params }) => {
  const found = await versionWithNames(q, params.id, params.version);
  if (!found) throw new Problem("not-found", "no-such-agreement", `There is no agreement ${params.id}.`);
  const { version, row, nameOf } = found;
  const body = {
    ...version,
    state: row.state,
    summary: row.summary,
    rules: rulesToJson(version.rules),
    sentences: version.rules.map((rule) => ({
      ruleNumber: rule.ruleNumber,
      sentence: ruleSentence(rule, nameOf),
    })),
  };
  return new Response(`${JSON.stringify(body, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${params.id}-version-${params.version}.json"`,
    },
  });
});
