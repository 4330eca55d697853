import { BREACH_DECISIONS, type Breach } from "~/domain/orders/breach";
import { WarningCallout } from "~/ui/kit/callouts";
import { DayText, MomentText } from "~/ui/kit/day";

/** What happened to a certificate that an order rests on, who can mend it, and what was decided last. */
export function BreachFacts({ breach }: { breach: Breach }) {
  const { decided } = breach;
  return (
    <>
      <p>
        {breach.text} See{" "}
        <a href={`/certificates/${breach.certificateNumber}`}>certificate {breach.certificateNumber}</a>.
      </p>
      {breach.remedy ? <p>{breach.remedy}</p> : null}
      {decided ? (
        <p>
          Decided by {decided.decidedByName} on <MomentText at={decided.decidedAt} />:{" "}
          {BREACH_DECISIONS[decided.decision]}
          {decided.dueOn ? (
            <>
              {" "}
              (<DayText day={decided.dueOn} />)
            </>
          ) : null}
          . {decided.note}
        </p>
      ) : null}
    </>
  );
}

/** On an order: each certificate that it rests on and that does not count, with the way to a decision. Nothing without any. */
export function OrderBreaches({ orderId, breaches }: { orderId: string; breaches: readonly Breach[] }) {
  return breaches.map((breach) => (
    <WarningCallout
      key={breach.certificateNumber}
      level={2}
      heading={`${breach.standardTitle} does not count for this order`}
    >
      <BreachFacts breach={breach} />
      <p>
        <a href={`/buying/orders/${orderId}/certificates/${breach.certificateNumber}`}>
          {breach.open ? "Record what you decide" : "See the decision"}
          <span className="nhsuk-u-visually-hidden"> about certificate {breach.certificateNumber}</span>
        </a>
      </p>
    </WarningCallout>
  ));
}
