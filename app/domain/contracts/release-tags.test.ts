import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { PublishableOrder } from "./publishable";
import { buildRelease, type ReleaseBody } from "./release";
import { RELEASE_TAGS, releaseWords } from "./release-tags";

const buyer = { code: "RR8", scheme: "GB-NHS", name: "Leeds Teaching Hospitals NHS Trust" };
const signed: PublishableOrder = {
  callOffId: "C010001-01",
  title: "Bed board",
  description: "Beds of a bed board",
  buyer,
  supplier: { code: "20001", scheme: "GB-DVT", name: "Alder Systems Ltd" },
  recipients: [buyer],
  framework: { id: "FW-1", name: "Digital Care Framework" },
  lot: { id: "1", name: "Beds" },
  route: "direct_award",
  awardedAt: new Date("2026-11-20T10:00:00Z"),
  signedAt: new Date("2026-11-22T10:00:00Z"),
  startsOn: day("2026-12-01"),
  termMonths: 12,
  endsOn: day("2027-11-30"),
  net: pence(10_000n),
  vat: pence(2_000n),
  aboveThreshold: false,
  items: [],
  shares: [],
  milestones: [{ id: "1", title: "Installed", dueOn: day("2027-01-31"), metAt: null }],
  kpis: [],
  noKpisReason: null,
  transactions: [],
  completedAt: null,
};
const met = {
  ...signed,
  milestones: [{ ...signed.milestones[0]!, metAt: new Date("2027-01-30T10:00:00Z") }],
};
const payment = {
  invoiceNumber: "INV-000001",
  payer: buyer,
  paidOn: day("2027-02-20"),
  gross: pence(12_000n),
};
const paid = { ...met, transactions: [payment] };
const ended = (order: PublishableOrder) => ({ ...order, completedAt: new Date("2027-12-01T10:00:00Z") });

/** The tags of the releases of an order as it goes on, each stored as JSON before the next is made. */
function tagsOf(orders: readonly PublishableOrder[]) {
  let last: ReleaseBody | null = null;
  return orders.map((order, index) => {
    const {
      ocid: _ocid,
      id: _id,
      date: _date,
      tag,
      ...body
    } = buildRelease(order, {
      number: index + 1,
      last,
      at: new Date("2027-12-02T10:00:00Z"),
    });
    last = JSON.parse(JSON.stringify(body)) as ReleaseBody;
    return tag;
  });
}

describe("the tags of a contract's releases", () => {
  it.each([
    ["signed", [signed], ["award", "contract"]],
    ["delivered the first time", [signed, met], ["implementation"]],
    ["paid after it", [signed, met, paid], ["implementationUpdate"]],
    ["ended with nothing new beside", [signed, met, paid, ended(paid)], ["contractTermination"]],
    ["ended before anything was delivered", [signed, ended(signed)], ["contractTermination"]],
    [
      "ended and first delivered in one release, of which no update can be said",
      [signed, ended(paid)],
      ["implementation", "contractTermination"],
    ],
    [
      "paid after its end, which is not said twice",
      [signed, ended(met), ended(paid)],
      ["implementationUpdate"],
    ],
    ["changed in its terms", [signed, { ...signed, title: "Bed boards" }], ["awardUpdate", "contractUpdate"]],
    ["first published late", [ended(paid)], ["award", "contract", "implementation"]],
  ])("are those of one that is %s", (_what, orders, tags) => {
    expect(tagsOf(orders).at(-1)).toEqual(tags);
  });

  it("are shown in words", () => {
    expect(releaseWords(["award", "contract"])).toBe("Awarded. Signed");
    for (const tag of Object.keys(RELEASE_TAGS)) expect(releaseWords([tag])).not.toMatch(/[a-z][A-Z]/);
  });
});
