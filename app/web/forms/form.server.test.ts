import { describe, expect, it } from "vitest";
import { readForm, submissionKey } from "./form.server";

const sent = (body: FormData | URLSearchParams | string) =>
  readForm(new Request("http://localhost/", { method: "POST", body }));

function upload(contents: string, name = "recipients.csv"): FormData {
  const form = new FormData();
  form.set("_token", "a-page");
  form.set("editCount", "3");
  form.set("file", new File([contents], name, { type: "text/csv" }));
  return form;
}
const keyOf = async (form: FormData) => submissionKey(await sent(form), "/upload");

describe("the key of a submission", () => {
  it("is the same for the same file, and another for a corrected one of the same name and size", async () => {
    const first = await keyOf(upload("RR8\nRGT\n"));
    expect(await keyOf(upload("RR8\nRGT\n"))).toBe(first);
    expect(await keyOf(upload("RR8\nRGD\n"))).not.toBe(first);
    expect(await keyOf(upload("RR8\nRGT\n", "other.csv"))).not.toBe(first);
  });

  it("is another for another page, another address and other answers", async () => {
    const form = (token: string, a: string) => sent(new URLSearchParams({ _token: token, a }));
    const keys = [
      await submissionKey(await form("one", "1"), "/x"),
      await submissionKey(await form("two", "1"), "/x"),
      await submissionKey(await form("one", "2"), "/x"),
      await submissionKey(await form("one", "1"), "/y"),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(await submissionKey(await sent(new URLSearchParams({ a: "1" })), "/x")).toBeNull();
  });
});

describe("a form that is sent", () => {
  it("comes out as it can be stored: names, texts and file names", async () => {
    const { fields } = await sent(new URLSearchParams("wor%00ds=a%00b&half=%ED%A0%80x&list=%00&list=2"));
    expect(fields).toEqual({ words: "ab", half: "\ufffd\ufffd\ufffdx", list: ["", "2"] });
    const file = (await sent(upload("x", "na\0me.csv"))).fields["file"] as File;
    expect([file.name, file.type, await file.text()]).toEqual(["name.csv", "text/csv", "x"]);
  });

  it("keeps its files out of what is shown again, and its token out of both", async () => {
    const { fields, values, token } = await sent(upload("x"));
    expect(values).toEqual({ editCount: "3" });
    expect(Object.keys(fields)).toEqual(["editCount", "file"]);
    expect(token).toBe("a-page");
  });

  it("of more fields than any page has is refused in words", async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, n) => `f${n}=1`).join("&");
    expect(Object.keys((await sent(new URLSearchParams(fields(49_999)))).fields)).toHaveLength(49_999);
    await expect(sent(new URLSearchParams(fields(50_001)))).rejects.toMatchObject({
      code: "too-many-fields",
    });
  });

  it("that is none is refused in words", async () => {
    await expect(sent("a=b")).rejects.toMatchObject({ code: "not-a-form" });
  });
});
