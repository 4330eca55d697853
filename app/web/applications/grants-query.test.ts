import { describe, expect, it } from "vitest";
import type { GrantRow } from "~/domain/applications/awards/grant-views.server";
import { chosenGrants, GrantsQuery } from "./grants-query";

const row = (id: string, state: GrantRow["state"], organisationName: string) =>
  ({
    id,
    state,
    organisationName,
    organisationCode: "VM1",
    fundName: "Care",
    needTitle: "A record",
    awardedAt: new Date(`2026-11-0${id.at(-1)}T09:00:00Z`),
  }) as GrantRow;
const ROWS = [
  row("GA-0003", "awaiting_signature", "Oak House"),
  row("GA-0002", "in_force", "Elm House"),
  row("GA-0001", "withdrawn", "Oak House"),
];

describe("the list of awards", () => {
  it.each([
    [{}, ["GA-0003", "GA-0002", "GA-0001"]],
    [{ state: "in_force" }, ["GA-0002"]],
    [{ state: ["in_force", "withdrawn"] }, ["GA-0002", "GA-0001"]],
    [{ q: "oak" }, ["GA-0003", "GA-0001"]],
    [{ q: "oak", state: "withdrawn" }, ["GA-0001"]],
    [{ q: "ga-0002" }, ["GA-0002"]],
    [{ state: "paid" }, ["GA-0003", "GA-0002", "GA-0001"]],
    [{ q: "ash" }, []],
  ])("%j", (asked, ids) => {
    expect(chosenGrants(ROWS, GrantsQuery.parse(asked)).map(({ id }) => id)).toEqual(ids);
  });
});
