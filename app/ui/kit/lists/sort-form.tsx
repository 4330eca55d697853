import { SubmitButton } from "../form";

/** How a table is sorted by one of its columns. */
export interface ColumnSort {
  /** The address that sorts by it, or turns the order round where it is in use. */
  href: string;
  direction?: "ascending" | "descending";
  /** Both ways as the address says each ("net", "-net") and in words ("the smallest first"). */
  ways?: readonly { value: string; label: string }[];
}

/**
 * Sorts a table whose rows are stacked: on a narrow screen its headings, which sort it elsewhere, are not in sight. What
 * else is chosen stays in the address; the list begins at its beginning. Nothing where no column sorts.
 */
export function SortForm({ id, sorts }: { id: string; sorts: readonly ColumnSort[] }) {
  const ways = sorts.flatMap((sort) => sort.ways ?? []);
  if (ways.length === 0) return null;
  const [action, search] = sorts[0]!.href.split("?");
  const kept = [...new URLSearchParams(search)].filter(([name]) => name !== "sort");
  return (
    <form className="dt-sort-form" action={action} method="get">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={`${name} ${value}`} />
      ))}
      <label className="nhsuk-label" htmlFor={id}>
        Sort by
      </label>
      <select className="nhsuk-select" id={id} name="sort" defaultValue={inUse(sorts)}>
        {ways.map(({ value, label }) => (
          <option value={value} key={value}>
            {label.slice(0, 1).toUpperCase() + label.slice(1)}
          </option>
        ))}
      </select>
      <SubmitButton variant="secondary" small>
        Sort
      </SubmitButton>
    </form>
  );
}

/** The way that is in use, of the column that says one. */
function inUse(sorts: readonly ColumnSort[]): string | undefined {
  const used = sorts.find((sort) => sort.direction);
  return used?.ways?.[used.direction === "ascending" ? 0 : 1]?.value;
}
