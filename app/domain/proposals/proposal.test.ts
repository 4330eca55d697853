import { describe, expect, it } from "vitest";
import { mayDo, whyNot, type ProposalState } from "./proposal";

const officer = (userId: string | null) => ({ userId, roles: ["commercial_officer"] });
const made = (state: ProposalState) => ({ state, proposedBy: "nadia" });

describe("who may do what about a proposal", () => {
  it.each([
    ["proposed", officer("victor"), "decide"],
    ["proposed", officer("nadia"), "withdraw"],
    ["proposed", officer(null), null],
    ["proposed", { userId: "owen", roles: ["assessor"] }, null],
    ["approved", officer("victor"), null],
    ["declined", officer("nadia"), null],
    ["withdrawn", officer("nadia"), null],
  ] as const)("%s, by %j: %s", (state, actor, may) => {
    expect(mayDo(made(state), actor)).toBe(may);
    for (const action of ["decide", "withdraw"] as const)
      expect(whyNot(made(state), actor, action) === null).toBe(may === action);
  });

  it("says whether it is one's own, another's, or decided", () => {
    expect(whyNot(made("proposed"), officer("nadia"), "decide")?.code).toBe("own-proposal");
    expect(whyNot(made("proposed"), officer("victor"), "withdraw")?.code).toBe("not-yours");
    expect(whyNot(made("proposed"), officer(null), "decide")?.code).toBe("officer-only");
    expect(whyNot(made("approved"), officer("victor"), "decide")?.code).toBe("proposal-decided");
  });
});
