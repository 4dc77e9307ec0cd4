// The script of the HTML report: unpacks the timelines that stand in it, each when its part comes into sight, and draws them.
import { unpacked } from "../../src/memory/packed-timeline.ts";
import type { Timeline } from "../../src/memory/timeline.ts";
import { curvesOf } from "./curves.ts";
import type { Limit } from "./draw.ts";
import { followScheme, scaleOf, TimelineView } from "./timeline-view.ts";

interface Described {
  readonly title: string;
  readonly outsideBytes: number;
  readonly limits: readonly Limit[];
  /** Of the element that holds the packed timeline. */
  readonly source: string;
}

async function inflated(source: string): Promise<Timeline> {
  const text = document.getElementById(source)?.textContent ?? "";
  const packed = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return unpacked(new Uint8Array(await new Response(stream).arrayBuffer()));
}

const views: TimelineView[] = [];

async function show(host: HTMLElement): Promise<void> {
  const described = JSON.parse(host.dataset["timelines"] ?? "[]") as readonly Described[];
  const loaded = await Promise.all(
    described.map(async (each) => {
      const timeline = await inflated(each.source);
      return { ...each, timeline, curves: curvesOf(timeline) };
    }),
  );
  const mostBytes = Math.max(...loaded.map((each) => scaleOf(each.curves, each.outsideBytes, each.limits)));
  const made = loaded.map(({ curves, ...options }) => new TimelineView({ ...options, mostBytes }, curves));
  host.replaceChildren(...made.map(({ root }) => root));
  views.push(...made);
  for (const view of made) view.paint();
  host.dataset["shown"] = "true";
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      void show(target as HTMLElement);
    }
  },
  { rootMargin: "200px" },
);
for (const host of document.querySelectorAll("[data-timelines]")) seen.observe(host);
followScheme(() => views);
