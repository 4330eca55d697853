/** A state as people read it, on pages and in files: "awaiting_approval" is "Awaiting approval". */
export function stateWord(state: string): string {
  const words = state.replaceAll(/[-_]/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
