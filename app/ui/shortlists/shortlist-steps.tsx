import type { ShortlistState } from "~/domain/shortlists/shortlist";
import type { Task, TaskState } from "~/ui/kit/task-list";

export interface StepFacts {
  id: string;
  state: ShortlistState;
  solutions: number;
  /** What stands in the way of the lock. */
  lockReasons: number;
  chosen: boolean;
  orderId: string | null;
  /** Acts, or only looks. */
  mayAct: boolean;
}

function done(when: boolean, otherwise: TaskState): TaskState {
  return when ? "completed" : otherwise;
}

/** The six steps from a shortlist to an order, each with where it stands. */
export function shortlistSteps(facts: StepFacts): Task[] {
  const { id, state, solutions, chosen, orderId, mayAct } = facts;
  const at = (page: string) => `/buying/shortlists/${id}/${page}`;
  const isLocked = state === "locked" || state === "awarded";
  const isAwarded = state === "awarded";
  const acting = (page: string) => (mayAct ? at(page) : undefined);
  const lockable = solutions > 0 && state === "open";
  return [
    {
      key: "add",
      label: "Add solutions",
      href: mayAct && state === "open" ? "/solutions" : undefined,
      hint: "Two to eight make a comparison",
      state: done(isLocked || solutions > 1, solutions === 1 ? "in-progress" : "not-started"),
    },
    {
      key: "compare",
      label: "Compare them on your own numbers",
      href: at("compare"),
      hint: "Verdict, price, who pays what and what is left for you",
      state: solutions === 0 ? "cannot-start" : done(isLocked, "not-started"),
    },
    {
      key: "lock",
      label: "Lock the shortlist",
      href: state === "open" ? acting("lock") : undefined,
      hint: "Freezes what the listings, certificates and prices say",
      state: isLocked
        ? "completed"
        : lockable
          ? facts.lockReasons > 0
            ? "needs-attention"
            : "not-started"
          : "cannot-start",
      stateLabel: lockable && facts.lockReasons > 0 ? "Something stands in the way" : undefined,
    },
    {
      key: "reasons",
      label: "Choose one and give a reason for each other",
      href: state === "locked" ? acting("exclusions") : undefined,
      state: isLocked ? done(chosen || isAwarded, "not-started") : "cannot-start",
    },
    {
      key: "route",
      label: "See the lawful routes",
      href: at("route"),
      hint: "Which are open, and which rule closes the others",
      state: isLocked && chosen ? done(isAwarded, "not-started") : "cannot-start",
    },
    {
      key: "award",
      label: isAwarded ? "Award" : "Award and open the order",
      href: isAwarded ? at("award") : acting("route"),
      hint: orderId ? `Order ${orderId}` : undefined,
      state: isAwarded ? "completed" : isLocked && chosen ? "not-started" : "cannot-start",
    },
  ];
}
