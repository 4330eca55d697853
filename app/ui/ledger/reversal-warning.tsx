import { WarningCallout } from "~/ui/kit/callouts";

/** What follows when a movement is reversed: the same to the officer who asks and to the one who decides. */
export function ReversalWarning({ consequences }: { consequences: readonly string[] }) {
  return (
    <WarningCallout level={2} heading="Nothing in the ledger is taken out">
      <p>
        It takes two commercial officers. When the second one approves, the same amounts are recorded
        backwards, dated that day, and both entries name each other.
      </p>
      <ul>
        {consequences.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </WarningCallout>
  );
}
