import type { Place } from "../problem.ts";

export const PACKAGES = ["ultralytics", "torch"] as const;
export type Package = (typeof PACKAGES)[number];

/** How far a file is to be believed: the package itself, what was resolved before what was asked for, what is declared before what a script does. */
export type Source = "package" | "lock" | "project" | "requirements" | "container" | "workflow";

/** One place where a package is asked for. */
export interface Pin {
  readonly package: Package;
  /** A PEP 440 specifier, `==8.3.63` or `>=8.3,<9`; "" where any version will do. */
  readonly specifier: string;
  readonly source: Source;
  readonly place: Place;
}

/** The package that a name means, as pip compares names (PEP 503); conda calls torch `pytorch`. */
export function packageOf(name: string): Package | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[-_.]+/g, "-");
  if (plain === "pytorch") return "torch";
  return PACKAGES.find((known) => known === plain);
}

/** Poetry's and npm's `^1.2.3` and `~1.2`, and plain versions, as PEP 440 specifiers. */
export function pep440Of(constraint: string): string {
  return constraint
    .split(",")
    .map((part) => part.trim())
    .map((part) => {
      if (part === "" || part === "*") return "";
      const caret = /^\^\s*(\d+)((?:\.\d+)*)$/.exec(part);
      if (caret) return caretOf(Number(caret[1]), caret[2] ?? "");
      const tilde = /^~\s*(\d+)(?:\.(\d+))?((?:\.\d+)*)$/.exec(part);
      if (tilde) return tildeOf(tilde);
      return /^\d/.test(part) ? `==${part}` : part;
    })
    .filter((part) => part !== "")
    .join(",");
}

// Up to the next release that changes the first number that is not 0.
function caretOf(major: number, rest: string): string {
  const minor = Number(rest.split(".")[1] ?? 0);
  return `>=${major}${rest},<${major > 0 ? major + 1 : `0.${minor + 1}`}`;
}

const tildeOf = ([, major = "0", minor, rest = ""]: RegExpExecArray): string => {
  return minor === undefined ? `==${major}.*` : `>=${major}.${minor}${rest},<${major}.${Number(minor) + 1}`;
};

const NAME = "(?<![\\w.@/=-])(ultralytics|torch)(?:\\[[\\w\\s,.-]*\\])?";
const SPECIFIER = "((?:\\s*(?:,\\s*)?(?:===|==|~=|!=|<=|>=|<|>)\\s*[\\w.*+!-]+)*)";
const REQUIREMENT = new RegExp(`${NAME}(?:\\s*@\\s*(\\S+)|${SPECIFIER})(?=$|[\\s;,#"'\`)\\]&|\\\\])`, "gi");

// `git+https://github.com/ultralytics/ultralytics.git@v8.3.63`, without a name before it.
const REPOSITORY =
  /(?<!@[ \t]{0,9})git\+(?:https|ssh):\/\/[\w.@-]+\/[\w.-]+\/(ultralytics)(?:\.git)?(?:@v?(\d+\.\d+\.\d+))?(?=$|[\s#"'])/gi;

/** The requirements of our packages in one line: `torch==2.4.1`, `"ultralytics[export]>=8.3,<9"`, `ultralytics @ git+https://...@v8.3.63`. */
export function requirementsIn(line: string): readonly { package: Package; specifier: string; column: number }[] {
  if (line.length > 20_000) return [];
  const cloned = [...line.matchAll(REPOSITORY)].flatMap(({ 1: name = "", 2: tag, index }) => {
    const found = packageOf(name);
    return found === undefined
      ? []
      : [{ package: found, specifier: tag === undefined ? "" : `==${tag}`, column: index + 1 }];
  });
  if (cloned.length > 0) return cloned;
  return [...line.matchAll(REQUIREMENT)].flatMap((match) => {
    const [, name = "", url, specifier = ""] = match;
    const found = packageOf(name);
    if (found === undefined) return [];
    const tag = /@v?(\d+\.\d+\.\d+)(?:$|#)/.exec(url ?? "")?.[1];
    const asked = tag === undefined ? specifier.replace(/\s+/g, "") : `==${tag}`;
    return [{ package: found, specifier: asked, column: match.index + 1 }];
  });
}
