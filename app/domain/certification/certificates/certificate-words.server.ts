import { and, ilike, or, type SQL } from "drizzle-orm";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { certificate, standard } from "~db/schema/certification";
import { containing } from "~db/like";

/** Each word must stand in the number, the standard, the supplier or the solution. */
export const matching = (words: string): SQL | undefined => {
  const each = words
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const like = containing(word);
      return or(
        ...[certificate.number, standard.id, standard.title, supplier.name, catalogueItem.name].map(
          (column) => ilike(column, like),
        ),
      );
    });
  return and(...each);
};
