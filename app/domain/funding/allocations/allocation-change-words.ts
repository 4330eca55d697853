import { formatPence } from "../../money/format";
import type { Pence } from "../../money/money";

/** What was set aside for an organisation, and what is from now on. In pence. */
interface Change {
  before: Pence;
  amount: Pence;
}

/** "£600.00 of Frontline is set aside for Leeds", and of what there was already, from what to what it changed. */
export function changeSubject({ before, amount }: Change, fund: string, holder: string): string {
  if (before === 0n) return `${formatPence(amount)} of ${fund} is set aside for ${holder}`;
  if (amount === 0n)
    return `Nothing of ${fund} is set aside for ${holder} any more: it was ${formatPence(before)}`;
  const verb = amount < before ? "cut" : "raised";
  return `What ${fund} sets aside for ${holder} was ${verb} from ${formatPence(before)} to ${formatPence(amount)}`;
}

/** The same as a sentence to the organisation itself, with who did it. */
export function changeText({ before, amount }: Change, fund: string, by: string): string {
  if (before === 0n) return `${by} set ${formatPence(amount)} of ${fund} aside for your organisation.`;
  const verb = amount < before ? "cut" : "raised";
  return `${by} ${verb} what ${fund} sets aside for your organisation from ${formatPence(before)} to ${formatPence(amount)}.`;
}
