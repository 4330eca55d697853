/**
 * One value per process, however many copies of a module there are: the server bundle and the scripts each hold their
 * own copy of app/platform, and development evaluates modules anew after every change.
 */
export function singleton<T>(name: string, make: () => T): T {
  const store = globalThis as unknown as Record<symbol, { value: T } | undefined>;
  const key = Symbol.for(`dovetail.${name}`);
  return (store[key] ??= { value: make() }).value;
}

/** Forgets a value, for tests. */
export function forgetSingleton(name: string): void {
  delete (globalThis as unknown as Record<symbol, unknown>)[Symbol.for(`dovetail.${name}`)];
}
