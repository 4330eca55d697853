/** The search of the catalogue. Sends by GET; `keep` holds the filters that stay. */
export function SearchBox({
  words = "",
  keep = [],
  label = "Search the catalogue",
  hint,
  labelSize = "m",
}: {
  words?: string;
  keep?: readonly (readonly [string, string])[];
  label?: string;
  hint?: string;
  labelSize?: "s" | "m";
}) {
  return (
    <search className="dt-search">
      <form action="/solutions" method="get" noValidate>
        {keep.map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={`${name}-${value}`} />
        ))}
        <div className="nhsuk-form-group">
          <label className={`nhsuk-label nhsuk-label--${labelSize}`} htmlFor="words">
            {label}
          </label>
          {hint ? (
            <div className="nhsuk-hint" id="words-hint">
              {hint}
            </div>
          ) : null}
          <div className="dt-search__row">
            <input
              className="nhsuk-input"
              id="words"
              name="words"
              type="search"
              defaultValue={words}
              autoComplete="off"
              maxLength={200}
              aria-describedby={hint ? "words-hint" : undefined}
            />
            <button className="nhsuk-button" type="submit">
              Search
            </button>
          </div>
        </div>
      </form>
    </search>
  );
}
