import { formatPence, formatUnitPrice } from "~/domain/money/format";
import { lineTotal, vatOn, type Pence, type UnitPrice } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import { agreedPrice } from "./agreed-price";
import { MONTHS_PER_BILLING_PERIOD, requireSoundPrice, tierFor, type Price } from "./price";

export interface QuoteTerms {
  /** Whole units; zero is allowed and costs nothing, not even the minimum charge. */
  quantity: bigint;
  /** Whole months, at least one. A one-off price ignores it. */
  termMonths: number;
  /** One for each tier of the list price, each at or below list. */
  agreedUnitPrices?: readonly UnitPrice[] | null;
}

export interface Quote {
  /** For the whole term, rounded once. */
  net: Pence;
  vat: Pence;
  gross: Pence;
  /** Net charge of the first twelve months, or of the term when it is shorter; of a one-off price, all of it. */
  perYear: Pence;
  /** The arithmetic, a line at a time, in plain English. */
  working: string[];
}

/** The charge of one billing period in ten-thousandths of a pound: exact, since a price times units is whole there. */
interface Charge {
  amount: bigint;
  working: string[];
}

const TEN_THOUSANDTHS_PER_PENNY = 100n;
/** Behind a product that is not whole in pence: a line of working must never be a false equation. */
const NEAREST_PENNY = ", to the nearest penny";

/** A quantity with commas between thousands: 12500 is "12,500". */
export function groupDigits(quantity: bigint): string {
  return quantity.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function units(price: Price, quantity: bigint): string {
  return quantity === 1n ? `1 ${price.unit}` : `${groupDigits(quantity)} ${price.quantityNoun}`;
}

function shown(amount: bigint): string {
  return formatUnitPrice(amount as UnitPrice);
}

function each(price: Price): string {
  return price.billingPeriod === "one-off" ? "" : ` a ${price.billingPeriod}`;
}

function singleFixed(price: Price, quantity: bigint): Charge {
  const { from, to, unitPrice } = tierFor(price.tiers, quantity)!;
  const range = to === null ? `${groupDigits(from)} or more` : `${groupDigits(from)} to ${groupDigits(to)}`;
  const which = price.tiers.length > 1 ? `, the charge for ${range}` : ", whatever the quantity";
  return {
    amount: unitPrice,
    working: [`Fixed charge for ${units(price, quantity)} = ${shown(unitPrice)}${each(price)}${which}`],
  };
}

function volume(price: Price, quantity: bigint): Charge {
  const { unitPrice } = tierFor(price.tiers, quantity)!;
  const amount = unitPrice * quantity;
  return {
    amount,
    working: [
      `${units(price, quantity)} × ${formatUnitPrice(unitPrice)} ${price.unitText} = ${shown(amount)}${each(price)}`,
    ],
  };
}

function cumulative(price: Price, quantity: bigint): Charge {
  let amount = 0n;
  const working: string[] = [];
  for (const { from, to, unitPrice } of price.tiers) {
    if (quantity < from) break;
    const last = to === null || quantity < to ? quantity : to;
    const here = last - from + 1n;
    amount += unitPrice * here;
    const which = from === 1n ? "first" : "next";
    working.push(
      `The ${which} ${units(price, here)} × ${formatUnitPrice(unitPrice)} ${price.unitText} = ${shown(unitPrice * here)}`,
    );
  }
  if (working.length > 1) working.push(`Together ${shown(amount)}${each(price)}`);
  else working[0] = `${working[0]}${each(price)}`;
  return { amount, working };
}

/** Applies the minimum and maximum of one billing period, before the periods are multiplied. */
function withinBounds(price: Price, charge: Charge): Charge {
  const least = price.minimumCharge ?? null;
  const most = price.maximumCharge ?? null;
  if (least !== null && charge.amount < least * TEN_THOUSANDTHS_PER_PENNY) {
    const note = `The minimum charge is ${formatPence(least)}${each(price)}, so ${formatPence(least)} is charged`;
    return { amount: least * TEN_THOUSANDTHS_PER_PENNY, working: [...charge.working, note] };
  }
  if (most !== null && charge.amount > most * TEN_THOUSANDTHS_PER_PENNY) {
    const note = `The maximum charge is ${formatPence(most)}${each(price)}, so ${formatPence(most)} is charged`;
    return { amount: most * TEN_THOUSANDTHS_PER_PENNY, working: [...charge.working, note] };
  }
  return charge;
}

function chargePerPeriod(price: Price, quantity: bigint): Charge {
  if (quantity === 0n) return { amount: 0n, working: [`No ${price.quantityNoun}, so nothing is charged`] };
  const calculate = { "single-fixed": singleFixed, volume, cumulative }[price.calculation];
  return withinBounds(price, calculate(price, quantity));
}

function requireTerms({ quantity, termMonths }: QuoteTerms): void {
  if (quantity < 0n) {
    throw new Problem("bad-request", "quantity-below-zero", "A quantity cannot be below zero.", { quantity });
  }
  if (!Number.isSafeInteger(termMonths) || termMonths < 1) {
    const title = "A term is a whole number of months, at least one.";
    throw new Problem("bad-request", "term-not-whole-months", title, { termMonths });
  }
}

/** What a charge per billing period comes to over some months, rounded to pence once. */
function overMonths(price: Price, charge: bigint, months: number): Pence {
  if (price.billingPeriod === "one-off") return lineTotal(charge as UnitPrice, 1n);
  return lineTotal(charge as UnitPrice, 1n, BigInt(months), MONTHS_PER_BILLING_PERIOD[price.billingPeriod]);
}

function termWorking(price: Price, charge: bigint, months: number, net: Pence): string[] {
  const exact = charge % TEN_THOUSANDTHS_PER_PENNY === 0n;
  if (price.billingPeriod === "one-off") {
    return exact ? [] : [`${shown(charge)} to the nearest penny = ${formatPence(net)}`];
  }
  const per = MONTHS_PER_BILLING_PERIOD[price.billingPeriod];
  const whole = BigInt(months) % per === 0n;
  const periods = whole ? BigInt(months) / per : BigInt(months);
  const noun = whole ? price.billingPeriod : "month";
  const times = `× ${periods} ${noun}${periods === 1n ? "" : "s"}${whole ? "" : " ÷ 12"}`;
  const even = (charge * BigInt(months)) % (per * TEN_THOUSANDTHS_PER_PENNY) === 0n;
  return [`${shown(charge)}${each(price)} ${times} = ${formatPence(net)}${even ? "" : NEAREST_PENNY}`];
}

/**
 * Works out a price for a quantity over a term. Unit prices are exact; the line is rounded to pence once,
 * half away from zero; VAT is worked out once on the line. Throws a Problem when the price contradicts
 * itself, an agreed price is above list, the quantity is below zero or the term is not whole months. Unit
 * prices are ten-thousandths of a pound, amounts pence, VAT basis points, the term months. Throws Problem
 * bad-request `quantity-below-zero` and `term-not-whole-months`.
 */
export function quote(list: Price, terms: QuoteTerms): Quote {
  requireSoundPrice(list);
  requireTerms(terms);
  const price = agreedPrice(list, terms.agreedUnitPrices);
  const charge = chargePerPeriod(price, terms.quantity);
  const net = overMonths(price, charge.amount, terms.termMonths);
  const vat = vatOn(net, price.vatRate);
  const rate = `${price.vatRate / 100}%`;
  return {
    net,
    vat,
    gross: (net + vat) as Pence,
    perYear: overMonths(price, charge.amount, Math.min(terms.termMonths, 12)),
    working: [
      ...charge.working,
      ...termWorking(price, charge.amount, terms.termMonths, net),
      `VAT at ${rate} of ${formatPence(net)} = ${formatPence(vat)}${(net * BigInt(price.vatRate)) % 10_000n === 0n ? "" : NEAREST_PENNY}`,
    ],
  };
}
