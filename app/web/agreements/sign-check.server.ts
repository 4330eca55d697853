import type { Queryable } from "~db";
import { agreementView } from "~/domain/agreements/agreement-views.server";
import { versionWithNames } from "~/domain/agreements/checks/check-views.server";
import { fundsNamed, rulesPaidBy } from "~/domain/agreements/payers";
import { whyNotSign } from "~/domain/agreements/signing";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { audienceOf, type MemberActor } from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";

/**
 * What somebody looks at before signing a version for their organisation; `party` keeps a buyer to its own agreements.
 * Throws Problem cannot-sign where there is nothing for them to sign, for example because a colleague was faster.
 */
export async function loadSignCheck(
  q: Queryable,
  input: {
    actor: MemberActor;
    agreementId: string;
    version: number;
    today: Day;
    party?: string;
    base: string;
  },
) {
  const { actor, agreementId, today, party, base } = input;
  const agreement = await agreementView(q, { agreementId, on: today, party });
  const version = agreement.versions.find((one) => one.version === input.version);
  const stored = version && (await versionWithNames(q, agreementId, version.version));
  const { organisation, organisationCode } = actor;
  const why =
    version && whyNotSign(actor, organisationCode, version.state, version.parties, version.proposedBy);
  if (!version || !stored || why) {
    throw new Problem("conflict", "cannot-sign", {
      title: why ?? `${agreement.title} has no version ${input.version}.`,
      next: { label: "See the agreement", href: `${base}/${agreementId}` },
    });
  }
  const { rules } = stored.version;
  const own = rulesPaidBy(rules, {
    code: organisationCode,
    isBuyer: audienceOf(organisation.kind) === "buyer",
    isBoard: organisation.kind === "icb",
  });
  const funds = await fundBalances(q, fundsNamed(rules));
  return {
    agreementId,
    title: agreement.title,
    ownerName: agreement.ownerName,
    version,
    own,
    funds,
    organisationName: organisation.name,
    signer: actor.name,
  };
}

export type SignCheck = Awaited<ReturnType<typeof loadSignCheck>>;
