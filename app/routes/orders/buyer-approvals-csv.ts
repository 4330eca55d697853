import { ApprovalsFileQuery, approvalsFile } from "~/web/orders/approvals-file.server";
import { buyer } from "~/web/audience.server";

/** The shares that the organisation was asked to approve, as a file. */
export const loader = buyer.loader({ query: ApprovalsFileQuery }, ({ actor, query, recipient }) =>
  approvalsFile(recipient, actor.organisationCode, query),
);
