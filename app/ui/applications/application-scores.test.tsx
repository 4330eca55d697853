import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { declinedEmail, feedbackOf } from "~/domain/applications/application-emails";
import type { Assessment } from "~/domain/applications/assessment";
import { ScoresTable } from "./application-scores";

const criteria = [{ id: "need", title: "Need", weight: 100, question: "How great is the need?" }];
const assessment = (assessorName: string, score: number): Assessment => ({
  applicationId: "APP-0001",
  assessorId: assessorName,
  assessorName,
  submission: 1,
  conflict: false,
  declaration: "",
  scores: [{ criterion: "need", score, reason: "Clear." }],
  recordedAt: new Date("2026-11-22T10:00:00Z"),
});
const assessments = [assessment("Owen Price", 3), assessment("Nadia Rahman", 4)];

describe("who scored an application", () => {
  it("is called by name at the centre, in the table and beside each reason", () => {
    const html = renderToStaticMarkup(
      <ScoresTable criteria={criteria} assessments={assessments} recorded={2} mean={3.5} />,
    );
    expect(html).toContain("Owen Price gave 3 of 5: Clear.");
    expect(html).toContain("Nadia Rahman gave 4 of 5: Clear.");
    expect(html).not.toMatch(/Assessor \d/);
  });

  it("is a number for the applicant, on the page and in the e-mail", () => {
    const [need] = feedbackOf(criteria, assessments);
    expect(need!.lines).toEqual(["Assessor 1 gave 3 of 5: Clear.", "Assessor 2 gave 4 of 5: Clear."]);
    const about = {
      id: "APP-0001",
      fundName: "Fund",
      organisationName: "Leeds",
      needTitle: "Beds",
      reason: "No.",
    };
    const mail = JSON.stringify(declinedEmail({ ...about, criteria, assessments }));
    expect(mail).toContain("Assessor 2 gave 4 of 5");
    expect(mail).not.toMatch(/Owen|Nadia/);
  });
});
