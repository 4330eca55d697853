import type { SourceFile } from "./source-imports";
import { withoutComments, type Found } from "./text-rules";

/*
 * Private words that this code once had, and what procurement, finance and the web say instead. A name that carries one
 * again is refused. Comments and sentences of pages are people's language (`spoken-words.ts` looks at those); this looks
 * at file names and at the names in code.
 */

interface PrivateWord {
  /** What a name must not match; each name of a file is tried by itself. */
  name: RegExp;
  say: string;
  /** The folders that it is asked of; everywhere without. */
  under?: string;
}

const PRIVATE_WORDS: readonly PrivateWord[] = [
  { name: /deeds?(?![a-z])|Deed/, say: "action, command, or an entry of the ledger" },
  { name: /^tell[A-Z]|ToTell(?![a-z])|^tell-|-to-tell/, say: "notify" },
  {
    name: /^standing[A-Z]|[a-z]Standings?(?![a-z])|(?<!out)-?standing(?=-|\.)|[A-Z]_STANDING/,
    say: "status, state or readiness",
  },
  { name: /^speaking/, say: "decisive" },
  { name: /[Cc]atalogue_?[Ss]tamp/, say: "the catalogue's version" },
  {
    name: /^(?!awardLetter|grantLetter|byLetter)\w*[a-z]Letter$|^(?!grant-)[\w-]+-letter/,
    say: "e-mail; an award letter is one",
  },
  {
    name: /^payees?$|^payees?[A-Z]|[a-z]Payees?(?![a-z])/,
    say: "funding source",
    under: "app/domain/cost-sharing/",
  },
  {
    name: /^(bid|give)$|^bids?[A-Z]|[a-z]Bids?$/,
    say: "contribution, apply, assign",
    under: "app/domain/cost-sharing/",
  },
];

const namesIn = (text: string): Set<string> =>
  new Set(
    withoutComments(text)
      // What stands in quotation marks is language or data, except a path of ours.
      .replaceAll(/(["'`])(?:(?!\1)[^\\\n]|\\.)*\1/g, (quoted) =>
        /["'`](~|\.{1,2}\/)/.test(quoted) ? quoted : " ",
      )
      .match(/[A-Za-z_$][\w$]*(?:-[\w$]+)*/g),
  );

/** Names that carry a private word of old. */
export function* fieldWords(file: SourceFile): Iterable<Found> {
  if (/^db\/migrations\/|^tests\/setup\/(field|spoken)-words/.test(file.path)) return;
  const names = [...namesIn(file.text), file.path.split("/").at(-1)!];
  for (const { name, say, under } of PRIVATE_WORDS) {
    if (under !== undefined && !file.path.startsWith(under)) continue;
    const found = names.find((each) => name.test(each));
    if (found !== undefined) yield { rule: "words of the field", detail: `${found}: say ${say}` };
  }
}
