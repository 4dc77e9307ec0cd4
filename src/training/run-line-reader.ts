import { type Dataset, type Environment, type LabelsPerImage, TASKS, type Task } from "./training-run.ts";

interface Wrong {
  readonly wrong: string;
}

const OPERATING_SYSTEMS = ["linux", "windows", "macos"] as const;

/** Reads the fields of a line, whatever JSON it is: a field of another type than expected counts as absent or is named. */
export class LineReader {
  private readonly fields: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    this.fields = isObject ? (value as Record<string, unknown>) : {};
  }

  value(name: string): unknown {
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
  }

  at(name: string): LineReader {
    return new LineReader(this.value(name));
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    return typeof value === "string" ? value : undefined;
  }

  task(): Task | undefined {
    return TASKS.find((task) => task === this.text("task"));
  }

  /** The line's data set; without one, nothing but the classes that are handed in. */
  datasetOr(classes: number): Dataset | Wrong {
    const dataset = this.at("dataset");
    const labels = labelsOf(dataset.value("labelsPerImage"));
    const counts = {
      classes: dataset.count("classes"),
      train: dataset.count("trainImages"),
      val: dataset.count("valImages"),
    };
    const bad = Object.entries(counts).find(([, count]) => count === "wrong")?.[0];
    if (bad !== undefined || labels === undefined) {
      return { wrong: `\`dataset\` has no usable ${bad ?? "labelsPerImage"}; whole numbers, 0 or more, are expected.` };
    }
    const size = dataset.size("imageSize");
    return {
      classes: typeof counts.classes === "number" ? counts.classes : classes,
      labelsPerImage: labels,
      ...(typeof counts.train === "number" ? { trainImages: counts.train } : {}),
      ...(typeof counts.val === "number" ? { valImages: counts.val } : {}),
      ...(size === undefined ? {} : { imageSize: size }),
    };
  }

  environment(standard: { readonly ultralytics: string; readonly torch: string }): Environment | Wrong {
    const environment = this.at("environment");
    const os = environment.text("os") ?? "linux";
    const system = OPERATING_SYSTEMS.find((name) => name === os.toLowerCase());
    if (system === undefined) return { wrong: `\`os\` is "${os}"; ${OPERATING_SYSTEMS.join(", ")} are known.` };
    const optional = Object.fromEntries(
      (["cuda", "cudnn", "allocator"] as const).flatMap((name) => {
        const text = environment.text(name);
        return text === undefined ? [] : [[name, text]];
      }),
    );
    return {
      ultralytics: environment.text("ultralytics") ?? standard.ultralytics,
      torch: environment.text("torch") ?? standard.torch,
      os: system,
      ...optional,
      ampCheck: environment.value("ampCheck") === true,
      finalEvaluation: environment.value("finalEval") === true,
    };
  }

  private count(name: string): number | "wrong" | undefined {
    const value = this.value(name);
    if (value === undefined || value === null) return undefined;
    return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : "wrong";
  }

  private size(name: string): readonly [number, number] | undefined {
    const value = this.value(name);
    if (!Array.isArray(value)) return undefined;
    const [height, width] = value;
    return typeof height === "number" && typeof width === "number" ? [height, width] : undefined;
  }
}

// Absent where labels do not apply (classification, prediction).
function labelsOf(value: unknown): LabelsPerImage | undefined {
  if (value === undefined || value === null) return { mean: 0, maximum: 0 };
  if (isCount(value)) return { mean: value, maximum: value };
  const { mean, max } = value as { mean?: unknown; max?: unknown };
  return isCount(mean) && isCount(max) && max >= mean ? { mean, maximum: max } : undefined;
}

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
