import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { CompareTable } from "./compare-table";
import { DataTable } from "./data-table";
import { DayText, MomentText } from "../day";
import { FilterPanel } from "./filter-panel";
import { FundBar, fundFinding, fundsFinding } from "~/ui/funding/fund-bar";
import { Amount } from "../money";
import { StatusTag, VerdictTag } from "../tag";
import { TaskList } from "../task-list";

const html = renderToStaticMarkup;
const rows = [{ id: "1", name: "CareNotes", price: pence(123456) }];
const money = { drawn: pence(2500), committed: pence(2500), allocated: pence(0), free: pence(5000) };

describe("a table", () => {
  const table = (narrow: "stack" | "scroll") =>
    html(
      <DataTable
        caption="Solutions"
        narrow={narrow}
        rows={rows}
        rowKey={(row) => row.id}
        totalRows={1214}
        downloads={[{ label: "CSV", href: "/solutions.csv" }]}
        columns={[
          {
            key: "name",
            header: "Solution",
            rowHeader: true,
            cell: (row) => row.name,
            sort: { href: "?sort=name", direction: "ascending" },
          },
          {
            key: "price",
            header: "Price",
            numeric: true,
            cell: (row) => <Amount amount={row.price} href="/why" explains="the price" />,
          },
        ]}
      />,
    );

  it("has a caption, scopes, and figures to the right", () => {
    const out = table("scroll");
    expect(out).toMatch(/<caption[^>]*>Solutions<\/caption>/);
    expect(out).toContain('scope="col" aria-sort="ascending"');
    expect(out).toContain('scope="row"');
    expect(out).toContain('<td class="nhsuk-table__cell nhsuk-table__cell--numeric dt-numeric">');
  });

  it("stacks on a narrow screen and stays a table to those who hear it", () => {
    const out = table("stack");
    expect(out).toContain('role="table"');
    expect(out).toContain('<span class="nhsuk-table__heading" aria-hidden="true">Price </span>');
  });

  it("can be scrolled by keyboard and downloaded", () => {
    expect(table("scroll")).toContain('aria-labelledby="table-caption" tabindex="0"');
    expect(table("stack")).toContain("Download these 1,214 rows");
  });

  it("has no inline style", () => {
    expect(table("stack") + table("scroll")).not.toContain("style=");
  });
});

describe("a comparison", () => {
  it("shows only differences when asked", () => {
    const compare = (differencesOnly: boolean) =>
      html(
        <CompareTable
          caption="Side by side"
          differencesOnly={differencesOnly}
          toggleHref="?"
          things={[
            { id: "a", heading: "A" },
            { id: "b", heading: "B" },
          ]}
          rows={[
            { key: "h", label: "Hosting", cells: ["UK", "UK"] },
            { key: "p", label: "Price", cells: ["1", "2"], differs: true },
          ]}
        />,
      );
    expect(compare(false)).toContain("Hosting");
    expect(compare(true)).not.toContain("Hosting");
    expect(compare(true)).toContain("Show every row");
  });
});

describe("a fund's bar", () => {
  const out = html(<FundBar name="Frontline digitisation" money={money} />);

  it("says its finding and repeats the figures in a table", () => {
    expect(fundFinding(money)).toBe("50% of the fund is committed or drawn; £50 is free to allocate");
    // Nothing of a fund that has closed is free, whoever it was allocated to.
    const closed = html(<FundBar name="Frontline digitisation" money={money} closed />);
    expect(closed).toContain("was not used before the fund closed");
    expect(closed).not.toMatch(/[Ff]ree to (allocate|commit)/);
    expect(fundFinding({ ...money, free: pence(0) }, pence(900_00))).toBe(
      "£900 lapsed; 100% of what is left in the fund is committed or drawn",
    );
    const none = { drawn: pence(0), committed: pence(0), allocated: pence(0), free: pence(0) };
    expect(fundFinding(none, pence(900_00))).toBe("£900 lapsed; nothing is left in the fund");
  });

  it("of several funds does not call free to allocate what is in closed ones", () => {
    const open = { state: "open" as const, money };
    expect(fundsFinding([open, open])).toBe(
      "50% of these funds is committed or drawn; £100 is free to allocate",
    );
    expect(fundsFinding([open, { state: "closed", money }])).toBe(
      "50% of these funds is committed or drawn; £50 is free to allocate, and £50 is in funds that have closed",
    );
    expect(out).toContain("£50.00");
    expect(out).toContain("The figures as a table");
  });

  it("is drawn in parts of the whole, without inline style", () => {
    expect(out).toMatch(/x="25%"[^>]*width="25%"/);
    expect(out).not.toContain("style=");
  });

  it("of nothing draws nothing", () => {
    const zero = pence(0);
    expect(
      html(<FundBar name="F" money={{ drawn: zero, committed: zero, allocated: zero, free: zero }} />),
    ).not.toContain("NaN");
  });
});

describe("states", () => {
  it("are words first, then colours", () => {
    expect(html(<VerdictTag verdict="compliant-with-conditions" />)).toBe(
      '<strong class="nhsuk-tag nhsuk-tag--yellow">Meets with conditions</strong>',
    );
    expect(html(<StatusTag status="awaiting-approval" />)).toContain("nhsuk-tag--blue");
    expect(html(<StatusTag status="never heard of" />)).toContain("nhsuk-tag--grey");
  });

  it("of tasks: what cannot start is no link, what is done no tag", () => {
    const out = html(
      <TaskList
        tasks={[
          { key: "a", label: "Contacts", href: "/a", state: "completed" },
          { key: "b", label: "Place the order", href: "/b", state: "cannot-start" },
        ]}
      />,
    );
    expect(out).not.toContain('href="/b"');
    expect(out).not.toContain("nhsuk-tag");
    expect(out).toContain('aria-describedby="tasks-a-status"');
  });
});

describe("dates", () => {
  it("are London's, for people and machines", () => {
    expect(html(<DayText day={day("2027-03-03")} />)).toContain('dateTime="2027-03-03">3 March 2027');
    expect(html(<MomentText at={new Date("2026-07-01T13:05:00Z")} />)).toContain("1 July 2026 at 2:05pm");
  });
});

describe("filters", () => {
  it("are sent by GET and keep the rest of the address", () => {
    const out = html(
      <FilterPanel action="/solutions" inUse={2} keep={{ sort: "name" }}>
        x
      </FilterPanel>,
    );
    expect(out).toContain('action="/solutions" method="get"');
    expect(out).toContain('name="sort" value="name"');
    expect(out).toContain("Filters (2 in use)");
  });
});

describe("a table of many columns", () => {
  const columns = ["Fund", "In", "Out", "Held", "Free"].map((header, at) => ({
    key: header,
    header,
    rowHeader: at === 0,
    cell: (row: string) => row,
  }));
  const shown = renderToStaticMarkup(
    <DataTable
      caption="Funds"
      rows={["a"]}
      rowKey={(row) => row}
      columns={columns}
      totals={[{ Fund: "Total" }]}
    />,
  );

  it("uses the window, and scrolls in a named group that takes the keyboard's focus and says so", () => {
    expect(shown).toContain("dt-table-block dt-wide");
    expect(shown).toMatch(/<div role="group"[^>]*aria-labelledby="table-caption"[^>]*tabindex="0"/i);
    expect(shown).toContain("Scroll sideways to see all columns");
  });

  it("keeps head and sum in sight, the sum in a foot of its own", () => {
    expect(shown).toContain("dt-scroll--frozen");
    expect(shown).toMatch(/<tfoot.*Total.*<\/tfoot>/);
  });
});
