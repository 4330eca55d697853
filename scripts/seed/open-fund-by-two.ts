import type { Tx } from "~db";
import type { Actor } from "~/domain/audit/event";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import type { NewFund } from "~/domain/funding/fund";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";

/** The two who stand behind the centre's money: who asks, and who approves. */
export interface TwoOfficers {
  officer: Actor;
  secondOfficer: Actor;
}

/** Opens a fund as the portal does: one officer asks for it and another approves, on the same day. */
export async function openFundByTwo(
  tx: Tx,
  { officer, secondOfficer }: TwoOfficers,
  input: { fund: NewFund; amount: Pence; reason: string; at: Date; today: Day },
): Promise<void> {
  const { fund, amount, reason, at, today } = input;
  const asked = await requestMoney(tx, {
    wish: { kind: "open", fund, amount },
    reason,
    actor: officer,
    at,
    today,
  });
  await approveMoneyRequest(tx, { ...asked, actor: secondOfficer, at, today });
}
