import { describe, expect, it } from "vitest";
import { typedDays } from "./typed-days.server";

const of = (query: string) => typedDays(`https://dovetail.example/list?${query}`, ["from", "to"]);

describe("the days of a filter in an address", () => {
  it("are read from three boxes and from the one text of a link", () => {
    expect(of("from-day=1&from-month=4&from-year=2026&to=2027-03-31").days).toEqual({
      from: "2026-04-01",
      to: "2027-03-31",
    });
    expect(of("to=2027-03-31").state.values).toMatchObject({
      "to-day": "31",
      "to-month": "3",
      "to-year": "2027",
    });
    expect(of("from-day=&from-month=&from-year=").days).toEqual({});
  });

  it.each(["from-day=31&from-month=2&from-year=2026", "from=31/03/2026", "from-day=1", "from=2026-13-01"])(
    "%s is an error beside its field, and what was typed stays",
    (query) => {
      const { days, state } = of(query);
      expect(days).toEqual({});
      expect(state.errors).toEqual({ from: expect.stringContaining("Enter a real date") });
    },
  );

  it("are in order", () => {
    expect(of("from=2027-04-01&to=2027-03-31").state.errors).toEqual({
      to: "The last day must be on or after the first day",
    });
  });
});
