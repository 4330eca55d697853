import type { ConditionAnswer } from "~/domain/applications/profile/eligibility";
import { StatusTag } from "~/ui/kit/tag";

const WORDS = { met: "Met", unmet: "Not met", later: "When you apply" } as const;

function answerWords(met: boolean | null): { status: string; label: string } {
  if (met === true) return { status: "meets", label: WORDS.met };
  return met === false
    ? { status: "does not meet", label: WORDS.unmet }
    : { status: "not assessed", label: WORDS.later };
}

/** Every condition of a fund with whether it is met, and what to do where it is not. */
export function ConditionList({ conditions }: { conditions: readonly ConditionAnswer[] }) {
  return (
    <ul className="nhsuk-list dt-conditions">
      {conditions.map(({ condition, met, text, whatToDo }) => {
        const { status, label } = answerWords(met);
        return (
          <li key={`${condition}-${text}`}>
            <StatusTag status={status} label={label} /> {text}
            {whatToDo ? <span className="dt-conditions__todo">{whatToDo}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** "You can apply", or the first reason why not with how many more there are. */
export function EligibilitySentence({
  eligible,
  conditions,
}: {
  eligible: boolean;
  conditions: readonly ConditionAnswer[];
}) {
  if (eligible) return <StatusTag status="meets" label="You can apply" />;
  const unmet = conditions.filter(({ met }) => met === false);
  return (
    <>
      <StatusTag status="does not meet" label="You cannot apply" /> {unmet.length}{" "}
      {unmet.length === 1 ? "condition is" : "conditions are"} not met.
    </>
  );
}
