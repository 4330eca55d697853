/** The box for why a solution was not chosen. */
export const reasonName = (id: string) => `reason-${id}`;

/** The box for which need a solution does not meet. */
export const needName = (id: string) => `need-${id}`;

/** The refusals with the name of the solution in each, as they stand together at the top of the page. */
export function namedErrors(
  errors: Record<string, string>,
  solutions: readonly { id: string; name: string }[],
) {
  const nameOf = new Map(
    solutions.flatMap(({ id, name }) => [
      [reasonName(id), name],
      [needName(id), name],
    ]),
  );
  return Object.fromEntries(
    Object.entries(errors).map(([name, text]) => [
      name,
      text
        .replace("this solution", nameOf.get(name) ?? "this solution")
        .replace("which need it does not meet", `which need ${nameOf.get(name) ?? "it"} does not meet`),
    ]),
  );
}
