import { Tag } from "nhsuk-react-components";
import { stateWord, verdictWords } from "~/domain/shared/state-words";

export type TagColour = "green" | "yellow" | "red" | "grey" | "blue" | "orange" | "purple" | "white";

/** Colours by what a state asks of a person: done, waiting, look at this, stopped, nothing yet. */
const COLOURS: Record<string, TagColour> = {
  // Verdicts and certificates
  meets: "green",
  compliant: "green",
  valid: "green",
  "meets with conditions": "yellow",
  "compliant with conditions": "yellow",
  "approved with conditions": "yellow",
  expiring: "yellow",
  superseded: "yellow",
  "does not meet": "red",
  "not compliant": "red",
  expired: "red",
  suspended: "red",
  withdrawn: "red",
  rejected: "red",
  "valid with conditions": "yellow",
  "condition not met": "red",
  "not yet valid": "grey",
  waived: "yellow",
  "at go live": "grey",
  waiting: "blue",
  mandatory: "blue",
  "in force": "green",
  "open to applications": "blue",
  "not assessed": "grey",
  "in review": "blue",
  submitted: "blue",
  requested: "blue",
  declined: "red",
  "returned for correction": "yellow",
  returned: "yellow",
  certified: "green",
  confirmed: "green",
  "on sale": "green",
  announced: "blue",
  "evidence due": "yellow",
  "taken back": "grey",
  // Work
  draft: "grey",
  "not started": "grey",
  "in progress": "blue",
  running: "blue",
  queued: "grey",
  "awaiting approval": "blue",
  "awaiting signature": "blue",
  "awaiting you": "yellow",
  approved: "green",
  live: "green",
  active: "green",
  published: "green",
  open: "green",
  signed: "green",
  works: "green",
  complete: "green",
  completed: "green",
  done: "green",
  failed: "red",
  terminated: "red",
  refused: "red",
  excluded: "red",
  closed: "grey",
  cancelled: "grey",
  coming: "grey",
  locked: "purple",
  awarded: "green",
  standstill: "yellow",
  assessing: "blue",
  // Money
  sent: "blue",
  issued: "blue",
  due: "yellow",
  overdue: "red",
  paid: "green",
  "part paid": "yellow",
  void: "grey",
  free: "grey",
  committed: "blue",
  drawn: "green",
  released: "grey",
  reversed: "grey",
  "should work": "yellow",
  "won't": "red",
};

const words = (status: string): string => stateWord(status).toLowerCase();

/** The colour of a state's word; grey for a word that nobody has listed. */
export function tagColour(status: string): TagColour {
  return COLOURS[words(status)] ?? "grey";
}

/** Any state as a tag: "awaiting-approval" shows "Awaiting approval". `label` replaces the words, not the colour. */
export function StatusTag({ status, label }: { status: string; label?: string }) {
  return <Tag modifier={tagColour(status)}>{label ?? stateWord(status)}</Tag>;
}

/** A verdict in the words of the public pages: meets, meets with conditions, does not meet, not assessed, in review. */
export function VerdictTag({ verdict }: { verdict: string }) {
  return <Tag modifier={tagColour(verdict)}>{verdictWords(verdict)}</Tag>;
}
