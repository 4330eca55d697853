import { Problem, type ProblemText } from "./problem";

/**
 * A state table as data: for each state, the actions possible in it and the state each leads to. The server asks it
 * before every change and the page asks it which buttons to show, so the two cannot disagree.
 */
export type StateTable<State extends string, Action extends string> = {
  readonly [S in State]: { readonly [D in Action]?: State };
};

/**
 * How people say the actions and states of a table, for its refusals: "You cannot ACTION: STATE." Both are whole clauses,
 * because a state's code seldom says why something cannot be done: "give up this shortlist", "its order is open already".
 */
export interface StateWords<State extends string, Action extends string> {
  readonly actions: Readonly<Record<Action, string>>;
  readonly states: Readonly<Record<State, string>>;
}

/** The state an action leads to, or null when the state does not allow it. */
export function nextState<State extends string, Action extends string>(
  table: StateTable<State, Action>,
  state: State,
  action: Action,
): State | null {
  return table[state][action] ?? null;
}

const plain = (code: string) => code.replaceAll(/[-_]/g, " ");

/**
 * The state an action leads to. Throws a conflict Problem that says what cannot be done and why when it is not
 * allowed: in the table's own words, or in those of its codes when only the thing is named. `next` is the way on.
 * Codes: conflict `wrong-state`.
 */
export function requireNextState<State extends string, Action extends string>(
  table: StateTable<State, Action>,
  words: StateWords<State, Action> | string,
  state: State,
  action: Action,
  way?: ProblemText["next"],
): State {
  const next = nextState(table, state, action);
  if (next === null) {
    const [what, why] =
      typeof words === "string"
        ? [`${plain(action)} this ${words}`, `it is ${plain(state)}`]
        : [words.actions[action], words.states[state]];
    throw new Problem(
      "conflict",
      "wrong-state",
      {
        title: `You cannot ${what}: ${why}.`,
        detail:
          "Somebody may have changed it since you opened the page. Open it again to see where it stands.",
        ...(way ? { next: way } : {}),
      },
      { state, action },
    );
  }
  return next;
}
