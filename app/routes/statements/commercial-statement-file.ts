import { z } from "zod";
import { statementOf } from "~/domain/statements/statement";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { statementPdf, statementPdfResponse } from "~/papers/statement-pdf.server";
import { centre } from "~/web/audience.server";
import { StatementFile, statementTableFile } from "~/web/statements/statement-files.server";

const Params = z.object({ code: z.string().max(200), file: StatementFile });

/** Any organisation's statement as a PDF, CSV or XLSX file. */
export const loader = centre.loader({ params: Params }, async ({ q, params, now }) => {
  const { year, kind, table } = params.file;
  const statement = statementOf(await statementFacts(q, { organisationCode: params.code }), year);
  if (kind !== "pdf") return statementTableFile(statement, { kind, table });
  return statementPdfResponse(statement, await statementPdf(statement, now));
});
