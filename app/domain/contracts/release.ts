import { withCode } from "~/domain/shared/organisation-words";
import type { Pence } from "~/domain/money/money";
import { decimalPence } from "~/domain/money/format";
import { addMonths, type Day } from "~/domain/shared/day";
import type { Party, PublishableOrder } from "./publishable";
import { tagsFor } from "./release-tags";
import { financialYearPeriod, formatFinancialYear } from "~/domain/shared/financial-year";

/**
 * OCDS 1.1 with the UK profile. A publisher's prefix is given out by the Open Contracting Partnership; this one is a
 * placeholder of the right form until ours is registered.
 */
export const OCID_PREFIX = "ocds-dvtl00";

const aboveThresholdOf = ({ aboveThreshold }: PublishableOrder) =>
  aboveThreshold === null ? {} : { aboveThreshold };

/** The open contracting id of a call-off; for ever. */
export function ocidOfOrder(callOffId: string): string {
  return `${OCID_PREFIX}-${callOffId}`;
}

/** The open contracting id of a framework's own process, which each call-off is related to. */
export function ocidOfFramework(frameworkId: string): string {
  return `${OCID_PREFIX}-${frameworkId}`;
}

/** A party's id in OCDS 1.1: the scheme, a hyphen, and the code, for example "GB-NHS-RR8". */
export function partyId(party: Party): string {
  return `${party.scheme}-${party.code}`;
}

/** Pounds as a JSON number. Exact in print: a double holds every sum of pence below 90 trillion pounds. */
function pounds(amount: Pence): number {
  return Number(decimalPence(amount));
}

function value(net: Pence, vat: Pence) {
  return { amount: pounds(net), amountGross: pounds((net + vat) as Pence), currency: "GBP" };
}

const zone = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", timeZoneName: "longOffset" });

/** London's offset at noon of a day, "+01:00" or "+00:00": days are London days, and instants must say so. */
function londonOffset(on: Day): string {
  const name = zone
    .formatToParts(new Date(`${on}T12:00:00Z`))
    .find((part) => part.type === "timeZoneName")?.value;
  return name?.replace("GMT", "") || "+00:00";
}

const startOf = (on: Day) => `${on}T00:00:00${londonOffset(on)}`;
const endOf = (on: Day) => `${on}T23:59:59${londonOffset(on)}`;
const reference = (party: Party) => ({ id: partyId(party), name: party.name });

function partiesOf(order: PublishableOrder) {
  const roles = new Map<string, { party: Party; roles: Set<string> }>();
  const add = (party: Party, role: string) => {
    const known = roles.get(partyId(party)) ?? { party, roles: new Set<string>() };
    known.roles.add(role);
    roles.set(partyId(party), known);
  };
  add(order.buyer, "buyer");
  add(order.buyer, "procuringEntity");
  add(order.supplier, "supplier");
  add(order.supplier, "tenderer");
  for (const { payer, fundName } of order.shares) {
    add(payer, "payer");
    if (fundName) add(payer, "funder");
  }
  for (const recipient of order.recipients) add(recipient, "interestedParty");
  return [...roles.values()].map(({ party, roles: has }) => ({
    id: partyId(party),
    name: party.name,
    identifier: { scheme: party.scheme, id: party.code, legalName: party.name },
    ...(party.postcode || party.town
      ? {
          address: {
            ...(party.town ? { locality: party.town } : {}),
            ...(party.postcode ? { postalCode: party.postcode } : {}),
            countryName: "England",
          },
        }
      : {}),
    roles: [...has],
  }));
}

/** The name of one of what is counted (OCDS `unit.name`): "bed" of a price "per bed". */
export const unitName = (unitText: string) => unitText.replace(/^per /, "");

function itemsOf(order: PublishableOrder) {
  return order.items.map((item) => ({
    id: `${item.id}-${item.recipient.code}`,
    description: `${item.name} for ${withCode(item.recipient.name, item.recipient.code)}`,
    additionalClassifications: [{ scheme: "DOVETAIL", id: item.catalogueId, description: item.name }],
    quantity: Number(item.quantity),
    unit: {
      name: unitName(item.unitText),
      ...(item.unitPrice === null
        ? {}
        : { value: { amount: Number(item.unitPrice) / 10_000, currency: "GBP" } }),
    },
    relatedLot: order.lot.id,
  }));
}

/** Who pays what as the budget's breakdown: one line for each payer, fund and financial year. */
function budgetOf(order: PublishableOrder) {
  const lines = new Map<
    string,
    { payer: Party; fundName: string | null; financialYear: number; net: bigint }
  >();
  for (const share of order.shares) {
    const key = `${partyId(share.payer)}|${share.fundName ?? ""}|${share.financialYear}`;
    const line = lines.get(key) ?? { ...share, net: 0n };
    lines.set(key, { ...line, net: line.net + share.net });
  }
  return [...lines.values()].map(({ payer, fundName, financialYear, net }, index) => ({
    id: String(index + 1),
    description: `${fundName ?? "Own budget"}, ${formatFinancialYear(financialYear)}`,
    amount: { amount: pounds(net as Pence), currency: "GBP" },
    sourceParty: reference(payer),
    period: {
      startDate: startOf(financialYearPeriod(financialYear).from),
      endDate: endOf(financialYearPeriod(financialYear).to),
    },
  }));
}

function milestonesOf(order: PublishableOrder) {
  return order.milestones.map(({ id, title, dueOn, metAt }) => ({
    id,
    title,
    type: "delivery",
    dueDate: endOf(dueOn),
    status: metAt ? "met" : "scheduled",
    ...(metAt ? { dateMet: metAt.toISOString() } : {}),
  }));
}

/** The key performance indicators as agreed metrics, or why there are none (UK profile of OCDS; Procurement Act 2023 s.52). */
function metricsOf({ kpis, noKpisReason }: PublishableOrder) {
  if (kpis.length === 0) return noKpisReason ? { noAgreedMetricsRationale: noKpisReason } : {};
  return {
    agreedMetrics: kpis.map(({ title, target }, index) => ({
      id: String(index + 1),
      title,
      observations: [{ id: `${index + 1}-target`, measure: target }],
    })),
  };
}

function contractOf(order: PublishableOrder) {
  const implementation = {
    ...(order.transactions.length === 0
      ? {}
      : {
          transactions: order.transactions.map(({ invoiceNumber, payer, paidOn, gross }) => ({
            id: invoiceNumber,
            date: startOf(paidOn),
            value: { amount: pounds(gross), currency: "GBP" },
            payer: reference(payer),
            payee: reference(order.supplier),
          })),
        }),
    ...(order.milestones.some(({ metAt }) => metAt) ? { milestones: milestonesOf(order) } : {}),
    ...(order.completedAt ? { endDate: order.completedAt.toISOString() } : {}),
  };
  return {
    id: order.callOffId,
    awardID: "1",
    title: order.title,
    status: order.completedAt ? "terminated" : "active",
    period: {
      startDate: startOf(order.startsOn),
      endDate: endOf(order.endsOn),
      maxExtentDate: endOf(order.endsOn),
    },
    value: value(order.net, order.vat),
    dateSigned: order.signedAt.toISOString(),
    ...aboveThresholdOf(order),
    items: itemsOf(order),
    ...metricsOf(order),
    ...(order.milestones.length > 0 ? { milestones: milestonesOf(order) } : {}),
    ...(Object.keys(implementation).length > 0 ? { implementation } : {}),
  };
}

const METHOD_DETAILS = {
  direct_award: "Call-off under a framework without further competition",
  further_competition: "Call-off under a framework with further competition",
} as const;

/**
 * The OCDS release of a call-off as it stands: parties with their ODS codes, the award, the contract, who pays what by
 * financial year as the budget's breakdown, and what has been paid. `last` is what the release before it said, null for
 * the first. Pure; valid against the UK profile's schema.
 */
export function buildRelease(
  order: PublishableOrder,
  publication: { number: number; last: ReleaseBody | null; at: Date },
) {
  const ocid = ocidOfOrder(order.callOffId);
  const body = bodyOf(order);
  return {
    ocid,
    id: `${ocid}-${publication.number}`,
    date: publication.at.toISOString(),
    tag: tagsFor(publication.last, body),
    ...body,
  };
}

export type Release = ReturnType<typeof buildRelease>;
export type ReleaseBody = ReturnType<typeof bodyOf>;

/** Everything that a release says of the order, without what differs from one publication to the next. */
function bodyOf(order: PublishableOrder) {
  const ocid = ocidOfOrder(order.callOffId);
  return {
    initiationType: "tender",
    language: "en",
    title: order.title,
    parties: partiesOf(order),
    buyer: reference(order.buyer),
    relatedProcesses: [
      {
        id: "1",
        relationship: ["framework"],
        scheme: "ocid",
        identifier: ocidOfFramework(order.framework.id),
        title: order.framework.name,
      },
    ],
    planning: {
      budget: {
        amount: { amount: pounds(order.net), currency: "GBP" },
        budgetBreakdown: budgetOf(order),
      },
    },
    tender: {
      id: ocid,
      title: order.title,
      description: order.description,
      status: "complete",
      procuringEntity: reference(order.buyer),
      legalBasis: {
        scheme: "UKPGA",
        id: "2023/54",
        uri: "https://www.legislation.gov.uk/ukpga/2023/54/contents",
      },
      procurementMethod: order.route === "direct_award" ? "direct" : "limited",
      procurementMethodDetails: METHOD_DETAILS[order.route],
      mainProcurementCategory: "services",
      ...aboveThresholdOf(order),
      lots: [{ id: order.lot.id, title: order.lot.name, status: "complete" }],
    },
    awards: [
      {
        id: "1",
        title: order.title,
        status: "active",
        date: order.awardedAt.toISOString(),
        value: value(order.net, order.vat),
        suppliers: [reference(order.supplier)],
        contractPeriod: {
          startDate: startOf(order.startsOn),
          endDate: endOf(order.endsOn),
          durationInDays: Math.round(
            (Date.parse(addMonths(order.startsOn, order.termMonths)) - Date.parse(order.startsOn)) /
              86_400_000,
          ),
        },
        relatedLots: [order.lot.id],
        ...aboveThresholdOf(order),
      },
    ],
    contracts: [contractOf(order)],
  };
}
