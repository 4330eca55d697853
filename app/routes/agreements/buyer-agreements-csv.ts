import { agreementsList } from "~/domain/agreements/agreement-views.server";
import { AGREEMENT_COLUMNS, OwnAgreementsQuery, sortedAgreements } from "~/web/agreements/agreements-query";
import { buyer } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** The agreements that the organisation is a party to, without drafts, as a file. */
export const loader = buyer.loader(
  { query: OwnAgreementsQuery },
  async ({ q, actor, query, today, recipient }) => {
    const states = ["proposed", "in_force", "superseded", "ended", "withdrawn"] as const;
    const rows = await agreementsList(q, { party: actor.organisationCode, states, today });
    return rowsFile(recipient, "dovetail-agreements", AGREEMENT_COLUMNS, sortedAgreements(rows, query.sort));
  },
);
