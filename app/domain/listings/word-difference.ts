/** A run of words that both texts have, or only one of them. */
export interface WordRun {
  kind: "same" | "out" | "in";
  text: string;
}

/** More pairs of words than this are not compared: the texts then stand whole, one after the other. */
const MOST_PAIRS = 4_000_000;

/** Words with the space behind them, so that no run is a space alone. */
const tokensOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

/**
 * What became of a text, word by word: the runs without "in" are the text before, those without "out" the text after. As many
 * words as possible stay (longest common subsequence).
 */
export function wordDifference(before: string, after: string): WordRun[] {
  const [old, now] = [tokensOf(before), tokensOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const [a, b] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  const runs: WordRun[] = [];
  const add = (kind: WordRun["kind"], tokens: readonly string[]) => {
    if (tokens.length === 0) return;
    const last = runs.at(-1);
    const text = tokens.join("");
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  };
  add("same", old.slice(0, head));
  if (a.length * b.length > MOST_PAIRS) {
    add("out", a);
    add("in", b);
  } else {
    for (const { kind, token } of middle(a, b)) add(kind, [token]);
  }
  add("same", old.slice(old.length - tail));
  return runs;
}

function* middle(
  a: readonly string[],
  b: readonly string[],
): Iterable<{ kind: WordRun["kind"]; token: string }> {
  const width = b.length + 1;
  // How many words the rest of both have in common, from each pair of places.
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      yield { kind: "same", token: a[i]! };
      i += 1;
      j += 1;
    } else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) {
      yield { kind: "out", token: a[i]! };
      i += 1;
    } else {
      yield { kind: "in", token: b[j]! };
      j += 1;
    }
  }
  for (; i < a.length; i += 1) yield { kind: "out", token: a[i]! };
  for (; j < b.length; j += 1) yield { kind: "in", token: b[j]! };
}
