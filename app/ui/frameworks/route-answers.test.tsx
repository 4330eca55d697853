import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { MechanismResult } from "~/domain/frameworks/mechanism";
import type { RouteAnswer } from "~/domain/frameworks/route";
import { day } from "~/domain/shared/day";
import { CheaperButRemoved, MechanismTable, RouteAnswers } from "./route-answers";

const competition = (open: boolean): RouteAnswer => ({
  route: "further_competition",
  name: "Further competition",
  open,
  reasons: [],
});
const links = {
  compareHref: "/buying/shortlists/S0001/compare.xlsx",
  suppliersHref: "/frameworks/F1/lots/F1-1",
};
const wordsOf = (html: string) => html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");

describe("a further competition that is open", () => {
  it("says what to do until it can be run here, with the comparison and the suppliers a link away", () => {
    const html = renderToStaticMarkup(<RouteAnswers routes={[competition(true)]} competition={links} />);
    expect(wordsOf(html)).toContain("Further competition Open");
    expect(wordsOf(html)).toContain("This service does not run competitions yet. To hold one:");
    expect(html.match(/<li>/g)).toHaveLength(4);
    for (const href of Object.values(links)) expect(html).toContain(`href="${href}"`);
  });

  it("is no thing to do where the purchase was awarded, nor where it is closed", () => {
    const awarded = renderToStaticMarkup(<RouteAnswers routes={[competition(true)]} competition="awarded" />);
    expect(wordsOf(awarded)).toContain("The purchase was awarded by another route.");
    const closed = renderToStaticMarkup(<RouteAnswers routes={[competition(false)]} competition={links} />);
    for (const html of [awarded, closed]) expect(html).not.toContain("To hold one");
  });

  it("stands on no page that does not lead on from it", () => {
    const app = path.resolve(import.meta.dirname, "..");
    const silent = readdirSync(app, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx") && !file.includes(".test."))
      .filter((file) => {
        const text = readFileSync(path.join(app, file), "utf8");
        return /urther competition/.test(text) && !/CompetitionSteps|#route-further_competition/.test(text);
      });
    expect(silent).toEqual([]);
  });
});

describe("how the lot's mechanism came to its answer", () => {
  const ranked = (services?: { need: string; cost: string }[]): MechanismResult => ({
    mechanism: "lowest_total_cost",
    mechanismText: "The compliant solution at the lowest total cost.",
    inputs: {
      mechanism: "lowest_total_cost",
      lotId: "F1-1",
      on: day("2026-11-22"),
      termMonths: 24,
      quantities: {},
    },
    considered: [],
    filters: [],
    ranking: [
      {
        rank: 1,
        solutionId: "S-100",
        solutionName: "CareNotes",
        supplierId: "alder",
        supplierName: "Alder Systems",
        totalCost: "7520.00",
        ...(services ? { services } : {}),
        mustEpicsMet: 1,
        admittedOn: day("2026-04-01"),
      },
    ],
    tieBreak: { text: "Then by epics.", used: false },
    winner: null,
  });

  it("says of each cheaper solution which requirement it misses, and nothing where none is cheaper", () => {
    const named = { ...ranked(), winner: { solutionId: "S-100", supplierId: "alder", text: "CareNotes." } };
    const left = (totalCost: string): MechanismResult => ({
      ...named,
      considered: [
        { solutionId: "S-200", solutionName: "Briar", supplierId: "b", supplierName: "Briar Health" },
      ],
      filters: [
        {
          filter: "The solution meets the stated need",
          ruleId: "PA-06",
          removed: [{ solutionId: "S-200", reason: "Use on shared ward devices.", totalCost }],
        },
      ],
    });
    const shown = (result: MechanismResult) =>
      wordsOf(renderToStaticMarkup(<CheaperButRemoved mechanism={result} />));
    expect(shown(left("4480.00"))).toContain(
      "Briar , £4,480.00 excluding VAT, does not pass the condition “The solution meets the stated need” (PA-06): Use on shared ward devices.",
    );
    expect(shown(left("7520.00"))).toBe("");
  });

  it("shows the services in each total, excluding VAT as the total is, and no column where there are none", () => {
    const services = [{ need: "10 days of implementation", cost: "5000.00" }];
    const words = wordsOf(renderToStaticMarkup(<MechanismTable mechanism={ranked(services)} />));
    expect(words).toContain("Over the term, excluding VAT");
    expect(words).toContain("Of which services, excluding VAT");
    expect(words).toContain("10 days of implementation: £5,000.00");
    expect(renderToStaticMarkup(<MechanismTable mechanism={ranked()} />)).not.toContain("Of which services");
  });
});
