import { expect, it } from "vitest";
import { checkChoice, unmetNeedFault } from "~/domain/shortlists/shortlist";
import { namedErrors, needName, reasonName } from "./choice-fields";

const SOLUTIONS = [
  { id: "S-1", name: "Alder Plan" },
  { id: "S-2", name: "Birch Record" },
  { id: "S-3", name: "CareNotes" },
];

it("every refusal of a choice names its solution, also where several stand together", () => {
  const ids = SOLUTIONS.map(({ id }) => id);
  const wrong = checkChoice(
    { chosenSolutionId: "S-1", reasons: { "S-3": "long enough a reason" }, unmetNeeds: { "S-3": "" } },
    ids,
  );
  const errors = namedErrors(
    { [reasonName("S-2")]: wrong["S-2"]!, [needName("S-3")]: wrong["need:S-3"]! },
    SOLUTIONS,
  );
  expect(errors[reasonName("S-2")]).toMatch(/^Enter why Birch Record was not chosen, in /);
  expect(errors[needName("S-3")]).toMatch(/^Enter which need CareNotes does not meet, in /);
});

it("too long and too short words for an unmet need are both refused with the name", () => {
  for (const text of ["x", "x".repeat(100_000)]) {
    const fault = unmetNeedFault(text)!;
    expect(namedErrors({ [needName("S-2")]: fault }, SOLUTIONS)[needName("S-2")]).toContain("Birch Record");
  }
});
