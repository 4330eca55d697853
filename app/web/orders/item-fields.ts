import { wholeDigits } from "~/domain/shared/whole-digits";
import { formatUnitPrice, parseUnitPrice } from "~/domain/money/format";
import type { UnitPrice } from "~/domain/money/money";
import { groupDigits } from "~/domain/pricing/quote";
import { mostOf } from "~/domain/pricing/quantity";
import { wholeNumberFrom } from "~/domain/shared/range-words";

/*
 * The boxes of an order's items and quantities, of which there are as many as tiers and recipients: what was typed into
 * each, and what is wrong with it, by the box's name and in words that say which it is.
 */

type Typed = Record<string, unknown>;

/** What was typed, as numbers, and the boxes that are wrong. */
export interface ReadFields<T> {
  value: T;
  errors: Record<string, string>;
}

const textOf = (form: Typed, name: string) => String(form[name] ?? "").trim();

/** The box for the agreed price of one tier of a list price. */
export const agreedField = (priceId: string, tier: number) => `agreed-${priceId}-${tier}`;

/** The box for how many of an item one recipient gets. */
export const quantityField = (priceId: string, code: string) => `quantity-${priceId}-${code}`;

interface TieredPrice {
  id: string;
  tiers: readonly { from: bigint; to: bigint | null; unitPrice: UnitPrice }[];
}

/** "1 to 100", "101 or more": what a tier holds for. */
export const tierRange = ({ from, to }: { from: bigint; to: bigint | null }) =>
  to === null ? `${groupDigits(from)} or more` : `${groupDigits(from)} to ${groupDigits(to)}`;

/**
 * Agreed prices as typed, one for each tier, in ten-thousandths of a pound; null when none was typed, so that the list
 * price holds. `item` names what is priced. A price above list is refused here too, at its own box.
 */
export function readAgreedPrices(
  form: Typed,
  price: TieredPrice,
  item: string,
): ReadFields<UnitPrice[] | null> {
  const typed = price.tiers.map((_, index) => textOf(form, agreedField(price.id, index)));
  if (typed.every((text) => text === "")) return { value: null, errors: {} };
  const errors: Record<string, string> = {};
  const value = price.tiers.map((tier, index) => {
    const text = typed[index]!;
    if (text === "") return tier.unitPrice;
    const which = `agreed price of ${item} for ${tierRange(tier)}`;
    const read = parseUnitPrice(text);
    if (read === null) {
      errors[agreedField(price.id, index)] =
        `Enter the ${which} in pounds with at most four decimals, for example 1.26`;
    } else if (read > tier.unitPrice) {
      errors[agreedField(price.id, index)] =
        `The ${which} must be the list price of ${formatUnitPrice(tier.unitPrice)} or less`;
    }
    return read ?? tier.unitPrice;
  });
  return { value, errors };
}

/**
 * How many each recipient gets of an item, by its code; an empty box is none. "9,500" is read as 9500. An item of which
 * only zeros were typed is not ordered, and is refused; one left empty altogether waits to be filled in.
 */
export function readQuantities(
  form: Typed,
  item: { priceId: string; name: string; unit: string; noun: string },
  recipients: readonly { code: string; name: string }[],
): ReadFields<Record<string, bigint>> {
  const errors: Record<string, string> = {};
  const most = mostOf(item.unit);
  const read = (code: string, recipient: string): bigint => {
    const name = quantityField(item.priceId, code);
    if (textOf(form, name) === "") return 0n;
    const plain = wholeDigits(textOf(form, name)) ?? "";
    if (/^\d{1,12}$/.test(plain) && BigInt(plain) <= most) return BigInt(plain);
    errors[name] =
      `Enter how many ${item.noun} of ${item.name} ${recipient} gets as ${wholeNumberFrom(0, most)}, for example 12`;
    return 0n;
  };
  const value = Object.fromEntries(recipients.map(({ code, name }) => [code, read(code, name)]));
  if (Object.keys(errors).length === 0 && Object.values(value).every((quantity) => quantity === 0n)) {
    for (const { code } of recipients) {
      const name = quantityField(item.priceId, code);
      if (textOf(form, name) !== "")
        errors[name] =
          `Enter how many ${item.noun} of ${item.name} are ordered, 1 or more, or take it off the order’s items`;
    }
  }
  return { value, errors };
}
