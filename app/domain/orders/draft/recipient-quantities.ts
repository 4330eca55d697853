/** How many each recipient gets of one ordered item. */
export interface RecipientQuantity {
  organisationCode: string;
  quantity: bigint;
}

/**
 * The quantities of one ordered item once its order has other recipients. What a recipient has stays with it. A
 * new recipient of a price per patient begins with its registered patients; of anything else, a single
 * recipient takes over the whole quantity when nobody who had some is left, because it was ordered once. How to
 * part it between several is the buyer's to say, and nothing is guessed. `awarded` is the awarded quantity of
 * an item that nobody has some of yet. Zero is left out.
 */
export function quantitiesAfter(
  item: { unit: string; quantities: readonly RecipientQuantity[] },
  change: {
    before: readonly string[];
    after: readonly string[];
    patients: ReadonlyMap<string, bigint>;
    awarded: bigint | null;
  },
): RecipientQuantity[] {
  const { before, after, patients, awarded } = change;
  const stays = new Set(after);
  const kept = item.quantities.filter(({ organisationCode }) => stays.has(organisationCode));
  const bare = item.quantities.length === 0;
  const known = new Set(before);
  const total = bare ? (awarded ?? 0n) : item.quantities.reduce((sum, one) => sum + one.quantity, 0n);
  const begun =
    item.unit === "patient"
      ? after
          .filter((code) => (bare ? awarded !== null : !known.has(code)))
          .map((code) => ({ organisationCode: code, quantity: patients.get(code) ?? 0n }))
      : kept.length === 0 && after.length === 1
        ? [{ organisationCode: after[0]!, quantity: total }]
        : [];
  return [...kept, ...begun].filter(({ quantity }) => quantity > 0n);
}
