import { GRANT_STATE_WORDS, SIDES } from "~/domain/applications/awards/grant";
import type { GrantView } from "~/domain/applications/awards/grant-views.server";
import { awardLetterText } from "~/domain/applications/awards/memorandum";
import { dayOf, formatDay } from "~/domain/shared/day";
import { drawPdf, type PdfBlock } from "~/gateways/pdf.server";
import { printedState } from "./printed-state";

/** The award letter with its memorandum and signatures as a PDF; the words are those of its page. */
export async function grantLetterPdf(grant: GrantView, now: Date): Promise<Response> {
  const { memorandum } = grant;
  const pdf = await drawPdf({
    title: `Award letter ${grant.id}`,
    subtitle: `${grant.fundName}. ${printedState(GRANT_STATE_WORDS[grant.state], dayOf(now))}`,
    createdAt: now,
    blocks: [
      { kind: "text", text: memorandum.date },
      { kind: "text", text: `To ${memorandum.provider}` },
      { kind: "text", text: awardLetterText(grant) },
      { kind: "heading", text: memorandum.title },
      { kind: "facts", rows: memorandum.facts },
      ...costs(grant),
      ...memorandum.clauses.map((clause, index): PdfBlock => ({
        kind: "text",
        text: `${index + 1}. ${clause}`,
      })),
      { kind: "heading", text: "Signatures" },
      { kind: "facts", rows: SIDES.map((side) => signature(grant, side)) },
    ],
  });
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="award-${grant.id}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}

function costs({ memorandum }: GrantView): PdfBlock[] {
  return [
    {
      kind: "table",
      columns: [
        { header: "Cost", width: 5 },
        { header: "Sum", width: 2, numeric: true },
      ],
      rows: [...memorandum.costs.map(({ name, amount }) => [name, amount]), ["Total", memorandum.total]],
    },
  ];
}

function signature(grant: GrantView, side: (typeof SIDES)[number]): [string, string] {
  const name = side === "provider" ? grant.organisationName : grant.memorandum.centre;
  const found = grant.signatures.find((one) => one.side === side);
  return [
    `For ${name}`,
    found ? `${found.signatoryName}, ${formatDay(dayOf(found.signedAt))}` : "Not signed yet",
  ];
}
