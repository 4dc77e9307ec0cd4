import { defineConfig } from "vitest/config";

const scenarios = ["test/scenarios/**/*.test.ts"];
const pages = ["test/site/**/*.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "stages", include: ["test/**/*.test.ts"], exclude: [...scenarios, ...pages] } },
      // The page and the report in a real browser.
      {
        extends: true,
        test: { name: "pages", include: pages, globalSetup: "test/site/browser.ts", testTimeout: 90_000 },
      },
      // Whole runs of the bundle, which is built first.
      {
        extends: true,
        test: { name: "scenarios", include: scenarios, globalSetup: "test/scenarios/build.ts", testTimeout: 180_000 },
      },
    ],
  },
});
