import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DifferencesTable } from "./draft-facts";

describe("what a draft changes", () => {
  const cells = (before: string | null, after: string | null) =>
    [
      ...renderToStaticMarkup(
        <DifferencesTable caption="Differences" differences={[{ what: "Evidence", before, after }]} />,
      )
        .replaceAll(/<span class="nhsuk-table__heading"[^>]*>.*?<\/span>/gs, "")
        .matchAll(/<td[^>]*>(.*?)<\/td>/gs),
    ].map(([, inner]) => inner!.replaceAll(/<[^>]*>/g, "").trim());

  it.each([
    ["added", null, "Test report", ["Not there", "Added: Test report"]],
    ["taken out", "Form 1", null, ["Form 1", "Taken out"]],
    ["changed", "Form 1", "Form 2", ["Form 1", "Form 2"]],
  ])("is said to be %s", (_what, before, after, shown) => {
    expect(cells(before, after)).toEqual(shown);
  });
});
