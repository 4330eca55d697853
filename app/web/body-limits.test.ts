import { describe, expect, it } from "vitest";
import { bodyLimit, bodyTooLarge, isMachineAddress } from "./body-limits";
import { STATUS_OF } from "./problem-response";

const MB = 1024 * 1024;

describe("the limit of a body", () => {
  it.each([
    ["/buying/orders/C1/title", "application/x-www-form-urlencoded", MB],
    ["/buying/orders/C1/recipients", "multipart/form-data; boundary=x", 12 * MB],
    ["/buying/orders/C1/recipients", "Multipart/Form-Data; boundary=x", 12 * MB],
    ["/buying/orders/C1/recipients", "text/plain; multipart/form-data", MB],
    ["/anything", undefined, MB],
    ["/webhooks/stripe", "application/json", MB],
    ["/webhooks/stripe", "multipart/form-data; boundary=x", MB],
    ["/API/v1/ocds/releases", "multipart/form-data; boundary=x", MB],
    ["/apiary", "multipart/form-data; boundary=x", 12 * MB],
  ])("%s with %s is %i bytes", (path, type, bytes) => expect(bodyLimit(path, type)).toBe(bytes));

  it("is told in the words of those who ask", () => {
    expect(isMachineAddress("/webhooks/stripe")).toBe(true);
    expect(isMachineAddress("/")).toBe(false);
    expect(STATUS_OF[bodyTooLarge(false).kind]).toBe(413);
    expect(bodyTooLarge(false).public.detail).toContain("10 MB");
  });
});
