import { EnvironmentError } from "../app/platform/env.server";
import { errorWithoutValues } from "../app/platform/log-words";

/** A reason not to start that the person in front of the terminal can mend. */
export class StartError extends Error {}

/** What to print of a failure: its message where a person can mend it, else all of it but people's values. */
export const saidOf = (error: unknown): unknown =>
  error instanceof EnvironmentError || error instanceof StartError
    ? error.message
    : errorWithoutValues(error);

/** Runs work; a failure becomes a plain message and exit code 1. */
export async function stopOnFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(saidOf(error));
    process.exit(1);
  }
}
