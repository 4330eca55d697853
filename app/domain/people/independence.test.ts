import { describe, expect, it } from "vitest";
import {
  dependenceText,
  whyNotIndependent,
  type BroughtIn,
  type Dependence,
  type SecondPerson,
} from "./independence";

const since = new Date("2027-03-01T10:00:00Z");
const before = new Date("2027-02-28T10:00:00Z");
const after = new Date("2027-03-02T10:00:00Z");
const first = { userId: "priya", name: "Priya Shah", since };
const second: SecondPerson = { userId: "tom", name: "Tom Okafor", grantedAt: after };
const brought = (...pairs: [string, string][]): BroughtIn[] =>
  pairs.map(([invitedBy, acceptedBy]) => ({ invitedBy, acceptedBy }));

describe("a second person", () => {
  it.each<[string, Partial<SecondPerson>, BroughtIn[], Dependence | null]>([
    ["somebody else", {}, [], null],
    ["the same account", { userId: "priya", grantedAt: before }, [], "same-account"],
    ["the same name", { name: "  PRIYA   shah ", grantedAt: before }, [], "same-name"],
    ["another name that begins alike", { name: "Priya Shahid" }, [], null],
    ["invited by the first, role after", {}, brought(["priya", "tom"]), "brought-in-after"],
    ["role at the same moment", { grantedAt: since }, brought(["priya", "tom"]), "brought-in-after"],
    ["invited by the first, role before", { grantedAt: before }, brought(["priya", "tom"]), null],
    ["invited by the first, role unknown", { grantedAt: null }, brought(["priya", "tom"]), null],
    ["invited by another", {}, brought(["ann", "tom"], ["priya", "eve"]), null],
    ["invited by whom the first invited", {}, brought(["eve", "tom"], ["priya", "eve"]), "brought-in-after"],
    ["at three hands", {}, brought(["bo", "tom"], ["eve", "bo"], ["priya", "eve"]), "brought-in-after"],
    ["who invited the first", {}, brought(["tom", "priya"]), null],
    ["in a circle without the first", {}, brought(["tom", "eve"], ["eve", "tom"]), null],
  ])("%s", (_, differs, invitations, expected) => {
    expect(whyNotIndependent(first, { ...second, ...differs }, invitations)).toBe(expected);
  });

  it("is told the rule as it falls on them", () => {
    const said = (why: Dependence) => dependenceText(why, "Priya Shah", "signed this order");
    expect(said("same-account")).toBe("You signed this order");
    expect(said("same-name")).toBe("You have the same name as Priya Shah, who signed this order");
    expect(said("brought-in-after")).toBe(
      "You got your role after Priya Shah signed this order, on an invitation that leads back to Priya Shah",
    );
  });
});
