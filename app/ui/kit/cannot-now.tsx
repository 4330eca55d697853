import type { ProblemText } from "~/domain/shared/problem";
import { Inset } from "./callouts";

/** Why something cannot be done as things stand, where its form would be: what a refusal would say, before anything is typed. */
export function CannotNow({ why }: { why: ProblemText }) {
  return (
    <Inset>
      <p>
        <strong>{why.title}</strong>
      </p>
      {why.detail ? <p>{why.detail}</p> : null}
      {why.next ? (
        <p>
          <a href={why.next.href}>{why.next.label}</a>
        </p>
      ) : null}
    </Inset>
  );
}
