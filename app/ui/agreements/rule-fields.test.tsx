import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { RuleShape } from "~/domain/agreements/rules/rule-form";
import { RULE_SHAPES } from "~/domain/agreements/rules/rule-shapes";
import { RuleFields } from "./rule-fields";

const CHOICES = {
  payers: [{ value: "X24", label: "NHS England" }],
  funds: [{ value: "F1", label: "Fund" }],
  rules: [{ ruleNumber: 1, label: "Rule 1" }],
  regions: [{ value: "Y60", label: "Midlands" }],
  requirements: [{ value: "dspt", label: "Security toolkit" }],
};

/** Every box and choice of a form, with the label that somebody sees beside it; null where none is seen. */
function labelled(html: string): [id: string, label: string | null][] {
  const fields = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(([tag]) => tag);
  return fields
    .filter((tag) => !tag.includes('type="hidden"'))
    .map((tag) => {
      const id = / id="([^"]+)"/.exec(tag)?.[1] ?? "";
      const label = new RegExp(
        `<label class="([^"]*)" for="${id.replaceAll(/[.$]/g, "\\$&")}">(.*?)</label>`,
        "s",
      ).exec(html);
      const words = label?.[2]!
        .replaceAll(/<span class="nhsuk-u-visually-hidden">.*?<\/span>|<[^>]*>/g, "")
        .trim();
      return [id, label && !label[1]!.includes("visually-hidden") && words ? words : null];
    });
}

describe("the form of a rule", () => {
  it.each(RULE_SHAPES.map(({ shape }) => shape as RuleShape))(
    "has a label in sight beside each blank: %s",
    (shape) => {
      const html = renderToStaticMarkup(<RuleFields shape={shape} values={{}} choices={CHOICES} />);
      const fields = labelled(html);
      expect(fields.length).toBeGreaterThan(0);
      expect(fields.filter(([, label]) => label === null)).toEqual([]);
    },
  );

  it("is found out where a label is out of sight or missing", () => {
    expect(
      labelled('<label class="nhsuk-u-visually-hidden" for="a">A</label><input id="a"/><select id="b">'),
    ).toEqual([
      ["a", null],
      ["b", null],
    ]);
  });
});
