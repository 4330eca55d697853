import { SubmitButton } from "../form";
import { TextField } from "../fields/text-fields";

/** Looks for words in the lists of a page that has no other filters; `keep` stays in the address. */
export function ListSearch({
  action,
  label,
  words,
  keep = {},
}: {
  action: string;
  label: string;
  words: string;
  keep?: Record<string, string | undefined>;
}) {
  return (
    <form className="dt-list-search" action={action} method="get" noValidate role="search">
      {Object.entries(keep).map(([name, value]) =>
        value ? <input type="hidden" name={name} value={value} key={name} /> : null,
      )}
      <TextField name="q" label={label} value={words} labelSize="s" width={20} />
      <SubmitButton variant="secondary" small>
        Search
      </SubmitButton>
      {words ? (
        <p>
          Only what holds “{words}” is shown. <a href={action}>Show all</a>
        </p>
      ) : null}
    </form>
  );
}

/** The address of a file of a list that is searched and sorted as its page is. */
export function withSearch(csv: string, { words, sort }: { words: string; sort: string | null }): string {
  const [path, search] = csv.split("?");
  const query = new URLSearchParams(search);
  if (words) query.set("q", words);
  if (sort) query.set("sort", sort);
  return query.size > 0 ? `${path}?${query}` : path!;
}
