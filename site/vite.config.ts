import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// Relative paths: GitHub Pages serves a project below its name.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  build: { outDir: "dist", emptyOutDir: true, target: "es2022", modulePreload: false },
  worker: { format: "es" },
});
