import { describe, expect, it } from "vitest";
import { kindsFor } from "./evidence-kinds";

describe("the kind of evidence that fits an item", () => {
  it.each([
    "Penetration test summary",
    "penetration test summary",
    "vulnerability scan and device test report",
    "Accessibility report",
    "Data protection impact assessment",
    "Completed form",
    "Clinical safety case",
    "clinical safety case report and hazard log",
    "audit report and date",
  ])("%s is shown as the document, and not declared", (title) => {
    expect(kindsFor(title)).toEqual(["url", "file"]);
  });

  it.each([
    "Cyber Essentials certificate",
    "MHRA registration reference",
    "ODS code",
    "published DSPT submission for current year",
    "Model Interface Licence",
  ])("%s may be an entry in a register", (title) => {
    expect(kindsFor(title)).toEqual(["url", "file", "register"]);
  });

  it.each([
    "medical-device declaration (triggers PAQ)",
    "declaration against the code's principles",
    "contract terms accepted",
    "statement of applicability",
    "Edition in use and update process",
  ])("%s may be declared", (title) => {
    expect(kindsFor(title)).toContain("declaration");
  });
});
