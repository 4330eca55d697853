import type { ClaimableVersion } from "~/domain/certification/claims/claimable-views.server";
import { ErrorSummary, SubmitButton } from "~/ui/kit/form";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";
import { Select } from "~/ui/kit/fields/text-fields";

/** The first page of a claim: which standard, for what. It sends by GET, so that links can fill it in. */
export function ClaimChoice({
  versions,
  solutions,
  organisationName,
  standard,
  solution,
  errors,
}: {
  versions: readonly ClaimableVersion[];
  solutions: readonly { id: string; name: string }[];
  organisationName: string;
  standard?: string;
  solution?: string;
  errors: Record<string, string>;
}) {
  const chosen =
    versions.find((one) => one.versionId === standard) ??
    versions.find((one) => one.standardId === standard && one.newest);
  return (
    <>
      <BackLink href="/supplying/certification">Certification</BackLink>
      <ReadingColumn>
        <ErrorSummary errors={errors} />
        <PageTitle lede="You say that your organisation, or one of your solutions, meets a standard, and give the evidence. An assessor decides.">
          Make a claim
        </PageTitle>
        <form method="get" action="/supplying/certification/claim" noValidate aria-label="What you claim">
          <input type="hidden" name="asked" value="yes" />
          <Select
            name="standard"
            label="Standard"
            hint="Versions that are in force today"
            value={chosen?.versionId}
            error={errors["standard"]}
            emptyLabel="Choose a standard"
            options={versions.map((one) => ({
              value: one.versionId,
              label: `${one.title}, version ${one.version} (${one.appliesTo === "product" ? "products" : "organisations"})`,
            }))}
          />
          <Select
            name="solution"
            label="Solution"
            hint={`For standards of products. Standards of organisations are claimed for ${organisationName} itself.`}
            value={solution}
            error={errors["solution"]}
            emptyLabel="None: for the organisation"
            options={solutions.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SubmitButton>Continue</SubmitButton>
        </form>
      </ReadingColumn>
    </>
  );
}
