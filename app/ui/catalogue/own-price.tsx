import { labelOf, NEED_UNIT_NAMES } from "~/domain/pricing/quantity";
import type { TypedPriceQuestion } from "./catalogue-address";
import { Details } from "~/ui/kit/details";
import { NumberField, Select } from "~/ui/kit/fields/text-fields";

/**
 * The quantity, unit and term for which the catalogue shows and orders by prices. Sends by GET: the answer is an address.
 * `keep` holds the words and filters that stay.
 */
export function OwnPriceForm({
  typed,
  errors,
  keep,
  counted,
}: Pick<TypedPriceQuestion, "typed" | "errors"> & {
  keep: readonly (readonly [string, string])[];
  /** What suppliers of the catalogue count in their own words, as quantity keys. */
  counted: readonly string[];
}) {
  const isOpen = typed.quantity !== "" || Object.keys(errors).length > 0;
  return (
    <Details summary="Order by the price for your own quantity" open={isOpen}>
      <form
        className="dt-own-price"
        action="/solutions"
        method="get"
        noValidate
        aria-label="Price for your own quantity"
      >
        {keep.map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={`${name}-${value}`} />
        ))}
        <div className="dt-own-price__fields">
          <NumberField
            name="quantity"
            label="How many"
            value={typed.quantity}
            error={errors.quantity}
            width={10}
          />
          <Select
            name="unit"
            label="Of what"
            value={typed.unit || "patient"}
            error={errors.unit}
            options={[...NEED_UNIT_NAMES, ...counted].map((key) => ({ value: key, label: labelOf(key) }))}
          />
          <NumberField
            name="months"
            label="For how long"
            unit="months"
            value={typed.months}
            error={errors.months}
            width={3}
          />
        </div>
        <button className="nhsuk-button nhsuk-button--secondary" type="submit">
          Order by price
        </button>
      </form>
    </Details>
  );
}
