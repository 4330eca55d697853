import { formatPence } from "../money/format";
import type { Pence } from "../money/money";
import { Problem } from "../shared/problem";
import { costName, type NeedCost } from "./profile";

/** The refusal for a cost that another award pays: names the award, its fund and the sum. */
export function paidAlready(clash: {
  awardId: string;
  fundName: string;
  cost: NeedCost;
  amount: Pence;
}): Problem {
  return new Problem(
    "rule-broken",
    "cost-paid-already",
    {
      title: `Award ${clash.awardId} from ${clash.fundName} pays ${formatPence(clash.amount)} for this cost already: ${costName(clash.cost)}.`,
      detail:
        "One cost is never paid twice from two funds. Ask for another cost, or have the other award withdrawn first.",
      rule: "One award for one cost",
    },
    { awardId: clash.awardId, fundName: clash.fundName, amount: clash.amount.toString() },
  );
}
