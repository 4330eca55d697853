import { Problem } from "./problem";

/**
 * A state table as data: for each state, the deeds possible in it and the state each leads to. The server asks it
 * before every change and the page asks it which buttons to show, so the two cannot disagree.
 */
export type StateTable<State extends string, Deed extends string> = {
  readonly [S in State]: { readonly [D in Deed]?: State };
};

/** The state a deed leads to, or null when the state does not allow it. */
export function nextState<State extends string, Deed extends string>(
  table: StateTable<State, Deed>,
  state: State,
  deed: Deed,
): State | null {
  return table[state][deed] ?? null;
}

/** The state a deed leads to. Throws a conflict Problem that names thing, state and deed when it is not allowed. */
export function requireNextState<State extends string, Deed extends string>(
  table: StateTable<State, Deed>,
  thing: string,
  state: State,
  deed: Deed,
): State {
  const next = nextState(table, state, deed);
  if (next === null) {
    const words = (text: string) => text.replaceAll("_", " ").replaceAll("-", " ");
    throw new Problem(
      "conflict",
      "wrong-state",
      {
        title: `You cannot ${words(deed)} this ${thing}: it is ${words(state)}.`,
        detail:
          "Somebody may have changed it since you opened the page. Open it again to see where it stands.",
      },
      { state, deed },
    );
  }
  return next;
}
