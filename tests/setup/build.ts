import { buildIfStale } from "../../scripts/build";

/** Once per run of the journeys: they use the built application. */
export function setup(): void {
  buildIfStale();
}
