import { agreementDocument } from "~/domain/agreements/agreement-document";
import { versionWithNames } from "~/domain/agreements/checks/check-views.server";
import { Problem } from "~/domain/shared/problem";
import { env } from "~/platform/env.server";
import { VersionParams } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";

/** One version as data: what was agreed, with the sentence of each rule, in the published form. */
export const loader = centre.loader({ params: VersionParams }, async ({ q, params }) => {
  const found = await versionWithNames(q, params.id, params.version);
  if (!found) throw new Problem("not-found", "no-such-agreement", `There is no agreement ${params.id}.`);
  const { version, row, nameOf } = found;
  const { state, summary } = row;
  const body = agreementDocument(version, { state, summary, nameOf, origin: env().PUBLIC_URL });
  return new Response(`${JSON.stringify(body, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${params.id}-version-${params.version}.json"`,
    },
  });
});
