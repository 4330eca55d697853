import { wordsOf } from "~/domain/catalogue/facet-words";
import type { SolutionView } from "~/domain/catalogue/solution-views.server";
import type { Interface } from "~/domain/listings/content";
import { interfaceText } from "~/domain/listings/differences";
import { SummaryList } from "~/ui/kit/summary-list";

function list(values: readonly string[], none: string): string {
  return values.length > 0 ? values.map(wordsOf).join(", ") : none;
}

/** The version on sale, with the way to all of them once it is in the catalogue. */
function ProductVersion({ solution }: { solution: SolutionView }) {
  const { id, state, productVersion } = solution;
  if (state !== "published" && state !== "suspended") return <>{productVersion}</>;
  return (
    <>
      {productVersion}
      <br />
      <a href={`/solutions/${encodeURIComponent(id)}/product-versions`}>All versions of the product</a>
    </>
  );
}

/** How a solution is hosted, put into use, supported and left. */
export function SolutionTerms({ solution }: { solution: SolutionView }) {
  const support = [solution.supportEmail, solution.supportPhone, solution.supportHours].filter(Boolean);
  const interfaces = (solution.interfaces as Interface[]).map(interfaceText);
  // What listings say since suppliers write them; an older one is silent and says nothing of it.
  const said = [
    { key: "interfaces", label: "Interfaces", value: interfaces.join("; ") },
    { key: "location", label: "Where the data is kept", value: solution.dataLocation },
    { key: "processing", label: "Data processing", value: solution.dataProcessing },
    { key: "roadmap", label: "Roadmap", value: solution.roadmap },
    { key: "support", label: "Support", value: support.join(", ") },
  ].filter((row) => row.value !== "");
  return (
    <SummaryList
      rows={[
        {
          key: "hosting",
          label: "Hosting",
          value: solution.hosting ? wordsOf(solution.hosting) : "Not stated",
        },
        { key: "settings", label: "Care settings", value: list(solution.careSettings, "Not stated") },
        { key: "types", label: "Application types", value: list(solution.applicationTypes, "Not stated") },
        {
          key: "integrations",
          label: "Works with",
          value: solution.integrations.length > 0 ? solution.integrations.join(", ") : "None stated",
        },
        { key: "version", label: "Product version", value: <ProductVersion solution={solution} /> },
        { key: "implementation", label: "Implementation", value: solution.implementation || "Not stated" },
        { key: "levels", label: "Service levels", value: solution.serviceLevels || "Not stated" },
        { key: "exit", label: "Leaving", value: solution.exitTerms || "Not stated" },
        ...said.map((row) => ({ ...row, value: <span className="dt-pre-line">{row.value}</span> })),
      ]}
    />
  );
}
