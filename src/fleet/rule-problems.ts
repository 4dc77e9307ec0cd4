import type { Problem } from "../problem.ts";
import type { ConfigRule, Fleet } from "./fleet.ts";
import { globMatches } from "./globs.ts";
import { type ConfigFiles, filesOf, ruleFor, ruleMatches } from "./rules.ts";
import { waiverMatches } from "./waivers.ts";

/**
 * Doubts about the rules and waivers that only the repository's configs can show, as warnings: globs that match none
 * of them, rules that decide none, rules that share configs with a later one. `configs`: every training config there is,
 * each as one file or as all files of its run, the one to name it by first.
 */
export function ruleProblems(fleet: Fleet, configs: readonly ConfigFiles[]): readonly Problem[] {
  return [
    ...fleet.rules.flatMap((rule) => [...idleGlobs(rule, configs), ...shadowed(rule, fleet, configs)]),
    ...fleet.waivers.flatMap((waiver) =>
      waiver.place === undefined || configs.some((config) => waiverMatches(waiver, config))
        ? []
        : [
            warning({
              ...waiver.place,
              code: "unused-waiver",
              message: `The waiver for \`${waiver.config}\` matches no config.`,
            }),
          ],
    ),
  ];
}

const warning = (problem: Omit<Problem, "severity">): Problem => ({ ...problem, severity: "warning" });

function idleGlobs(rule: ConfigRule, configs: readonly ConfigFiles[]): readonly Problem[] {
  return rule.paths.flatMap((glob, i) => {
    const place = rule.pathPlaces?.[i] ?? rule.place;
    if (place === undefined || configs.some((config) => filesOf(config).some((file) => globMatches(glob, file))))
      return [];
    const message = `The glob \`${glob}\` matches no config.`;
    return [
      warning({
        ...place,
        code: "glob-without-match",
        message,
        remedy: "Globs are relative to the repository's root.",
      }),
    ];
  });
}

/** Of the configs that a rule matches, a later rule may take some (overlapping) or all (unused). */
function shadowed(rule: ConfigRule, fleet: Fleet, configs: readonly ConfigFiles[]): readonly Problem[] {
  const matched = configs.filter((config) => ruleMatches(rule, config));
  const taken = matched.filter((config) => ruleFor(config, fleet) !== rule);
  const [first] = taken;
  const example = first === undefined ? undefined : filesOf(first)[0];
  if (rule.place === undefined || first === undefined || example === undefined) return [];
  const later = ruleFor(first, fleet)?.place;
  const by = later === undefined ? "a later rule" : `the rule in line ${later.line}`;
  if (taken.length === matched.length) {
    const message = `This rule decides nothing: later rules match all of its configs, \`${example}\` for one (${by}).`;
    return [
      warning({
        ...rule.place,
        code: "unused-rule",
        message,
        remedy: "The last rule that matches counts: remove this one or move it down.",
      }),
    ];
  }
  const message = `This rule overlaps ${by}: ${taken.length} of its ${matched.length} configs, \`${example}\` for one, follow that one.`;
  return [
    warning({
      ...rule.place,
      code: "overlapping-rules",
      message,
      remedy: "The last rule that matches counts; `exclude` makes it plain.",
    }),
  ];
}
