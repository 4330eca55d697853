import { ensureChromium } from "./browser";

/** Once per run of the journeys, so that two test files do not install a browser at the same time. */
export function setup(): void {
  ensureChromium();
}
