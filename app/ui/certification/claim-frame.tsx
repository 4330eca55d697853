import type { ReactNode } from "react";
import type { ClaimView } from "~/domain/certification/claims/claim-views.server";
import { ErrorSummary, hasErrors, type FormState } from "~/ui/kit/form";
import { BackLink, PageTitle, ReadingColumn } from "~/ui/kit/page";

export const claimHref = ({ id }: Pick<ClaimView, "id">): string => `/supplying/certification/claims/${id}`;

/** "Digital Technology Assessment Criteria, version 2, for CareNotes". */
export const claimCaption = (
  claim: Pick<ClaimView, "standardTitle" | "version" | "solutionName" | "supplierName" | "productVersion">,
): string =>
  `${claim.standardTitle}, version ${claim.version}, for ${[claim.solutionName ?? claim.supplierName, claim.productVersion].filter(Boolean).join(" ")}`;

/** The frame of one page on which a claim is written: way back, what went wrong, title. */
export function ClaimPage({
  claim,
  title,
  state,
  children,
}: {
  claim: ClaimView;
  title: ReactNode;
  state: FormState | null;
  children: ReactNode;
}) {
  return (
    <>
      <BackLink href={claimHref(claim)}>The claim</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={claimCaption(claim)}>{title}</PageTitle>
        {children}
      </ReadingColumn>
    </>
  );
}
