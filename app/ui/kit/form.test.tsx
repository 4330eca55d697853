import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Checkboxes, Radios } from "./fields/choice-fields";
import { DateField, dayFromForm, typedDate } from "./fields/date-field";
import { ErrorSummary, Form, FormTokenContext, fieldId, fields, hasErrors } from "./form";
import { MoneyField, NumberField, TextArea, TextField } from "./fields/text-fields";

const html = renderToStaticMarkup;

describe("a field", () => {
  it("ties its label, hint and error to the input", () => {
    const out = html(
      <TextField name="lines[0].title" label="Title" hint="Short" error="Enter a title" value="x" />,
    );
    expect(out).toContain('<label class="nhsuk-label" for="lines-0-title">');
    expect(out).toContain('id="lines-0-title" name="lines[0].title"');
    expect(out).toContain('aria-describedby="lines-0-title-hint lines-0-title-error"');
    expect(out).toContain('id="lines-0-title-error"');
    expect(out).toContain('value="x"');
    expect(out).toContain("nhsuk-form-group--error");
  });

  it("has no aria-describedby without hint and error", () => {
    expect(html(<TextField name="a" label="A" />)).not.toContain("aria-describedby");
  });

  it("reads its unit with it", () => {
    const out = html(<NumberField name="patients" label="Patients" unit="patients" />);
    expect(out).toContain('aria-describedby="patients-unit"');
    expect(out).toContain('inputMode="numeric"');
  });

  it("of money is marked with a pound sign", () => {
    expect(html(<MoneyField name="sum" label="Sum" />)).toContain(
      'nhsuk-input-wrapper__prefix" aria-hidden="true">£',
    );
  });

  it("of many words counts them down", () => {
    const out = html(<TextArea name="why" label="Why" maxLength={1500} />);
    expect(out).toContain('data-maxlength="1500"');
    expect(out).toContain("up to 1,500 characters");
  });
});

describe("a group of choices", () => {
  it("carries the id of the field on its first choice, where the summary points", () => {
    const out = html(
      <Radios
        name="who"
        label="Who pays?"
        value="b"
        choices={[
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ]}
      />,
    );
    expect(out).toContain('id="who" name="who" type="radio" value="a"');
    expect(out).toContain('id="who-2" name="who" type="radio" checked="" value="b"');
    expect(out).toContain("<legend");
  });

  it("keeps every ticked box", () => {
    const out = html(
      <Checkboxes
        name="s"
        label="S"
        values={["a", "b"]}
        choices={[
          { value: "a", label: "A" },
          { value: "b", label: "B" },
        ]}
      />,
    );
    expect(out.match(/checked=""/g)).toHaveLength(2);
  });
});

describe("a date", () => {
  it("has three boxes by name, the first with the id of the field", () => {
    const out = html(<DateField name="start" label="Start" parts={{ day: "9", month: "3", year: "2027" }} />);
    expect(out).toContain('id="start" name="start-day"');
    expect(out).toContain('id="start-month" name="start-month"');
    expect(out).toContain('name="start-year"');
  });

  it("keeps what was typed before what is stored", () => {
    const state = { values: { "start-day": "31", "start-month": "2", "start-year": "27" }, errors: {} };
    expect(typedDate(state, "start", "2027-03-09")).toEqual({ day: "31", month: "2", year: "27" });
    expect(typedDate(null, "start", "2027-03-09")).toEqual({ day: "9", month: "3", year: "2027" });
  });

  it("is read from a form as one day", () => {
    const form = new FormData();
    expect(dayFromForm(form, "start")).toBe("");
    form.set("start-day", "9");
    form.set("start-month", "3");
    form.set("start-year", "2027");
    expect(dayFromForm(form, "start")).toBe("2027-03-09");
  });
});

describe("a form", () => {
  it("posts without the browser's checks and carries the token of its page", () => {
    const out = html(
      <FormTokenContext.Provider value="req-1">
        <Form>x</Form>
      </FormTokenContext.Provider>,
    );
    expect(out).toBe(
      '<form method="post" novalidate=""><input type="hidden" name="_token" value="req-1"/>x</form>',
    );
  });

  it("that only asks carries no token", () => {
    expect(
      html(
        <Form method="get" token="t">
          x
        </Form>,
      ),
    ).not.toContain("_token");
  });

  it("lists its errors as links to their fields", () => {
    const out = html(<ErrorSummary errors={{ "lines[0].quantity": "Enter a quantity" }} />);
    expect(out).toContain(`href="#${fieldId("lines[0].quantity")}"`);
    expect(html(<ErrorSummary errors={{}} />)).toBe("");
  });

  it("gives each field what was typed, else what is stored", () => {
    const state = { values: { a: "typed" }, errors: { a: "Wrong" } };
    const field = fields(state, { a: "stored", b: "stored" });
    expect(field("a")).toEqual({ name: "a", value: "typed", error: "Wrong" });
    expect(field("b")).toEqual({ name: "b", value: "stored", error: undefined });
    expect(hasErrors(state)).toBe(true);
    expect(hasErrors(null)).toBe(false);
  });
});
