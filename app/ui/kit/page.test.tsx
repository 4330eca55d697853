import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { NAVIGATION, currentItem } from "./navigation";
import { pageTitle, type ShellData } from "./page";
import { refusalOf } from "./refusal";
import { refreshSeconds, wantsHydration } from "./route-handle";
import { PageShell } from "./shell";

const anonymous: ShellData = {
  actor: null,
  demo: false,
  standIns: [],
  paymentsSetUp: true,
  requestId: "r",
  version: "1.2.3",
  path: "/",
};
const buyer: ShellData = {
  ...anonymous,
  actor: {
    name: "Amara Okafor",
    organisationName: "Leeds Teaching Hospitals NHS Trust",
    organisationCode: "RR8",
    audience: "buyer",
    canSwitch: true,
  },
  demo: true,
  standIns: ["GOV.UK Notify", "Stripe"],
  path: "/buying/orders/1",
};
const html = (shell: ShellData) => renderToStaticMarkup(<PageShell shell={shell}>words</PageShell>);

describe("the frame of a page", () => {
  it("lets people skip to the content and sign in", () => {
    const out = html(anonymous);
    expect(out).toContain('href="#maincontent"');
    expect(out).toContain('<main class="nhsuk-main-wrapper" id="maincontent">words</main>');
    expect(out).toContain('href="/sign-in"');
    expect(out).not.toContain("Demonstration data");
  });

  it("says for whom a person acts, lets them switch and sign out by a post", () => {
    const out = html(buyer);
    expect(out).toContain("Leeds Teaching Hospitals NHS Trust</strong> (RR8)");
    expect(out).toContain('href="/account/organisation"');
    expect(out).toMatch(/<form[^>]+action="\/sign-out"[^>]+method="post"/);
  });

  it("marks demonstration data and names the stand-ins", () => {
    const out = html(buyer);
    expect(out).toContain("Demonstration data");
    expect(out).toContain('href="/demo/mailbox"');
    expect(out).toContain("GOV.UK Notify and Stripe");
  });

  it("says where payments are not set up, and only there", () => {
    expect(html({ ...anonymous, paymentsSetUp: false })).toContain("Payments are not set up");
    expect(html(anonymous)).not.toContain("Payments are not set up");
  });

  it("marks where one is, by the longest address", () => {
    expect(html(buyer)).toMatch(/href="\/buying" aria-current="true"/);
    expect(currentItem(NAVIGATION.centre, "/commercial/ledger/4")?.href).toBe("/commercial/ledger");
    expect(currentItem(NAVIGATION.public, "/solutions-old")).toBeUndefined();
  });

  it("has no inline style or script, which the content security policy would refuse", () => {
    expect(html(buyer)).not.toMatch(/ style=|<script|<style| on[a-z]+=/);
  });
});

describe("the title of a page", () => {
  it("says first that there is an error", () => {
    expect(pageTitle("Shortlist")).toBe("Shortlist – Dovetail");
    expect(pageTitle("Shortlist", true)).toBe("Error: Shortlist – Dovetail");
  });
});

describe("a refusal", () => {
  it("speaks in its own words when it has any", () => {
    const shown = refusalOf({ status: 422, data: { title: "No", rule: "s.45", requestId: "q" } }, "r");
    expect(shown).toMatchObject({
      status: 422,
      title: "No",
      detail: undefined,
      rule: "s.45",
      requestId: "q",
    });
    expect(refusalOf({ status: 409, data: '{"title":"Late"}' }).title).toBe("Late");
  });

  it("has the words of its status otherwise, and never those of an unexpected error", () => {
    expect(refusalOf({ status: 404, data: null }).title).toBe("Page not found");
    expect(refusalOf(new Error("secret"), "r")).toMatchObject({ status: 500, requestId: "r" });
    expect(JSON.stringify(refusalOf(new Error("secret")))).not.toContain("secret");
  });
});

describe("what a route says about its page", () => {
  it("decides whether React goes to the browser", () => {
    expect(wantsHydration([{ handle: undefined }, { handle: { hydrate: true } }])).toBe(true);
    expect(wantsHydration([{ handle: {} }])).toBe(false);
  });

  it("decides how often the page asks again", () => {
    const handle = { refreshSeconds: (data: { done: boolean }) => (data.done ? null : 3) };
    expect(refreshSeconds([{ handle, data: { done: false } }])).toBe(3);
    expect(refreshSeconds([{ handle, data: { done: true } }])).toBeNull();
    expect(refreshSeconds([{ handle, data: undefined }])).toBeNull();
  });
});
