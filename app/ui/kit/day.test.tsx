import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MomentText } from "./day";

const shown = (at: string) =>
  renderToStaticMarkup(<MomentText at={new Date(at)} />)
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/\s/g, " ");

describe("a moment in words", () => {
  it.each([
    // London is at Greenwich's hour in winter and one ahead in summer.
    ["2026-11-22T12:58:00Z", "22 November 2026 at 12:58pm"],
    ["2026-11-22T12:00:00Z", "22 November 2026 at 12:00pm"],
    ["2026-11-22T00:05:00Z", "22 November 2026 at 12:05am"],
    ["2026-11-22T09:00:00Z", "22 November 2026 at 9:00am"],
    ["2026-07-01T11:30:00Z", "1 July 2026 at 12:30pm"],
    ["2026-07-01T23:30:00Z", "2 July 2026 at 12:30am"],
  ])("%s is %s: noon and midnight are twelve, never zero", (at, words) => {
    expect(shown(at)).toBe(words);
  });
});
