import { suspensionSentence, type FormerSuspension } from "~/domain/certification/certificates/lifting";
import { WarningCallout } from "~/ui/kit/callouts";

/** Beside a claim: that a regulator suspended a certificate of the same standard and holder, and what follows from it. */
export function SuspendedBefore({ former }: { former: FormerSuspension }) {
  const { number, regulatorName, stands } = former;
  const page = `/commercial/certificates/${number}`;
  return (
    <WarningCallout
      level={2}
      heading={stands ? "A regulator’s suspension stands" : "It was withdrawn while suspended"}
    >
      <p>
        {suspensionSentence(former)} {stands ? "" : "It was withdrawn under that suspension."}
      </p>
      <p>
        {stands
          ? `This claim cannot be approved before ${regulatorName} has lifted it and that is entered. It can be returned or rejected.`
          : `Approve only what ${regulatorName} would have no more to say against, and say in the reason how you know.`}
      </p>
      <p>
        {stands ? (
          <a href={`${page}/reinstate`}>Enter that the regulator lifted it</a>
        ) : (
          <a href={page}>See certificate {number}</a>
        )}
      </p>
    </WarningCallout>
  );
}
