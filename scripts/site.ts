// Builds the page and its documentation into site/dist, as GitHub Pages serves it: `npm run site [FOLDER]`.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { build } from "vite";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Pages of the documentation: name, title, and the Markdown that it is made of. */
const PAGES = [
  { name: "how-it-works", title: "How it works", text: "docs/how-it-works.md" },
  { name: "accuracy", title: "Accuracy", text: "docs/accuracy.md" },
  { name: "fleet-file", title: "The fleet file", text: "docs/fleet-file.md" },
  { name: "cookbook", title: "Workflows to copy", text: "docs/cookbook.md" },
  { name: "calibration", title: "Your own GPUs", text: "docs/calibration.md" },
  { name: "faq", title: "Questions", text: "docs/faq.md" },
] as const;

/** Markdown as HTML: GFM without raw HTML, headings with names to link to, links between pages as the site has them. */
async function render(markdown: string): Promise<string> {
  const html = await unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use(rehypeStringify).process(markdown);
  let tables = 0;
  const known = new Set<string>(PAGES.map(({ name }) => name));
  return String(html)
    .replace(/<(h[23])>(.*?)<\/\1>/g, (_, tag: string, text: string) => `<${tag} id="${anchor(text)}">${text}</${tag}>`)
    .replace(/<table>/g, () => `<div class="scroll" tabindex="0" role="region" aria-label="Table ${++tables}"><table>`)
    .replace(/<\/table>/g, "</table></div>")
    .replace(/<pre>/g, '<pre tabindex="0">')
    .replace(/href="([\w-]+)\.md(#[\w-]*)?"/g, (whole, name: string, hash = "") =>
      known.has(name) ? `href="${name}.html${hash}"` : whole,
    );
}

const anchor = (html: string): string =>
  html
    .replace(/<[^>]+>/g, "")
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/\s+/g, "-");

function page(title: string, name: string, body: string): string {
  const links = PAGES.map(
    (each) =>
      `<li><a href="${each.name}.html"${each.name === name ? ' aria-current="page"' : ""}>${each.title}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:">
<title>${title}: gpu-memory</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../docs.css">
</head>
<body>
<header><nav aria-label="Pages"><ul><li><a href="../index.html">The estimator</a></li>${links.join("")}</ul></nav></header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Builds the whole site into a folder. */
export async function buildSite(folder: string): Promise<void> {
  await build({
    configFile: at("site/vite.config.ts"),
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true },
  });
  mkdirSync(join(folder, "docs"), { recursive: true });
  const styles = ["base", "docs"].map((name) => readFileSync(at(`site/style/${name}.css`), "utf8"));
  writeFileSync(join(folder, "docs.css"), styles.join(""));
  for (const { name, title, text } of PAGES) {
    const body = await render(readFileSync(at(text), "utf8"));
    writeFileSync(join(folder, "docs", `${name}.html`), page(title, name, body));
  }
  for (const scheme of ["light", "dark"]) {
    const picture = `timeline-${scheme}.png`;
    cpSync(at(`docs/${picture}`), join(folder, "docs", picture));
  }
}

if (import.meta.main) await buildSite(process.argv[2] ?? at("site/dist"));
