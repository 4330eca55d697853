/** What a route may say about its page: `export const handle: RouteHandle = { hydrate: true }`. */
export interface RouteHandle {
  /** Sends React to the browser. Off by default: pages work and read faster without it. */
  hydrate?: boolean;
  /** Seconds until the page asks again, or null when there is nothing to wait for. Gets the loader's data. */
  refreshSeconds?: (data: never) => number | null;
}

interface Match {
  handle?: unknown;
  data?: unknown;
}

export function wantsHydration(matches: readonly Match[]): boolean {
  return matches.some((match) => (match.handle as RouteHandle | undefined)?.hydrate === true);
}

export function refreshSeconds(matches: readonly Match[]): number | null {
  for (const match of matches) {
    const ask = (match.handle as RouteHandle | undefined)?.refreshSeconds;
    const seconds = ask && match.data ? ask(match.data as never) : null;
    if (seconds) return seconds;
  }
  return null;
}
