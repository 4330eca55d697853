import { Problem } from "~/domain/shared/problem";

/** Outside demonstration mode these pages do not exist. */
export function demoOnly(demo: boolean): void {
  if (demo) return;
  throw new Problem("not-found", "not-found", {
    title: "Page not found",
    detail: "This page exists in demonstration mode only.",
  });
}
