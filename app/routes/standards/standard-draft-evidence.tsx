import { useLoaderData } from "@remix-run/react";
import { EVIDENCE_KIND_WORDS, kindsOf } from "~/domain/certification/claims/evidence-kinds";
import { listed } from "~/domain/shared/sentence";
import { DataTable } from "~/ui/kit/lists/data-table";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { NotificationBanner, pageTitle } from "~/ui/kit/page";
import { draftHref, DraftPage } from "~/ui/standards/draft-frame";
import { centre } from "~/web/audience.server";
import { DraftParams, DraftQuery } from "~/web/standards/draft-forms";
import { openDraft } from "~/web/standards/draft-page.server";

export const meta = () => [{ title: pageTitle("Evidence") }];

export const loader = centre.loader(
  { params: DraftParams, query: DraftQuery, roles: ["commercial_officer"] },
  async ({ q, params, query, today }) => ({
    draft: await openDraft(q, params.id, today),
    saved: query.done === "saved",
  }),
);

export default function DraftEvidence() {
  const { draft, saved } = useLoaderData<typeof loader>();
  const path = draftHref(draft, "evidence");
  return (
    <DraftPage
      draft={draft}
      title="What shows that it is met?"
      lede="A supplier gives each of these, and an assessor reviews each of them."
      state={null}
    >
      {saved ? <NotificationBanner heading="Your change is saved" success /> : null}
      <DataTable
        caption="Evidence"
        captionHidden
        rows={draft.content.items.map((item, at) => ({ item, at }))}
        rowKey={(row) => String(row.at)}
        columns={[
          {
            key: "title",
            header: "Item",
            rowHeader: true,
            cell: ({ item, at }) => <a href={`${path}/${at + 1}`}>{item.title}</a>,
          },
          {
            key: "kinds",
            header: "Given as",
            cell: ({ item }) =>
              listed(kindsOf(item).map((kind) => EVIDENCE_KIND_WORDS[kind].toLowerCase())).replace(
                " and ",
                " or ",
              ),
          },
          {
            key: "age",
            header: "At most",
            cell: ({ item }) =>
              item.validityMonths === null
                ? "Any age"
                : item.validityMonths === 1
                  ? "1 month old"
                  : `${item.validityMonths} months old`,
          },
          { key: "form", header: "Form", cell: ({ item }) => item.form ?? "Any" },
        ]}
        empty={
          <EmptyState heading="No evidence yet">
            <p>Without an item nobody can show that the standard is met.</p>
          </EmptyState>
        }
      />
      <ButtonGroup>
        <ButtonLink href={`${path}/new`} variant="secondary">
          Add an item
        </ButtonLink>
        <ButtonLink href={draftHref(draft)}>Go back to the draft</ButtonLink>
      </ButtonGroup>
    </DraftPage>
  );
}
