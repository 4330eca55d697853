import { shownCode } from "~/domain/shared/organisation-words";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { CLAWBACK_EVENTS } from "~/domain/agreements/rules/rule";
import { z } from "zod";
import type { Queryable } from "~db";
import { decimalPence } from "~/domain/money/format";
import type { Day } from "~/domain/shared/day";
import { carryOversOf } from "~/domain/year-end/carry-over-views.server";
import { backToWords } from "~/domain/year-end/clawback-request";
import { clawbacksList, type ClawbackRow } from "~/domain/year-end/clawback-views.server";
import { closeView } from "~/domain/year-end/close-views.server";
import { SOURCES } from "~/domain/year-end/demand";
import { demandFor } from "~/domain/year-end/demand-views.server";
import { yearEndForecast, yearsWithFunds } from "~/domain/year-end/year-end-views.server";
import { monthName } from "~/ui/year-end/year-end";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { fileOfList } from "~/web/lists/list-download.server";
import type { Recipient } from "~/web/request-scope.server";
import {
  chosenDemand,
  chosenOrganisations,
  YEAR_END_LISTS,
  YearEndQuery,
  YearParams,
  type YearEndList,
} from "~/web/year-end/year-end-query";
import { stateWord } from "~/domain/shared/state-words";

interface Asked {
  financialYear: number;
  today: Day;
  now: Date;
  name: string;
  /** Words and sorting of the page, for the lists that have them. */
  shown: Parameters<typeof chosenDemand>[1];
  recipient: Recipient;
}

/** A list of the year-end pages as a file: the same rows, all of them. */
export const loader = centre.loader(
  { params: YearParams, query: YearEndQuery.extend({ list: z.enum(YEAR_END_LISTS) }) },
  async ({ q, params, query, today, now, recipient }) =>
    FILES[query.list](q, {
      ...params,
      shown: query,
      recipient,
      today,
      now,
      name: `dovetail-year-end-${params.financialYear}-${query.list}`,
    }),
);

const FILES: Record<YearEndList, (q: Queryable, asked: Asked) => Promise<Response>> = {
  funds: async (q, asked) => {
    const { funds } = await yearEndForecast(q, asked);
    const years = await yearsWithFunds(q);
    const closed = years.some((year) => year.financialYear === asked.financialYear && year.closedAt !== null);
    const putIn = closed ? FUND_FIGURES.putInThen : FUND_FIGURES.putIn;
    return rowsFile(
      asked.recipient,
      asked.name,
      [
        { header: "Fund", value: (row) => row.fundId },
        { header: "Name", value: (row) => row.name },
        { header: "Carries over", value: (row) => (row.carriesOver ? "yes" : "no") },
        { header: `${putIn} (pounds)`, value: (row) => decimalPence(row.allocated) },
        { header: "Drawn (pounds)", value: (row) => decimalPence(row.drawn) },
        { header: "Committed (pounds)", value: (row) => decimalPence(row.committed) },
        { header: "Committed and in time (pounds)", value: (row) => decimalPence(row.expected) },
        { header: "Committed and later (pounds)", value: (row) => decimalPence(row.notInTime) },
        { header: "Free to commit (pounds)", value: (row) => decimalPence(row.free) },
        { header: "Lapses or lapsed (pounds)", value: (row) => decimalPence(row.lapses) },
        { header: "Carried over (pounds)", value: (row) => decimalPence(row.carries) },
        { header: "Not carried over unless agreed (pounds)", value: (row) => decimalPence(row.notAgreed) },
        { header: "Stays in its fund (pounds)", value: (row) => decimalPence(row.stays) },
      ],
      funds,
    );
  },
  organisations: async (q, asked) => {
    const { organisations } = await yearEndForecast(q, asked);
    return rowsFile(
      asked.recipient,
      asked.name,
      [
        { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
        { header: "Organisation", value: (row) => row.organisationName },
        { header: "Fund", value: (row) => row.fundId },
        { header: "Fund name", value: (row) => row.fundName },
        { header: "Allocated (pounds)", value: (row) => decimalPence(row.allocated) },
        {
          header: "More or less than allocated (pounds)",
          value: (row) => decimalPence(row.moreThanAllocated),
        },
        { header: "Drawn (pounds)", value: (row) => decimalPence(row.drawn) },
        { header: "Committed (pounds)", value: (row) => decimalPence(row.committed) },
        { header: "Left (pounds)", value: (row) => decimalPence(row.left) },
        { header: "Committed and in time (pounds)", value: (row) => decimalPence(row.expected) },
        { header: "Lapses or lapsed (pounds)", value: (row) => decimalPence(row.lapses) },
      ],
      chosenOrganisations(organisations, asked.shown),
    );
  },
  months: async (q, asked) => {
    const { months } = await yearEndForecast(q, asked);
    return rowsFile(
      asked.recipient,
      asked.name,
      [
        { header: "Month", value: (row) => monthName(row.month) },
        { header: "Drawn (pounds)", value: (row) => decimalPence(row.drawn) },
        { header: "Expected (pounds)", value: (row) => decimalPence(row.expected) },
      ],
      months,
    );
  },
  demand: async (q, asked) =>
    rowsFile(
      asked.recipient,
      asked.name,
      [
        { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
        { header: "Organisation", value: (row) => row.organisationName },
        { header: "What", value: (row) => SOURCES[row.source] },
        { header: "Which", value: (row) => row.text },
        { header: "Fund", value: (row) => row.fundId },
        {
          header: "Would take (pounds)",
          value: (row) => (row.amount === null ? "" : decimalPence(row.amount)),
        },
      ],
      chosenDemand(await demandFor(q, asked), asked.shown),
    ),
  "carry-over": async (q, asked) =>
    rowsFile(
      asked.recipient,
      asked.name,
      [
        { header: "Request", value: (row) => row.id },
        { header: "From", value: (row) => row.fromFundId },
        { header: "To", value: (row) => row.toFundId },
        { header: "State", value: (row) => stateWord(row.state) },
        { header: "Asked by", value: (row) => row.requestedByName },
        { header: "Asked at", value: (row) => row.requestedAt.toISOString() },
        { header: "Reason", value: (row) => row.reason },
        { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
      ],
      (await carryOversOf(q, asked)).requests,
    ),
  clawbacks: (_q, asked) =>
    fileOfList<ClawbackRow>(
      asked.recipient,
      asked.name,
      [
        { header: "Order", value: (row) => row.orderId },
        { header: "Organisation code", value: (row) => shownCode(row.organisationCode) },
        { header: "Organisation", value: (row) => row.organisationName },
        { header: "Fund", value: (row) => row.fundId },
        { header: "Back to", value: backToWords },
        { header: "What happened", value: (row) => CLAWBACK_EVENTS[row.trigger] },
        { header: "On", value: (row) => row.happenedOn },
        { header: "Standard", value: (row) => row.standardTitle },
        { header: "Certificate", value: (row) => row.certificateNumber },
        { header: "State", value: (row) => stateWord(row.state) },
        { header: "Asked by", value: (row) => row.requestedByName },
        { header: "Decided by", value: (row) => row.decidedByName },
        { header: "Reason", value: (row) => row.reason },
        { header: "Amount (pounds)", value: (row) => decimalPence(row.amount) },
      ],
      (tx) => clawbacksList(tx, { financialYear: asked.financialYear }),
    ),
  outstanding: async (q, asked) =>
    rowsFile(
      asked.recipient,
      asked.name,
      [
        { header: "Order", value: (row) => row.orderId },
        { header: "Title", value: (row) => row.orderTitle },
        { header: "Buyer", value: (row) => row.buyerName },
        { header: "Fund", value: (row) => row.fundId },
        { header: "Fund name", value: (row) => row.fundName },
        { header: "Still reserved (pounds)", value: (row) => decimalPence(row.left) },
      ],
      (await closeView(q, asked)).outstanding,
    ),
};
