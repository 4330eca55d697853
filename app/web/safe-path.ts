const LOCAL = /^\/(?![/\\])[!-[\]-\u{10ffff}]*$/u;

/**
 * A path of this site to go on to, with its query; anything else becomes the fallback. "//evil.example" and
 * "/\evil.example" are addresses of other sites in a browser.
 */
export function safePath(path: string | null | undefined, fallback = "/"): string {
  if (!path || path.length > 1000 || !LOCAL.test(path)) return fallback;
  // Signing in to arrive at signing in, or at signing out, helps nobody.
  return /^\/sign-(in|out)(\/|\?|$)/.test(path) ? fallback : path;
}

/** The path and query of a page address, without what Remix adds to it for its own data requests. */
export function pagePath(url: string): string {
  const { pathname, searchParams } = new URL(url);
  const query = new URLSearchParams(searchParams);
  query.delete("_routes");
  query.delete("_data");
  query.delete("index");
  const path = pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Where somebody signs in before they go on to `path`. */
export function signInPath(path: string): string {
  const next = safePath(path);
  return next === "/" ? "/sign-in" : `/sign-in?returnTo=${encodeURIComponent(next)}`;
}
