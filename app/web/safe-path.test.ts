import { describe, expect, it } from "vitest";
import { pagePath, safePath, signInPath } from "./safe-path";

describe("where somebody may be sent on to", () => {
  it.each(["/buying", "/orders/C010001-01?tab=money", "/a%20b", "/search?q=caf%C3%A9"])(
    "keeps %s",
    (path) => {
      expect(safePath(path)).toBe(path);
    },
  );

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/a\nb",
    "/sign-out",
    "/sign-in?returnTo=/x",
    "",
    `/${"a".repeat(1001)}`,
    null,
  ])("does not send to %j", (path) => {
    expect(safePath(path)).toBe("/");
  });

  it("leaves Remix's own parts out of the address of a page", () => {
    expect(pagePath("http://x/orders/1.data?_routes=root&tab=money")).toBe("/orders/1?tab=money");
    expect(signInPath("/orders/1?tab=money")).toBe("/sign-in?returnTo=%2Forders%2F1%3Ftab%3Dmoney");
  });
});
