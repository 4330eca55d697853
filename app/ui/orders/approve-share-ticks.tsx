import { saidOfApprover, type NotIndependent } from "~/domain/orders/approvals/two-signatures";
import type { ShareCheck } from "~/domain/orders/approvals/share-check-views.server";
import type { OrderView } from "~/domain/orders/order-views.server";
import { listed } from "~/domain/shared/sentence";
import { WarningCallout } from "~/ui/kit/callouts";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import type { FormState } from "~/ui/kit/form";

/** Whoever is not independent of who signed for the buyer does not approve while somebody else may: said before the click. */
export function LeftToAnother({
  dependent,
  approvalHref,
}: {
  dependent: NotIndependent;
  approvalHref: string;
}) {
  return (
    <>
      <WarningCallout heading="Another person approves this share">
        <p>
          {saidOfApprover(dependent)}. Ask {listed(dependent.others, "or")} to approve the share: they have
          been e-mailed about it.
        </p>
      </WarningCallout>
      <p>
        <a href={approvalHref}>Back to the share and the order</a>
      </p>
    </>
  );
}

/** Where nobody else may approve, whoever is not independent of who signed for the buyer ticks that they know. */
export function SoleApprover({ dependent, state }: { dependent: NotIndependent; state: FormState | null }) {
  const signed = dependent.why === "same-account";
  return (
    <>
      <WarningCallout
        heading={
          signed ? "You signed this order as well" : "You are not independent of who signed this order"
        }
      >
        <p>
          {saidOfApprover(dependent)}, and nobody else at your organisation may approve this share. That no
          second, independent person approved is kept with the order and in the audit, where auditors see it.
        </p>
        <p>
          An administrator of your organisation can make somebody else an approver.{" "}
          <a href="/account/people">See the people of your organisation</a>.
        </p>
      </WarningCallout>
      <Checkboxes
        name="sole"
        label="Do you approve the share all the same?"
        error={state?.errors["sole"]}
        values={[state?.values["sole"] ?? ""].flat()}
        choices={[
          {
            value: "yes",
            label: signed
              ? "I signed the order for its buyer, and approve the share as its only approver"
              : "I am not independent of who signed the order, and approve the share as its only approver",
          },
        ]}
      />
    </>
  );
}

/** What the solution does not meet today, and the tick of whoever approves all the same. */
export function NotMet({
  check: { notMet },
  order,
  state,
}: {
  check: ShareCheck;
  order: OrderView;
  state: FormState | null;
}) {
  return (
    <>
      <WarningCallout heading={`${order.solutionName} does not meet a mandatory standard today`}>
        <ul>
          {notMet.map((line) => (
            <li key={line.standardId}>
              {line.text} {line.remedy}
            </li>
          ))}
        </ul>
        <p>
          The supplier cannot sign this order while that is so. You can decline the share instead, or wait
          until it is put right. <a href={`/solutions/${order.solutionId}`}>See its certificates</a>.
        </p>
      </WarningCallout>
      <Checkboxes
        name="notMet"
        label="Do you approve the share all the same?"
        error={state?.errors["notMet"]}
        values={[state?.values["notMet"] ?? ""].flat()}
        choices={[
          { value: "yes", label: "I know that it does not meet the standard, and approve the share" },
        ]}
      />
    </>
  );
}
