/**
 * What one calculation, or several about the same purchase, have read: the same question again is not asked again.
 * It lives no longer than they do, and nothing is written meanwhile; nobody changes an answer that they were given.
 */
export class ReadOnce {
  private readonly answers = new Map<string, Promise<unknown>>();

  /** `question` names what is read and everything that the answer turns on. */
  ask<T>(question: readonly unknown[], read: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(question);
    const known = this.answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = read();
    this.answers.set(key, answer);
    return answer;
  }
}
