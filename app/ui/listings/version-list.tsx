import { CLASS_WORDS, VERSION_STATE_WORDS } from "~/domain/certification/product-versions/product-version";
import type { VersionList, VersionRow } from "~/domain/listings/product-versions/version-list-views.server";
import { DayText } from "~/ui/kit/day";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { StatusTag } from "~/ui/kit/tag";

/** Each version of a product with its class, its days, its certificates and the end of its support, the highest first. */
export function VersionTable({
  list,
  withdraw,
}: {
  list: VersionList;
  /** The address on which a version is withdrawn; null where nobody may, or it cannot be. */
  withdraw?: (row: VersionRow) => string | null;
}) {
  const columns: Column<VersionRow>[] = [
    { key: "version", header: "Version", rowHeader: true, cell: (row) => row.version },
    { key: "class", header: "Change", cell: (row) => CLASS_WORDS[row.changeClass] },
    { key: "state", header: "State", cell: (row) => <StatusTag status={VERSION_STATE_WORDS[row.state]} /> },
    {
      key: "released",
      header: "Released",
      cell: (row) => (row.releasedOn ? <DayText day={row.releasedOn} /> : "Not stated"),
    },
    { key: "changes", header: "What changed", cell: (row) => <Changes row={row} /> },
    { key: "certificates", header: "Certificates", cell: (row) => <Certificates row={row} /> },
    { key: "support", header: "Support ends", cell: (row) => <Support row={row} /> },
  ];
  if (withdraw) {
    columns.push({
      key: "withdraw",
      header: "Withdraw",
      cell: (row) => {
        const href = withdraw(row);
        return href ? <a href={href}>Withdraw {row.version}</a> : "–";
      },
    });
  }
  return (
    <DataTable
      id="product-versions"
      caption={`Versions of ${list.solution.name}`}
      captionHidden
      rows={list.versions}
      rowKey={(row) => row.version}
      columns={columns}
      twoLines
    />
  );
}

function Changes({ row }: { row: VersionRow }) {
  return (
    <>
      <span className="dt-pre-line">{row.changes || "Nothing: it is the first that is kept here"}</span>
      {row.withdrawalReason ? (
        <>
          <br />
          Withdrawn: {row.withdrawalReason}
        </>
      ) : null}
    </>
  );
}

function Certificates({ row }: { row: VersionRow }) {
  return (
    <>
      {row.certificates.length === 0 && row.due.length === 0 ? "None" : null}
      {row.certificates.map((one) => (
        <div key={one.number}>
          {one.standardTitle}: <a href={`/certificates/${one.number}`}>{one.number}</a>
          {one.inheritedFrom ? `, inherited from ${one.inheritedFrom}` : ""}
        </div>
      ))}
      {row.due.map(({ id, title }) => (
        <div key={id}>
          <strong>Due:</strong> {title}
        </div>
      ))}
    </>
  );
}

function Support({ row }: { row: VersionRow }) {
  if (row.supportEndsOn) return <DayText day={row.supportEndsOn} />;
  return row.state === "taken-back" ? "Never released" : "Not announced";
}

/** Which version is on sale, and which ones are to come, in sentences. */
export function OnSaleSentence({ list }: { list: VersionList }) {
  const coming = list.versions.filter((row) => row.state === "announced" || row.state === "evidence-due");
  return (
    <>
      <p>
        {list.onSale && list.solution.state === "published"
          ? `Version ${list.onSale} is on sale.`
          : "No version is on sale."}
      </p>
      {coming.map((row) => (
        <p key={row.version}>
          Version {row.version}{" "}
          {row.state === "announced" ? (
            <>
              is released on <DayText day={row.releasedOn!} />.
            </>
          ) : (
            "is released."
          )}{" "}
          {row.due.length > 0
            ? `Evidence of ${row.due.map(({ title }) => title).join(" and ")} is due for it, so version ${list.onSale} stays on sale until that is decided.`
            : null}
        </p>
      ))}
    </>
  );
}
