import { expect, test } from "vitest";
import { published, publishedDescriptions } from "../../src/graph/models/index.ts";

/** `name scale task`, as short as a name can be checked. */
function found(written: string): string | undefined {
  const hit = published.find(written);
  return hit && `${hit.model.description.name} ${hit.model.scale || "-"} ${hit.task}`;
}

test.each([
  ["yolov8n.yaml", "yolov8 n detect"],
  ["yolov8x.pt", "yolov8 x detect"],
  ["yolov8m", "yolov8 m detect"],
  ["yolov8.yaml", "yolov8 n detect"],
  ["yolov8s-seg.pt", "yolov8-seg s segment"],
  ["yolov8n-pose-p6.yaml", "yolov8-pose-p6 n pose"],
  ["yolov8x-pose-p6.pt", "yolov8-pose-p6 x pose"],
  ["yolov8l-obb.pt", "yolov8-obb l obb"],
  ["yolov8n-ghost-p2.yaml", "yolov8-ghost-p2 n detect"],
  ["yolov8m-cls-resnet50.yaml", "yolov8-cls-resnet50 m classify"],
  ["yolov8x6.yaml", "yolov8-p6 x detect"],
  ["yolov8n-oiv7.pt", "yolov8 n detect"],
  ["yolov8s-worldv2.pt", "yolov8-worldv2 s detect"],
  ["yolov3.yaml", "yolov3 - detect"],
  ["yolov3-tinyu.pt", "yolov3-tiny - detect"],
  ["yolov3u.pt", "yolov3 - detect"],
  ["yolov5nu.pt", "yolov5 n detect"],
  ["yolov5n.pt", "yolov5 n detect"],
  ["yolov5n6u.pt", "yolov5-p6 n detect"],
  ["yolov5l-p6.yaml", "yolov5-p6 l detect"],
  ["yolov6s.yaml", "yolov6 s detect"],
  ["yolov9c-seg.pt", "yolov9c-seg - segment"],
  ["yolov9t.pt", "yolov9t - detect"],
  ["yolov10b.pt", "yolov10b b detect"],
  ["yolo11n-cls.pt", "yolo11-cls n classify"],
  ["yolo11-cls-resnet18.yaml", "yolo11-cls-resnet18 - classify"],
  ["yolo12x.yaml", "yolo12 x detect"],
  ["yolo26n-sem.pt", "yolo26-sem n semantic"],
  ["yolo26n-sem-ade20k.pt", "yolo26-sem n semantic"],
  ["yolo26s-depth.pt", "yolo26-depth s depth"],
  ["yolo26m-p2.yaml", "yolo26-p2 m detect"],
  ["yolo26n-objv1-seg.pt", "yolo26-seg n segment"],
  ["yoloe-11s-seg.pt", "yoloe-11-seg s segment"],
  ["rtdetr-l.pt", "rtdetr-l l detect"],
  ["rtdetr-resnet50.yaml", "rtdetr-resnet50 l detect"],
  ["weights/deep/yolo11m.pt", "yolo11 m detect"],
  ["ultralytics/cfg/models/v8/yolov8s.yaml", "yolov8 s detect"],
  ["11/yolo11.yaml", "yolo11 n detect"],
])("%s means %s", (written, meaning) => {
  expect(found(written)).toBe(meaning);
});

test.each([
  ["yolov8.pt", "weights have a scale"],
  ["yolov8q.yaml", "no such scale"],
  ["yolov10e.yaml", "no such scale"],
  ["yolov8n.yml", "the package's files end in .yaml"],
  ["configs/yolov8n.yaml", "a model file of the user's, which is not there"],
  ["best.pt", "weights of the user's"],
  ["yoloe-11s-seg-pf.pt", "its head is already fused with a vocabulary"],
  ["", "nothing"],
])("%s is no published model: %s", (written) => {
  expect(found(written)).toBeUndefined();
});

test("a mistyped name gets at most three of the nearest names with its extension", () => {
  expect(published.nearest("yolov11n.pt")).toEqual(["yolo11n.pt", "yolov10n.pt", "yolo11l.pt"]);
  expect(published.nearest("models/yolo8n.yml")).toEqual(["yolov8n.yaml", "yolo11n.yaml", "yolo12n.yaml"]);
  expect(published.nearest("something-else.pt")).toEqual([]);
});

test("what was written is kept", () => {
  expect(published.find("weights/yolo11m.pt")?.model.written).toBe("weights/yolo11m.pt");
});

test("a description says what its file says beside the rows", () => {
  const { backbone: _, head: __, ...facts } = publishedDescriptions().get("yolo26-pose") ?? { backbone: [], head: [] };
  expect(facts).toEqual({
    name: "yolo26-pose",
    scales: { n: [0.5, 0.25, 1024], s: [0.5, 0.5, 1024], m: [0.5, 1, 512], l: [1, 1, 512], x: [1, 1.5, 512] },
    endToEnd: true,
    regMax: 1,
    keypoints: [17, 3],
    task: "pose",
    classes: 80,
  });
});
