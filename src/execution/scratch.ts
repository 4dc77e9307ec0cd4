import type { Tape } from "./tape.ts";
import type { DType, Shape, Tensor } from "./tensor.ts";

/** Steps of a script: `+` makes a tensor under a name, `-` drops it. */
type Step = readonly ["+" | "-", string];
const parsed = new Map<string, readonly Step[]>();

function steps(script: string): readonly Step[] {
  const known = parsed.get(script);
  if (known !== undefined) return known;
  const made = script
    .trim()
    .split(/\s+/)
    .map((word): Step => (word.startsWith("-") ? ["-", word.slice(1)] : ["+", word]));
  parsed.set(script, made);
  return made;
}

/**
 * Plays a chain of arithmetic on tensors of one size: `a b c -a -b` makes a, b and c, then drops a and b. That is how an
 * expression unwinds: each operation makes its result while its operands live, then the operands go. Names that stay are
 * dropped at the end, except the last one made, which is the result and the caller's.
 */
export function scratch(tape: Tape, script: string, like: { readonly shape: Shape; readonly dtype: DType }): Tensor {
  const names = new Map<string, Tensor>();
  let last: Tensor | undefined;
  for (const [what, name] of steps(script)) {
    if (what === "-") {
      tape.drop(names.get(name));
      names.delete(name);
      continue;
    }
    if (names.has(name)) throw new Error(`${name} is still in use in "${script}"`);
    last = tape.tensor(like.shape, like.dtype);
    names.set(name, last);
  }
  if (last === undefined) throw new Error("an empty script");
  for (const tensor of names.values()) if (tensor !== last) tape.drop(tensor);
  return last;
}
