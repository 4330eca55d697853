// One configuration for the server build, development and the tests: Vite reads it in all three.
import { availableParallelism } from "node:os";
import { vitePlugin as remix } from "@remix-run/dev";
import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";
import { withoutWebFonts } from "./app/ui/kit/without-web-fonts.js";
import { LongestFirst } from "./tests/setup/longest-first.js";

const underVitest = process.env.VITEST !== undefined;

/**
 * nhsuk-frontend's compiled style sheet loads the Frutiger font from assets.nhs.uk. The font is licensed to NHS
 * organisations only, and our pages ask nobody else for anything: its @font-face rules go, and Arial takes over.
 * @returns {import("vite").Plugin}
 */
const withoutForeignFonts = () => {
  const strip = (/** @type {string} */ css) =>
    css.replaceAll(/@font-face\s*\{[^}]*assets\.nhs\.uk[^}]*\}/g, "");
  return {
    name: "without-foreign-fonts",
    enforce: "pre",
    transform: (code, id) =>
      /nhsuk-frontend.*\.css/.test(id) ? { code: strip(code), map: null } : undefined,
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".css")) continue;
        file.source = strip(
          typeof file.source === "string" ? file.source : new TextDecoder().decode(file.source),
        );
      }
    },
  };
};

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

/** Tests in npm test that have a longer form, which npm run soak takes (tests/setup/soak.ts). */
const withLongForm = [
  "app/domain/cost-sharing/engine.property.test.ts",
  "tests/journeys/buyer/crowd.test.ts",
  "tests/journeys/buyer/kill.test.ts",
];

const forJourneys = ["tests/setup/postgres.ts", "tests/setup/chromium.ts", "tests/setup/build.ts"];

/** @param {string} name */
const project = (name, test) => ({ extends: true, test: { name, environment: "node", ...test } });

export default defineConfig({
  plugins: [
    ...(underVitest ? [] : [remixPlugin(), withoutForeignFonts()]),
    tsconfigPaths({ projects: ["./tsconfig.json"] }),
  ],
  publicDir: "app/ui/public",
  css: { postcss: { plugins: [withoutWebFonts()] } },
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0 },
  server: { watch: { ignored: ["**/.data/**", "**/reports/**", "**/build/**"] } },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      project("unit", {
        setupFiles: withConsole,
        include: ["app/**/*.test.{ts,tsx}", "tests/*.test.ts", "scripts/**/*.test.ts"],
      }),
      project("database", {
        setupFiles: [...withConsole, "tests/setup/database.ts"],
        include: ["tests/domain/**/*.test.{ts,tsx}"],
        globalSetup: ["tests/setup/postgres.ts"],
        testTimeout: 30_000,
        hookTimeout: 60_000,
        // Vitest leaves one core free, which is half of two; PostgreSQL and the tests take turns.
        maxWorkers: Math.max(2, availableParallelism() - 1),
      }),
      project("journeys", {
        setupFiles: [...withConsole, "tests/setup/journeys.ts"],
        include: ["tests/journeys/**/*.test.{ts,tsx}"],
        globalSetup: forJourneys,
        testTimeout: 240_000,
        hookTimeout: 240_000,
        // A journey has a server, a worker and a browser to itself: two at once is what two cores carry.
        maxWorkers: 2,
      }),
      project("soak", {
        setupFiles: [...withConsole, "tests/setup/journeys.ts"],
        include: ["tests/soak/**/*.test.{ts,tsx}", ...withLongForm],
        globalSetup: forJourneys,
        env: { SOAK: "1" },
        testTimeout: 1_800_000,
        hookTimeout: 600_000,
        maxWorkers: 2,
      }),
    ],
  },
});
