import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { giveEvidence } from "~/domain/certification/claims/give-evidence.server";
import { recordFile } from "~/domain/files/record-file.server";
import { ownFile } from "~/domain/files/file-views.server";
import { Problem } from "~/domain/shared/problem";
import { EvidenceForm } from "~/ui/certification/claim-form";
import { ClaimPage } from "~/ui/certification/claim-frame";
import { useFormState } from "~/ui/kit/form-state";
import { pageTitle } from "~/ui/kit/page";
import { supplier } from "~/web/audience.server";
import { ownSupplier } from "~/web/catalogue/own-supplier";
import { evidenceFields, EvidenceParams, keptFile, readEvidence } from "~/web/certification/claim-form";
import { openClaim, type OpenClaim } from "~/web/certification/open-claim.server";
import { receivedFile } from "~/web/files/received-file.server";
import { shownAgain } from "~/web/forms/check-step.server";
import { fieldRefused } from "~/web/refusals.server";

export const meta = ({ data }: { data?: { item: { title: string } } }) => [
  { title: pageTitle(data?.item.title ?? "Evidence") },
];

function itemAt(claim: OpenClaim, position: number) {
  const item = claim.evidence.find((one) => one.position === position);
  if (!item) {
    throw new Problem("not-found", "no-such-item", {
      title: "The standard does not ask for this.",
      next: { label: "The claim", href: `/supplying/certification/claims/${claim.id}` },
    });
  }
  return item;
}

export const loader = supplier.loader({ params: EvidenceParams }, async ({ q, actor, params, today }) => {
  const claim = await openClaim(q, { claimId: params.id, supplierId: ownSupplier(actor), today });
  const item = itemAt(claim, params.position);
  return { claim, item, stored: evidenceFields(item.given[0]) };
});

export const action = supplier.action(
  {
    params: EvidenceParams,
    roles: ["supplier_editor", "supplier_signatory"],
    before: async ({ q, actor, params, form, today }) => {
      // Nothing is stored for a claim that does not ask for it.
      itemAt(
        await openClaim(q, { claimId: params.id, supplierId: ownSupplier(actor), today }),
        params.position,
      );
      return receivedFile((form as Record<string, unknown>).file);
    },
  },
  async ({ tx, actor, params, form, before, now, today }) => {
    const claim = await openClaim(tx, { claimId: params.id, supplierId: ownSupplier(actor), today });
    const item = itemAt(claim, params.position);
    const fields: Record<string, unknown> = form;
    const received =
      before && "file" in before
        ? { file: await recordFile(tx, { actor, at: now, file: before.file }) }
        : before;
    const named = z.uuid().safeParse(fields.fileId).data;
    const kept = named ? await ownFile(tx, { id: named, organisationCode: actor.organisationCode }) : null;
    const { evidence, errors } = readEvidence(fields, item, today, { received, kept });
    if (Object.keys(errors).length > 0) {
      // A file that was taken in is not asked for again because a date was wrong.
      const file = received && "file" in received ? received.file : kept;
      const { values } = shownAgain(form, "change").data;
      return fieldRefused(errors, { ...values, ...(file ? keptFile(file) : {}) });
    }
    await giveEvidence(tx, { actor, at: now, today, claimId: claim.id, evidence: [evidence] });
    return redirect(`/supplying/certification/claims/${claim.id}?done=saved`);
  },
);

export default function ClaimEvidencePage() {
  const { claim, item, stored } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <ClaimPage claim={claim} title={item.title} state={state}>
      <EvidenceForm item={item} state={state} stored={stored} />
    </ClaimPage>
  );
}
