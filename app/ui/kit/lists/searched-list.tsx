import type { ReactNode } from "react";
import { FacetChoices, FilteredList, FilterGroup, FilterPanel } from "./filter-panel";
import { countSentence, ListPages, type PageOfRows } from "./list-page";
import { TextField } from "../fields/text-fields";

interface Group {
  /** Its name in the address. */
  name: string;
  legend: string;
  choices: readonly { value: string; label: string }[];
  chosen: readonly string[];
}

interface SearchedListProps {
  /** Address of the list; its filters are its query. */
  base: string;
  page: PageOfRows;
  noun: readonly [string, string];
  /** How it is sorted, in words: "the newest first". */
  order: string;
  /** Words to look for: the field's label and what is looked for now. */
  search?: { label: string; words: string };
  groups?: readonly Group[];
  /** How it is sorted, as the address says it; left out where it is the usual way. */
  sort?: string;
  children: ReactNode;
}

/** The address of a list with these filters: words, the choices of each group and the sorting. */
export function listAddress(
  base: string,
  { words, groups = [], sort }: { words?: string; groups?: readonly Group[]; sort?: string },
): string {
  const query = new URLSearchParams();
  for (const { name, chosen } of groups) for (const value of chosen) query.append(name, value);
  if (words) query.set("q", words);
  if (sort) query.set("sort", sort);
  return query.size > 0 ? `${base}?${query}` : base;
}

/** A list that can be searched and filtered, page by page: what is shown stands in its address. */
export function SearchedList(props: SearchedListProps) {
  const { base, page, noun, order, search, groups = [], sort, children } = props;
  const words = search?.words ?? "";
  const chips = [
    ...groups.flatMap((group) =>
      group.chosen.map((value) => ({
        label: `${group.legend}: ${group.choices.find((one) => one.value === value)?.label ?? value}`,
        removeHref: listAddress(base, {
          words,
          sort,
          groups: groups.map((one) =>
            one === group ? { ...one, chosen: one.chosen.filter((each) => each !== value) } : one,
          ),
        }),
      })),
    ),
    ...(words ? [{ label: `Words: ${words}`, removeHref: listAddress(base, { groups, sort }) }] : []),
  ];
  return (
    <FilteredList
      sentence={`${countSentence(page, noun)}${page.total > 0 ? `, ${order}` : ""}.`}
      chips={chips}
      clearHref={base}
      filters={
        <FilterPanel action={base} inUse={chips.length} keep={sort ? { sort } : {}}>
          {search ? <TextField name="q" label={search.label} value={words} labelSize="s" /> : null}
          {groups.map((group) => (
            <FilterGroup heading={group.legend} open key={group.name}>
              <FacetChoices
                name={group.name}
                legend={group.legend}
                facets={group.choices}
                chosen={group.chosen}
              />
            </FilterGroup>
          ))}
        </FilterPanel>
      }
    >
      {children}
      <ListPages page={page} noun={noun} />
    </FilteredList>
  );
}
