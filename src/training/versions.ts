import { maxSatisfying, satisfies, validRange } from "@renovatebot/pep440";
import type { Place, Problem } from "../problem.ts";
import { KNOWN_RELEASES } from "./known-releases.ts";
import { PACKAGES, type Package, type Pin, type Source } from "./version-pins.ts";
import { pinsIn, type VersionFile } from "./version-sources.ts";

export interface FoundVersion {
  readonly version: string;
  readonly place: Place;
  /** What was taken for granted, where the repository leaves a choice; one sentence. */
  readonly assumed?: string;
}

export interface FoundVersions {
  readonly ultralytics?: FoundVersion;
  readonly torch?: FoundVersion;
  /** Warnings: files that disagree. */
  readonly problems: readonly Problem[];
}

const ORDER: readonly Source[] = ["package", "lock", "project", "requirements", "container", "workflow"];

/**
 * The versions that a repository pins: exact as written; of a range the newest release that it allows. Lock files count before
 * projects, requirements, containers and workflows, files at the root before those below; where they disagree, a warning says so.
 */
export function findVersions(files: readonly VersionFile[]): FoundVersions {
  const pins = files.flatMap(pinsIn).filter(isReadable).sort(byWeight);
  const problems: Problem[] = [];
  const found: Partial<Record<Package, FoundVersion>> = {};
  for (const name of PACKAGES) {
    const ofPackage = pins.filter((pin) => pin.package === name);
    const first = exactWithin(ofPackage) ?? ofPackage[0];
    if (first === undefined) continue;
    const others = ofPackage.filter((pin) => pin !== first);
    const version = versionOf(first);
    found[name] = version;
    problems.push(...others.flatMap((other) => conflict(version, first, other)));
  }
  return { ...found, problems };
}

// A key of the same name in the table of another tool holds something else.
const isReadable = ({ specifier }: Pin): boolean => specifier === "" || validRange(specifier);

// What says more counts before what says less: a bare `ultralytics` in one file does not hide a version in another.
function byWeight(a: Pin, b: Pin): number {
  const weights = [
    Number(a.specifier === "") - Number(b.specifier === ""),
    ORDER.indexOf(a.source) - ORDER.indexOf(b.source),
    depthOf(a.place.file) - depthOf(b.place.file),
    Number(exactOf(a.specifier) === undefined) - Number(exactOf(b.specifier) === undefined),
  ];
  return (
    weights.find((weight) => weight !== 0) ??
    (a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : a.place.line - b.place.line)
  );
}

// A range says what may be installed, an exact version that it allows says what is: `torch>=1.8` in a project, `torch==2.2.2`
// in the requirements.
function exactWithin([first, ...others]: readonly Pin[]): Pin | undefined {
  if (first === undefined || exactOf(first.specifier) !== undefined) return undefined;
  return others.find(({ specifier }) => {
    const exact = exactOf(specifier);
    return exact !== undefined && (first.specifier === "" || satisfies(exact, first.specifier));
  });
}

const depthOf = (path: string): number => path.split("/").length;

// Without a local part: `2.4.1+cu121` is 2.4.1.
function exactOf(specifier: string): string | undefined {
  return /^={2,3}v?(\d+(?:\.\d+)*(?:(?:a|b|rc|\.post|\.dev)\d+)?)(?:\+[\w.]+)?$/i.exec(specifier)?.[1];
}

function versionOf({ package: name, specifier, place }: Pin): FoundVersion {
  const exact = exactOf(specifier);
  if (exact !== undefined) return { version: exact, place };
  const releases = KNOWN_RELEASES[name];
  const newest = releases[0] ?? "";
  const where = `${place.file}:${place.line}`;
  if (specifier === "")
    return {
      version: newest,
      place,
      assumed: `${where} asks for ${name} without a version; ${newest}, the newest known, is assumed.`,
    };
  const version = newestIn(specifier, releases);
  if (version === undefined)
    return {
      version: newest,
      place,
      assumed: `${where} asks for ${name}${specifier}, which no known release satisfies; ${newest} is assumed.`,
    };
  return {
    version,
    place,
    assumed: `${where} asks for ${name}${specifier}; ${version}, the newest known release that it allows, is assumed.`,
  };
}

function newestIn(specifier: string, releases: readonly string[]): string | undefined {
  return maxSatisfying([...releases], specifier) ?? undefined;
}

function conflict({ version }: FoundVersion, chosen: Pin, other: Pin): Problem[] {
  if (
    other.specifier === "" ||
    !validRange(other.specifier) ||
    satisfies(version, other.specifier.replace(/\+[\w.]+/g, ""))
  )
    return [];
  const message = `\`${other.package}${other.specifier}\` disagrees with ${chosen.place.file}:${chosen.place.line}, which gives ${version}.`;
  const remedy = `${version} is used. Make the two agree, or declare the version under \`environment\` in the fleet file.`;
  return [{ ...other.place, code: "version-conflict", severity: "warning", message, remedy }];
}
