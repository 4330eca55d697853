import { EVIDENCE_KIND_WORDS } from "~/domain/certification/claims/evidence-kinds";
import { fileText } from "~/domain/files/file-kind";
import type { Task } from "~/ui/kit/task-list";
import type { GivenEvidence } from "~/domain/certification/claims/claim-views.server";
import type { OpenClaim } from "~/web/certification/open-claim.server";

const LONGEST_HINT = 80;

function givenText({ kind, reference, file, takenFrom }: GivenEvidence): string {
  if (takenFrom) return `Taken over from version ${takenFrom}`;
  if (file) return fileText(file);
  const text = `${EVIDENCE_KIND_WORDS[kind]}: ${reference}`;
  return text.length <= LONGEST_HINT ? text : `${text.slice(0, LONGEST_HINT - 1).trimEnd()}…`;
}

/** What there is to do with a claim: the evidence for each item, then sending it. */
export function claimTasks(claim: OpenClaim): Task[] {
  const base = `/supplying/certification/claims/${claim.id}`;
  return [
    ...claim.evidence.map((item): Task => {
      const gap = claim.gaps[item.position] ?? null;
      const [given] = item.given;
      return {
        key: `item-${item.position}`,
        label: item.title,
        href: `${base}/evidence/${item.position}`,
        hint: given ? (gap ?? givenText(given)) : undefined,
        state: gap === null ? "completed" : given ? "needs-attention" : "not-started",
      };
    }),
    {
      key: "check",
      label: "Check and send",
      href: `${base}/check`,
      hint: claim.complete ? undefined : "When there is evidence for each",
      state: claim.complete ? "not-started" : "cannot-start",
    },
  ];
}
