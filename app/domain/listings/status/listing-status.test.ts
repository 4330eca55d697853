import { describe, expect, it } from "vitest";
import type { ListingState } from "~/domain/catalogue/listing";
import { day } from "~/domain/shared/day";
import { outlasting, statusActionsOf, supportEndFault, whyNotStatusAction } from "./listing-status";

const TODAY = day("2026-12-01");

describe("what may be done with a listing", () => {
  it.each([
    ["draft", []],
    ["submitted", []],
    ["published", ["suspend", "withdraw"]],
    ["suspended", ["reinstate", "withdraw"]],
    ["withdrawn", []],
  ] as const satisfies readonly [ListingState, readonly string[]][])("%s: %j", (state, actions) => {
    expect(statusActionsOf(state)).toEqual(actions);
  });

  it("is refused with why, and what to do next", () => {
    const listing = { name: "CareNotes", href: "/commercial/solutions/S-100" };
    expect(whyNotStatusAction({ ...listing, state: "suspended" }, "reinstate")).toBeNull();
    expect(whyNotStatusAction({ ...listing, state: "published" }, "reinstate")?.public).toEqual({
      title: "You cannot reinstate this listing: it is published.",
      detail: "Look at its history to see what happened.",
      next: { label: "See CareNotes", href: "/commercial/solutions/S-100" },
    });
    expect(whyNotStatusAction({ ...listing, state: "withdrawn" }, "suspend")?.public.detail).toBe(
      "Its supplier lists a new solution for what it offers now.",
    );
  });
});

describe("the last day of support", () => {
  it.each([
    ["2026-11-30", "The last day of support must be today, 1 December 2026, or later"],
    ["2026-12-01", null],
    ["2036-12-01", null],
    ["2036-12-02", "The last day of support must be on or before 1 December 2036"],
  ])("%s: %s", (last, fault) => {
    expect(supportEndFault(day(last), TODAY)).toBe(fault);
  });

  it("names the contracts that run longer, and none where it is not known", () => {
    const orders = [{ endsOn: day("2027-06-30") }, { endsOn: day("2027-07-01") }, { endsOn: null }];
    expect(outlasting(orders, day("2027-06-30"))).toEqual([orders[1]]);
    expect(outlasting(orders, null)).toEqual([]);
  });
});
