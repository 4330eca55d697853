import { beforeAll, expect, it } from "vitest";
import type { PublishableOrder } from "~/domain/contracts/publishable";
import { buildRelease } from "~/domain/contracts/release";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { ocdsSchemas } from "../../setup/ocds-schema";
import { describeWithSharedData } from "../../setup/shared-data";

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
  net: pence(500_000_100n),
  vat: pence(100_000_020n),
  aboveThreshold: true,
  items: [
    {
      id: "S-1",
      catalogueId: "S-1",
      name: "Bed board",
      recipient: buyer,
      quantity: 400n,
      unitText: "per bed",
      unitPrice: null,
    },
  ],
  shares: [{ payer: buyer, fundName: null, financialYear: 2026, net: pence(1n), vat: pence(0n) }],
  milestones: [],
  kpis: [],
  noKpisReason: null,
  transactions: [],
  completedAt: null,
};

describeWithSharedData("the key performance indicators of a published contract", (data) => {
  let schemas: ReturnType<typeof ocdsSchemas>;
  beforeAll(() => {
    schemas = ocdsSchemas(data);
  });
  const contractOf = (change: Partial<PublishableOrder>) => {
    const at = new Date("2026-11-22T10:00:00Z");
    const release = buildRelease({ ...signed, ...change }, { number: 1, last: null, at });
    expect(schemas.release(release)).toEqual([]);
    return release.contracts[0];
  };

  it("are its agreed metrics, each with its target", () => {
    const kpis = [
      { title: "Availability", target: "99.9% of each month" },
      { title: "Calls answered", target: "95% within 30 seconds" },
    ];
    const contract = contractOf({ kpis });
    expect(contract).toMatchObject({
      agreedMetrics: [
        { id: "1", title: "Availability", observations: [{ measure: "99.9% of each month" }] },
        { id: "2", title: "Calls answered", observations: [{ measure: "95% within 30 seconds" }] },
      ],
    });
    expect(contract).not.toHaveProperty("noAgreedMetricsRationale");
  });

  it("or the reason why there are none; and nothing where none were needed", () => {
    const reason = "Nothing that is delivered once can be measured month by month.";
    expect(contractOf({ noKpisReason: reason })).toMatchObject({ noAgreedMetricsRationale: reason });
    const neither = contractOf({});
    expect(neither).not.toHaveProperty("agreedMetrics");
    expect(neither).not.toHaveProperty("noAgreedMetricsRationale");
  });
});
