import { describe, expect, it } from "vitest";
import type { AgreementRow } from "~/domain/agreements/agreement-views.server";
import type { ApplicationRow } from "~/domain/applications/application-list-views.server";
import type { WaiverRow } from "~/domain/certification/waivers/waiver-views.server";
import type { ForwardRow } from "~/domain/funding/forward";
import type { AccountRow } from "~/domain/ledger/ledger-views.server";
import { pence } from "~/domain/money/money";
import type { SortWords } from "~/domain/shared/sorting";
import type { Demand } from "~/domain/year-end/demand";
import type { OrganisationForecast } from "~/domain/year-end/forecast";
import { AGREEMENT_SORTS, AgreementsQuery, sortedAgreements } from "~/web/agreements/agreements-query";
import {
  chosenOwnApplications,
  OWN_SORTS,
  OwnApplicationsQuery,
  SENT_SORTS,
  SentApplicationsQuery,
  sortedApplications,
} from "~/web/applications/applications-query";
import { sortedWaivers, WAIVER_SORTS, WaiversQuery } from "~/web/certification/waivers-query";
import { FUND_SORTS, SortedFundsQuery, sortedFunds } from "~/web/funding/funds-query";
import { BALANCE_SORTS, BalancesQuery, chosenAccounts } from "~/web/ledger/balances-query";
import {
  chosenDemand,
  chosenOrganisations,
  DEMAND_SORTS,
  ORGANISATION_SORTS,
  YearEndQuery,
} from "~/web/year-end/year-end-query";

/*
 * Lists that are read whole, sorted by each of their headings as an address says it: every row stays, upwards and
 * downwards begin with what the heading means, and rows that are equal keep the list's own order.
 */
const LETTERS = ["B", "A", "C", "A"];
const rows = LETTERS.map((letter, at) => {
  const sum = pence(BigInt(letter.charCodeAt(0)));
  return {
    id: `AP-000${at}`,
    key: `budget:${letter}`,
    name: letter,
    title: letter,
    kind: "budget",
    status: letter === "A" ? "draft" : "in force",
    state: letter === "A" ? "returned" : "submitted",
    parties: LETTERS.slice(0, Number(sum - 64n)).map(() => ({ signedAt: null })),
    agreementId: `AG-000${at}`,
    effectiveFrom: `2026-0${letter.charCodeAt(0) - 64}-01`,
    organisationName: letter,
    organisationCode: letter,
    fundName: letter,
    fundId: letter,
    needTitle: letter,
    asked: sum,
    amount: sum,
    mean: null,
    submittedAt: new Date(Number(sum)),
    solutionName: letter,
    standardTitle: letter,
    buyerName: letter,
    validFrom: letter,
    validTo: letter,
    lastDay: letter,
    text: letter,
    allocated: sum,
    committed: sum,
    drawn: sum,
    free: sum,
    left: sum,
    lapses: sum,
    debitsPosted: sum,
    creditsPosted: pence(sum * 3n),
    debitsPending: sum,
    creditsPending: sum,
    at,
  };
});
type Row = (typeof rows)[number];

const LISTS: [string, SortWords<string>, (sort: string) => unknown[]][] = [
  [
    "agreements",
    AGREEMENT_SORTS,
    (sort) => sortedAgreements(rows as unknown as AgreementRow[], AgreementsQuery.parse({ sort }).sort),
  ],
  [
    "an organisation’s applications",
    OWN_SORTS,
    (sort) =>
      chosenOwnApplications(rows as unknown as ApplicationRow[], OwnApplicationsQuery.parse({ sort })),
  ],
  [
    "the centre’s applications",
    SENT_SORTS,
    (sort) =>
      sortedApplications(rows as unknown as ApplicationRow[], SentApplicationsQuery.parse({ sort }).sort),
  ],
  [
    "waivers",
    WAIVER_SORTS,
    (sort) => sortedWaivers(rows as unknown as WaiverRow[], WaiversQuery.parse({ sort }).sort),
  ],
  [
    "funds",
    FUND_SORTS,
    (sort) => sortedFunds(rows as unknown as ForwardRow[], SortedFundsQuery.parse({ sort }).sort),
  ],
  [
    "balances",
    BALANCE_SORTS,
    (sort) => chosenAccounts(rows as unknown as AccountRow[], BalancesQuery.parse({ sort })),
  ],
  [
    "the organisations of a year",
    ORGANISATION_SORTS,
    (sort) => chosenOrganisations(rows as unknown as OrganisationForecast[], YearEndQuery.parse({ sort })),
  ],
  [
    "who asks for money of a year",
    DEMAND_SORTS,
    (sort) => chosenDemand(rows as unknown as Demand[], YearEndQuery.parse({ sort })),
  ],
];

/** Headings whose order is that of the rows as they are read, or the same for all of these. */
const AS_READ = new Set(["reference", "closes", "number", "kind", "state", "score"]);

describe.each(LISTS)("%s", (_, words, sorted) => {
  it.each(Object.keys(words))("are sorted by %s, upwards and downwards", (by) => {
    const [up, down] = [sorted(by) as Row[], sorted(`-${by}`) as Row[]];
    for (const found of [up, down]) expect(found.map(({ at }) => at).toSorted()).toEqual([0, 1, 2, 3]);
    if (AS_READ.has(by)) return;
    // Equal rows keep their order whichever way the list is sorted.
    expect(down.map(({ at }) => at)).toEqual([2, 0, 1, 3]);
    expect(up.map(({ at }) => at)).toEqual([1, 3, 0, 2]);
  });

  it("are in their usual order where the address names no heading", () => {
    expect((sorted("nothing") as Row[]).map(({ at }) => at)).toHaveLength(4);
  });
});

describe("an organisation’s applications", () => {
  const found = (asked: object) =>
    chosenOwnApplications(rows as unknown as ApplicationRow[], OwnApplicationsQuery.parse(asked)).map(
      ({ id }) => id,
    );

  it("are found by state and by words", () => {
    expect(found({ state: "returned" }).toSorted()).toEqual(["AP-0001", "AP-0003"]);
    expect(found({ state: ["submitted"], q: "ap-0002" })).toEqual(["AP-0002"]);
    expect(found({ state: "unheard-of" })).toHaveLength(4);
  });
});
