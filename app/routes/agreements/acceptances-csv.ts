import { shownCode } from "~/domain/shared/organisation-words";
import { agreementView } from "~/domain/agreements/agreement-views.server";
import { acceptancesOf, type AcceptanceRow } from "~/domain/orders/acceptance-views.server";
import { roleList } from "~/domain/people/role";
import { AgreementParams } from "~/web/agreements/agreement-forms";
import { centre } from "~/web/audience.server";
import type { DownloadColumn } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";

const COLUMNS: readonly DownloadColumn<AcceptanceRow>[] = [
  { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
  { header: "Organisation", value: (row) => row.organisationName },
  { header: "Version", value: (row) => row.version },
  { header: "Accepted by", value: (row) => row.personName },
  { header: "Role", value: (row) => roleList([row.role]) },
  { header: "Accepted at", value: (row) => row.acceptedAt.toISOString() },
  { header: "Order", value: (row) => row.orderId },
];

/** Who accepted an agreement with their first purchase, as a file. */
export const loader = centre.loader({ params: AgreementParams }, async ({ q, params, recipient, today }) => {
  const { agreementId } = await agreementView(q, { agreementId: params.id, on: today });
  return fileOfList(recipient, `dovetail-${agreementId}-acceptances`, COLUMNS, (tx) =>
    acceptancesOf(tx, { agreementId }),
  );
});
