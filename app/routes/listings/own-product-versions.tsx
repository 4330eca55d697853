import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { bringOnSale } from "~/domain/certification/product-versions/bring-on-sale.server";
import { whyNotWithdrawVersion } from "~/domain/certification/product-versions/product-version";
import { versionList } from "~/domain/listings/product-versions/version-list-views.server";
import { ButtonLink, Form, SubmitButton } from "~/ui/kit/form";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { OnSaleSentence, VersionTable } from "~/ui/listings/version-list";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { claimAddress } from "~/web/certification/claim-address";
import { WRITERS } from "~/web/listings/change-page.server";
import { DoneQuery } from "~/web/listings/listing-forms";
import { versionsPath } from "~/web/listings/version-forms";

const Params = z.object({ id: z.string().min(1).max(60) });

export const meta = () => [{ title: pageTitle("Versions of the product") }];

export const loader = supplier.loader(
  { params: Params, query: DoneQuery },
  async ({ q, actor, params: { id }, query, today }) => {
    const list = await versionList(q, { solutionId: id, supplierId: ownSupplier(actor), today });
    const several = list.versions.length > 1;
    return {
      list,
      withdrawable:
        several && actor.roles.includes("supplier_signatory")
          ? list.versions
              .filter((row) => whyNotWithdrawVersion(list.versions, row, today) === null)
              .map(({ version }) => version)
          : [],
      writer: WRITERS.some((role) => actor.roles.includes(role)),
      done: DONE[query.done ?? ""] ?? null,
    };
  },
);

/** A standard that ceased to bind issues no certificate: what waited for it is put on sale by its supplier. */
export const action = supplier.action(
  { params: Params, form: z.looseObject({}), roles: WRITERS },
  async ({ tx, actor, params: { id }, now, today }) => {
    await versionList(tx, { solutionId: id, supplierId: ownSupplier(actor), today });
    const brought = await bringOnSale(tx, { solutionId: id, actor, at: now, today });
    return redirect(`${versionsPath(id)}${brought.length > 0 ? "?done=ready" : ""}`);
  },
);

const DONE: Record<string, string> = {
  ready: "The version is on sale from its release",
  announced: "The version is announced",
  withdrawn: "The version is withdrawn",
};

export default function OwnProductVersions() {
  const { list, withdrawable, writer, done } = useLoaderData<typeof loader>();
  const { solution, supplierName } = list;
  const path = versionsPath(solution.id);
  const due = list.versions.flatMap((row) => row.due.map((one) => ({ ...one, version: row.version })));
  const ready = list.versions.find(
    (row) =>
      row.due.length === 0 &&
      row.changeClass !== "first" &&
      row.onSaleFrom === null &&
      row.withdrawnOn === null,
  )?.version;
  return (
    <>
      {done ? (
        <NotificationBanner heading={done} success>
          {done === DONE.ready ? null : (
            <p>Every buyer with a contract, an order on its way or a shortlist of it was e-mailed.</p>
          )}
        </NotificationBanner>
      ) : null}
      <BackLink href={`/supplying/listings/${encodeURIComponent(solution.id)}`}>{solution.name}</BackLink>
      <ReadingColumn>
        <PageTitle caption={`${solution.name}, ${supplierName}`}>Versions of the product</PageTitle>
        <OnSaleSentence list={list} />
        {due.length > 0 ? (
          <ul>
            {due.map(({ id, title, version }) => (
              <li key={`${version} ${id}`}>
                <a href={claimAddress({ standardId: id, solutionId: solution.id, claimId: null })}>
                  Claim {title} for version {version}
                </a>
              </li>
            ))}
          </ul>
        ) : null}
        {writer && ready ? (
          <Form>
            <p>No standard that binds the solution asks for evidence of version {ready} any more.</p>
            <SubmitButton variant="secondary">Put version {ready} on sale from its release</SubmitButton>
          </Form>
        ) : null}
        {writer && solution.state === "published" ? (
          <ButtonLink href={`${path}/new`}>Bring out a new version</ButtonLink>
        ) : null}
      </ReadingColumn>
      <VersionTable
        list={list}
        withdraw={
          withdrawable.length > 0
            ? ({ version }) =>
                withdrawable.includes(version) ? `${path}/${encodeURIComponent(version)}/withdraw` : null
            : undefined
        }
      />
    </>
  );
}
