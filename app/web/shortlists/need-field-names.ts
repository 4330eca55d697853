/** The name of the field for a quantity key, on the form of a need. */
export function quantityField(key: string): string {
  return `quantity-${key}`;
}

/** Something that no field asks for yet: which, and how many. */
export const OTHER_COUNTED = "other-counted";
export const OTHER_QUANTITY = "other-quantity";
