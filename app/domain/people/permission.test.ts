import { describe, expect, it } from "vitest";
import { foreignRoles, invitationState, mayDo, whyMayNot } from "./permission";
import { actingRoles, audienceOf, roleList, ROLES, rolesOf, type MemberActor, type Role } from "./role";

const actor = (kind: string, ...roles: Role[]): MemberActor => ({
  userId: "1",
  name: "Priya Shah",
  email: "priya@nhs.example",
  organisationCode: "RR8",
  organisation: { code: "RR8", name: "Leeds", kind, supplierId: null },
  memberships: [{ code: "RR8", name: "Leeds", kind, roles }],
  roles,
  requestId: null,
});

describe("roles", () => {
  it("belong to one side of the market or, for administrators, to each", () => {
    expect(["trust", "icb", "gp_practice", "care_provider"].map(audienceOf)).toEqual(Array(4).fill("buyer"));
    expect([audienceOf("supplier"), audienceOf("national")]).toEqual(["supplier", "centre"]);
    expect(foreignRoles("trust", ["approver", "auditor"])).toEqual(["auditor"]);
    expect(
      ROLES.filter((role) => ["trust", "supplier", "national"].some((kind) => rolesOf(kind).includes(role))),
    ).toEqual([...ROLES]);
  });

  it("never let an auditor act", () => {
    expect(actingRoles("centre")).not.toContain("auditor");
  });

  it("are named in a sentence", () => {
    expect(roleList(["procurement_lead", "approver"])).toBe("Procurement lead and budget approver");
  });
});

describe("looking after people", () => {
  it.each([
    ["trust", "procurement_lead", true],
    ["trust", "administrator", true],
    ["trust", "approver", false],
    ["supplier", "supplier_signatory", true],
    ["supplier", "supplier_editor", false],
    ["national", "commercial_officer", true],
    ["national", "auditor", false],
  ] as const)("at a %s by a %s: %s", (kind, role, may) => {
    expect(mayDo(actor(kind, role), "invite-person")).toBe(may);
  });

  it("says which roles could", () => {
    expect(whyMayNot(actor("trust", "approver"), "invite-person", "RR8")?.public.detail).toBe(
      "This needs one of these roles: Administrator and procurement lead.",
    );
    expect(whyMayNot(actor("trust", "administrator"), "invite-person", "RXX")?.code).toBe(
      "not-your-organisation",
    );
  });
});

describe("an invitation", () => {
  it("is open until the instant it expires", () => {
    const dates = { expiresAt: new Date(1000), acceptedAt: null, withdrawnAt: null };
    expect(invitationState(dates, new Date(999))).toBe("open");
    expect(invitationState(dates, new Date(1000))).toBe("expired");
    expect(invitationState({ ...dates, withdrawnAt: new Date(1) }, new Date(2))).toBe("withdrawn");
    expect(invitationState({ ...dates, acceptedAt: new Date(1), withdrawnAt: null }, new Date(2000))).toBe(
      "accepted",
    );
  });
});
