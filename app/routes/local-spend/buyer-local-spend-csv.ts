import { costCategoryName } from "~/domain/agreements/rules/cost-line";
import { decimalPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { localSpendList, type LocalSpendRow } from "~/domain/local-spend/local-spend-views.server";
import { confirmedAmount, shownState } from "~/domain/local-spend/spend-state";
import { stateWord } from "~/domain/shared/state-words";
import { buyer } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";

/** The recorded local spend of the organisation, as a file. */
export const loader = buyer.loader({}, async ({ q, actor, recipient }) =>
  rowsFile<LocalSpendRow>(
    recipient,
    "local-spend",
    [
      { header: "Spent on", value: (row) => row.spentOn },
      { header: "Kind of cost", value: (row) => costCategoryName(row.category) },
      { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
      { header: "State", value: (row) => stateWord(shownState(row)) },
      { header: "Confirmed (pounds)", value: (row) => decimalPence(confirmedAmount(row)) },
      { header: "What was bought", value: (row) => row.description },
      { header: "Evidence", value: (row) => row.evidence },
      { header: "Matched (pounds)", value: (row) => decimalPence(sum(row.uses.map((use) => use.amount))) },
      { header: "Orders", value: (row) => row.uses.map((use) => use.orderId).join(" ") },
      { header: "Decided by", value: (row) => row.decidedByName },
      { header: "Declined because", value: (row) => row.declinedReason },
      { header: "Withdrawn", value: (row) => row.withdrawnReason },
      { header: "Recorded by", value: (row) => row.recordedByName },
    ],
    await localSpendList(q, actor.organisationCode),
  ),
);
