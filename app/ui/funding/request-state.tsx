import { payersWord, type FundPaymentStateNow } from "~/domain/funding/payments/fund-payment";
import { StatusTag } from "~/ui/kit/tag";

/** The state of what officers ask of each other; where another body pays, what that body says. */
export function RequestState({
  state,
  payment,
}: {
  state: string;
  payment: { state: FundPaymentStateNow; payerName: string } | null;
}) {
  const words = state === "approved" ? payersWord(payment) : null;
  if (words === null || payment === null) return <StatusTag status={state} />;
  return <StatusTag status={payment.state === "agreed" ? "approved" : payment.state} label={words} />;
}
