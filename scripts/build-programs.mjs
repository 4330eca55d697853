// Builds scripts/serve.ts and scripts/worker.ts into one file each beside the pages: build/serve.js and build/worker.js.
// They lie as deep below the root as scripts/ does, so paths relative to their own file mean the same. Packages stay
// outside and are loaded from node_modules.
import path from "node:path";
import { build } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";

const root = path.resolve(import.meta.dirname, "..");

for (const name of ["serve", "worker"]) {
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [tsconfigPaths({ projects: ["./tsconfig.json"] })],
    build: {
      ssr: path.join("scripts", `${name}.ts`),
      target: "node20",
      outDir: "build",
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.js`, inlineDynamicImports: true } },
    },
  });
}
