import { shortlistsOf } from "~/domain/shortlists/shortlist-views.server";
import { stateWord } from "~/domain/shared/state-words";
import { buyer } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** The organisation's shortlists as a file. */
export const loader = buyer.loader({}, async ({ q, actor, recipient }) =>
  rowsFile(
    recipient,
    "dovetail-shortlists",
    [
      { header: "Shortlist", value: (row) => row.id },
      { header: "Name", value: (row) => row.name },
      { header: "Solutions", value: (row) => row.solutions },
      { header: "Started at", value: (row) => row.createdAt.toISOString() },
      { header: "Started by", value: (row) => row.createdBy },
      { header: "State", value: (row) => stateWord(row.state) },
      { header: "Order", value: (row) => row.orderId },
    ],
    await shortlistsOf(q, actor),
  ),
);
