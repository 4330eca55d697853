import { endingSentence, type EndingKnowledge } from "~/domain/shared/dated-knowledge";
import { WarningCallout } from "~/ui/kit/callouts";

/** What the portal knows only up to a day that has passed or is near, and what to do; nothing when all goes on. */
export function KnowledgeNotice({ ending }: { ending: readonly EndingKnowledge[] }) {
  if (ending.length === 0) return null;
  return (
    <WarningCallout heading="What the portal knows ends soon">
      <ul>
        {ending.map((one) => (
          <li key={one.id}>
            {endingSentence(one)} {one.whatToDo} Source: {one.source}.
          </li>
        ))}
      </ul>
    </WarningCallout>
  );
}
