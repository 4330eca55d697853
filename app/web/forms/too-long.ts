import { tooLong } from "~/domain/shared/range-words";

/** Fields whose name in a form is not what people call them. */
const FIELD_WORDS: Record<string, string> = {
  certifier: "who certifies",
  form: "the form",
  lotId: "the lot",
  ownerName: "the owner’s name",
  otherCategory: "the other category",
  q: "what you search for",
  url: "the link",
};

/** What a field is called, from its name: "legalReference" is "the legal reference", "condition-2" "condition 2". */
function fieldWords(path: readonly PropertyKey[]): string {
  const name = String(path.at(-1) ?? "");
  if (FIELD_WORDS[name]) return FIELD_WORDS[name];
  const [, words = "", row] = /^([A-Za-z-]*?)(?:-(\d+))?$/.exec(name) ?? [];
  const plain = words
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();
  if (plain === "") return "what you type";
  return row === undefined ? `the ${plain}` : `${plain} ${row}`;
}

/** For a text that is longer than its schema allows: which it is, and how short it has to be. */
export function namedTooLong(issue: { path?: readonly PropertyKey[]; maximum?: unknown }): string {
  return tooLong(fieldWords(issue.path ?? []), Number(issue.maximum));
}

/** What `.max(most, NAMED)` says, where the schema has words of its own for a field that is missing. */
export const NAMED = { error: namedTooLong };
