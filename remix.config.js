// One configuration for the server build, development and the tests: Vite reads it in all three.
import { vitePlugin as remix } from "@remix-run/dev";
import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

const underVitest = process.env.VITEST !== undefined;

const remixPlugin = () =>
  remix({
    appDirectory: "app",
    buildDirectory: "build",
    // routes.ts is the address book; nothing becomes a route by lying in a folder.
    ignoredRouteFiles: ["**/*"],
    future: {
      v3_fetcherPersist: true,
      v3_lazyRouteDiscovery: true,
      v3_relativeSplatPath: true,
      v3_routeConfig: true,
      v3_singleFetch: true,
      v3_throwAbortReason: true,
    },
  });

const withConsole = ["tests/setup/console.ts"];
const withDatabase = [...withConsole, "tests/setup/database.ts"];

/** @param {string} name */
const project = (name, test) => ({ extends: true, test: { name, environment: "node", ...test } });

export default defineConfig({
  plugins: [...(underVitest ? [] : [remixPlugin()]), tsconfigPaths({ projects: ["./tsconfig.json"] })],
  publicDir: "app/ui/public",
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0 },
  server: { watch: { ignored: ["**/.data/**", "**/reports/**", "**/build/**"] } },
  test: {
    projects: [
      project("unit", {
        setupFiles: withConsole,
        include: ["app/**/*.test.{ts,tsx}", "tests/*.test.ts", "scripts/**/*.test.ts"],
      }),
      project("database", {
        setupFiles: withDatabase,
        include: ["tests/domain/**/*.test.{ts,tsx}"],
        globalSetup: ["tests/setup/postgres.ts"],
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
      project("journeys", {
        setupFiles: withDatabase,
        include: ["tests/journeys/**/*.test.{ts,tsx}"],
        globalSetup: ["tests/setup/postgres.ts", "tests/setup/build.ts"],
        testTimeout: 240_000,
        hookTimeout: 240_000,
        // A journey has a server, a worker and a browser to itself: two at once is what two cores carry.
        maxWorkers: 2,
      }),
    ],
  },
});
