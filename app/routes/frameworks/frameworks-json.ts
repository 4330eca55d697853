import { frameworksList } from "~/domain/frameworks/framework-views.server";
import { anyone } from "~/web/audience.server";
import { FRAMEWORK_COLUMNS } from "~/web/certification/certification-downloads";
import { jsonDownload } from "~/web/lists/download.server";
import { FrameworksQuery } from "~/web/frameworks/frameworks-query";

/** The rows of the page with the same filter. */
export const loader = anyone.loader({ query: FrameworksQuery }, async ({ q, query, today }) => {
  const { rows } = await frameworksList(q, { on: today, state: query.state });
  return jsonDownload("dovetail-frameworks.json", FRAMEWORK_COLUMNS, rows);
});
