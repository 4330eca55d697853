import { grantView } from "~/domain/applications/awards/grant-views.server";
import { grantLetterPdf } from "~/papers/grant-letter.server";
import { GrantParams } from "~/web/applications/application-forms";
import { centre } from "~/web/audience.server";

/** The award letter with the memorandum and its signatures, as a file. */
export const loader = centre.loader({ params: GrantParams }, async ({ q, params, now }) =>
  grantLetterPdf(await grantView(q, { awardId: params.id, organisationCode: null }), now),
);
