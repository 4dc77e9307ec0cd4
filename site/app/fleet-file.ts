import type { PageQuestion } from "./question.ts";

/** A text as YAML writes it in double quotes, which JSON's are. */
const quoted = (text: string): string => JSON.stringify(text);

/** A fleet file to start from: the GPU, the versions and the data set that the page was told. */
export function fleetFile({ gpu, ultralytics, torch, images, labelsMean, labelsMost, text }: PageQuestion): string {
  const data = /(?:^|[\s{,"'])data["']?[ \t]*[:=][ \t]*["']?([^\s"',#}]+)/m.exec(text)?.[1];
  const versions = [
    ...(ultralytics === "" ? [] : [`ultralytics: ${quoted(ultralytics)}`]),
    ...(torch === "" ? [] : [`torch: ${quoted(torch)}`]),
  ];
  const most = labelsMost === "" ? labelsMean : labelsMost;
  const facts = [
    ...(images === "" ? [] : [`images: ${images}`]),
    ...(most === "" ? [] : [`labels-per-image: { mean: ${labelsMean === "" ? most : labelsMean}, max: ${most} }`]),
  ];
  return [
    "# yaml-language-server: $schema=https://raw.githubusercontent.com/OWNER/gpu-memory/main/gpu-fleet.schema.json",
    "version: 1",
    ...(versions.length === 0 ? [] : [`environment: { ${versions.join(", ")} }`]),
    "pools:",
    `  my-gpus: { gpu: ${quoted(gpu)} }`,
    ...(data === undefined || facts.length === 0 ? [] : ["datasets:", `  ${quoted(data)}: { ${facts.join(", ")} }`]),
    "",
  ].join("\n");
}
