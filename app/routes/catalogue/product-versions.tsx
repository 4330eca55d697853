import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  CLASS_DEMANDS,
  CLASS_WORDS,
  CHANGE_CLASSES,
} from "~/domain/certification/product-versions/product-version";
import { versionList } from "~/domain/listings/product-versions/version-list-views.server";
import { Details } from "~/ui/kit/details";
import { Breadcrumbs, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { OnSaleSentence, VersionTable } from "~/ui/listings/version-list";
import { anyone } from "~/web/audience.server";

const Params = z.object({ id: z.string().min(1).max(60) });

export const meta = ({ data }: { data?: { list: { solution: { name: string } } } }) => [
  { title: pageTitle(data ? `Versions of ${data.list.solution.name}` : "Versions of a product") },
];

export const loader = anyone.loader({ params: Params }, async ({ q, params: { id }, today }) => ({
  list: await versionList(q, { solutionId: id, today }),
}));

export default function ProductVersions() {
  const { list } = useLoaderData<typeof loader>();
  const { solution, supplierName } = list;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Home", href: "/" },
          { label: "Solutions", href: "/solutions" },
          ...(solution.state === "withdrawn"
            ? []
            : [{ label: solution.name, href: `/solutions/${encodeURIComponent(solution.id)}` }]),
        ]}
      />
      <ReadingColumn>
        <PageTitle caption={supplierName}>Versions of {solution.name}</PageTitle>
        <OnSaleSentence list={list} />
        <Details summary="What each kind of version has to show">
          <ul>
            {CHANGE_CLASSES.map((each) => (
              <li key={each}>
                <strong>{CLASS_WORDS[each]}:</strong> {CLASS_DEMANDS[each]}
              </li>
            ))}
          </ul>
        </Details>
      </ReadingColumn>
      <VersionTable list={list} />
    </>
  );
}
