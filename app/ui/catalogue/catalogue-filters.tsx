import {
  FACETS,
  FACET_NAMES,
  type CatalogueFilters,
  type CatalogueResult,
  type FacetName,
} from "~/domain/catalogue/catalogue-entry";
import { questionText } from "~/domain/catalogue/own-price";
import { catalogueHref, without } from "./catalogue-address";
import { facetLabel, type FacetLabels } from "~/domain/catalogue/facet-words";
import {
  FacetChoices,
  FilterGroup,
  FilterPanel,
  type Facet,
  type FilterChip,
} from "~/ui/kit/lists/filter-panel";

export interface CatalogueLabels extends FacetLabels {
  categoryOf: ReadonlyMap<string, string>;
}

/** The values of a facet that lead somewhere, and those that are chosen. */
function facetsOf(
  name: FacetName,
  filters: CatalogueFilters,
  counts: ReadonlyMap<string, number>,
  labels: CatalogueLabels,
): Facet[] {
  const chosen = filters.chosen[name] ?? [];
  const values = [...new Set([...counts.keys(), ...chosen])];
  const facets = values.map((value) => ({
    value,
    label: facetLabel(name, value, labels),
    count: counts.get(value) ?? 0,
    group: name === "capability" ? (labels.categoryOf.get(value) ?? "Other capabilities") : undefined,
  }));
  return facets.sort(
    (a, b) =>
      (a.group ?? "").localeCompare(b.group ?? "", "en-GB") || a.label.localeCompare(b.label, "en-GB"),
  );
}

function chosenCount(filters: CatalogueFilters): number {
  return FACET_NAMES.reduce((total, name) => total + (filters.chosen[name]?.length ?? 0), 0);
}

export function CatalogueFilterPanel({
  filters,
  counts,
  labels,
}: {
  filters: CatalogueFilters;
  counts: CatalogueResult["counts"];
  labels: CatalogueLabels;
}) {
  const keep: Record<string, string> = {};
  if (filters.words) keep.words = filters.words;
  if (filters.priceFor) {
    keep.quantity = String(filters.priceFor.quantity);
    keep.unit = filters.priceFor.unit;
    keep.months = String(filters.priceFor.termMonths);
  }
  return (
    <FilterPanel
      action="/solutions"
      inUse={chosenCount(filters) + (filters.showNotCompliant ? 1 : 0)}
      keep={keep}
    >
      {FACET_NAMES.map((name) => {
        const chosen = filters.chosen[name] ?? [];
        const facets = facetsOf(name, filters, counts[name], labels);
        if (facets.length === 0) return null;
        return (
          <FilterGroup
            heading={FACETS[name].label}
            key={name}
            open={chosen.length > 0 || name === "capability"}
          >
            <FacetChoices name={name} legend={FACETS[name].label} facets={facets} chosen={chosen} />
          </FilterGroup>
        );
      })}
      <FilterGroup heading="Compliance" open={filters.showNotCompliant}>
        <FacetChoices
          name="notCompliant"
          legend="Compliance"
          facets={[{ value: "show", label: "Also show solutions that do not meet their standards" }]}
          chosen={filters.showNotCompliant ? ["show"] : []}
        />
      </FilterGroup>
    </FilterPanel>
  );
}

/** The filters in use, each with the address of the list without it. */
export function catalogueChips(filters: CatalogueFilters, labels: FacetLabels): FilterChip[] {
  const chips: FilterChip[] = [];
  if (filters.words) {
    chips.push({ label: `Words: ${filters.words}`, removeHref: catalogueHref({ ...filters, words: "" }) });
  }
  for (const name of FACET_NAMES) {
    for (const value of filters.chosen[name] ?? []) {
      chips.push({
        label: `${FACETS[name].label}: ${facetLabel(name, value, labels)}`,
        removeHref: catalogueHref(without(filters, name, value)),
      });
    }
  }
  if (filters.priceFor) {
    chips.push({
      label: `Price for ${questionText(filters.priceFor)}`,
      removeHref: catalogueHref({ ...filters, priceFor: null }),
    });
  }
  if (filters.showNotCompliant) {
    chips.push({
      label: "Also not compliant",
      removeHref: catalogueHref({ ...filters, showNotCompliant: false }),
    });
  }
  return chips;
}
