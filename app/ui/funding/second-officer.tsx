import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";

/** Beside a sum that one officer may not move alone: what happens instead. `limit` is in pence. */
export function SecondOfficer({ limit }: { limit: Pence }) {
  return (
    <p>
      {limit > 0n
        ? `One officer alone may put up to ${formatPence(limit)} into a fund. This is more, so another`
        : "Two officers put money into a fund together, so another"}{" "}
      commercial officer is asked by e-mail. Nothing moves until they approve, and you can withdraw it until
      then.
    </p>
  );
}
