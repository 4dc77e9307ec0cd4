// Renders the comment of the example pull request, from a real run on a real git repository, to docs/comment-light.png and
// docs/comment-dark.png: `node scripts/picture.ts`. The packed browser has no emoji: CHROMIUM names one that has.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { openBrowser } from "../test/site/browser.ts";
import { checkExample, examplePullRequest } from "./example-pull-request.ts";

const WIDTH = 900;
const docs = fileURLToPath(new URL("../docs", import.meta.url));
const require = createRequire(import.meta.url);

/** As GitHub renders a comment: GFM, its HTML let through the sanitizer's list. */
async function render(markdown: string): Promise<string> {
  const schema = { ...defaultSchema, attributes: { ...defaultSchema.attributes, details: ["open"] } };
  const html = await unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize, schema)
    .use(rehypeStringify)
    .process(markdown);
  return String(html);
}

const FRAME = {
  light: { canvas: "#ffffff", border: "#d1d9e0", header: "#f6f8fa", text: "#1f2328", muted: "#59636e" },
  dark: { canvas: "#0d1117", border: "#3d444d", header: "#151b23", text: "#f0f6fc", muted: "#9198a1" },
} as const;

function page(comment: string, theme: keyof typeof FRAME): string {
  const css = readFileSync(require.resolve(`github-markdown-css/github-markdown-${theme}.css`), "utf8");
  const { canvas, border, header, text, muted } = FRAME[theme];
  return `<!doctype html><html><head><meta charset="utf-8"><style>${css}
html,body{margin:0;background:${canvas}}
.frame{box-sizing:border-box;width:${WIDTH}px;padding:16px;font-family:-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}
.comment{border:1px solid ${border};border-radius:6px;overflow:hidden}
.by{background:${header};border-bottom:1px solid ${border};padding:9px 16px;font-size:14px;color:${muted}}
.by b{color:${text}} .by i{font-style:normal;border:1px solid ${border};border-radius:2em;padding:0 7px;font-size:12px;margin-left:4px}
.markdown-body{padding:16px;font-size:14px;background:transparent}
</style></head><body><div class="frame"><div class="comment"><div class="by"><b>github-actions</b><i>bot</i> commented</div><div class="markdown-body">${comment}</div></div></div></body></html>`;
}

const example = examplePullRequest();
const comment = await render(checkExample(example, "markdown"));
rmSync(example, { recursive: true, force: true });
const browser = await openBrowser();
for (const colorScheme of ["light", "dark"] as const) {
  const tab = await browser.newPage({ colorScheme, viewport: { width: WIDTH, height: 600 }, deviceScaleFactor: 2 });
  await tab.setContent(page(comment, colorScheme));
  const picture = join(docs, `comment-${colorScheme}.png`);
  writeFileSync(picture, await tab.locator(".frame").screenshot());
  console.log(picture);
}
await browser.close();
