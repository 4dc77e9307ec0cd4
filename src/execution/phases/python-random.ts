const WORDS = 624;
const OFFSET = 397;

/** Python's generator of random numbers: MT19937 of M. Matsumoto and T. Nishimura, seeded as CPython's `random.seed(int)` does. */
export class PythonRandom {
  private readonly state = new Uint32Array(WORDS);
  private at = WORDS;

  /** `seed`: less than 2**32. */
  constructor(seed: number) {
    const { state } = this;
    state[0] = 19_650_218;
    for (let i = 1; i < WORDS; i++) state[i] = Math.imul(1_812_433_253, this.mixed(i - 1)) + i;
    let i = 1;
    const next = (): void => {
      if (++i < WORDS) return;
      state[0] = state[WORDS - 1] ?? 0;
      i = 1;
    };
    for (let k = 0; k < WORDS; k++, next())
      state[i] = ((state[i] ?? 0) ^ Math.imul(this.mixed(i - 1), 1_664_525)) + seed;
    for (let k = 1; k < WORDS; k++, next())
      state[i] = ((state[i] ?? 0) ^ Math.imul(this.mixed(i - 1), 1_566_083_941)) - i;
    state[0] = 0x80_00_00_00;
  }

  private mixed(i: number): number {
    const word = this.state[i] ?? 0;
    return word ^ (word >>> 30);
  }

  private word(): number {
    if (this.at === WORDS) this.twist();
    let y = this.state[this.at++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d_2c_56_80;
    y ^= (y << 15) & 0xef_c6_00_00;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private twist(): void {
    const { state } = this;
    const word = (i: number): number => state[i % WORDS] ?? 0;
    for (let i = 0; i < WORDS; i++) {
      const y = (word(i) & 0x80_00_00_00) | (word(i + 1) & 0x7f_ff_ff_ff);
      state[i] = word(i + OFFSET) ^ (y >>> 1) ^ (y & 1 ? 0x99_08_b0_df : 0);
    }
    this.at = 0;
  }

  /** From 0 to below `limit`, which is less than 2**32. */
  below(limit: number): number {
    const bits = 32 - Math.clz32(limit);
    for (;;) {
      const drawn = this.word() >>> (32 - bits);
      if (drawn < limit) return drawn;
    }
  }

  range(from: number, to: number): number {
    return from + this.below(to - from);
  }

  /** Takes what `random.sample` takes for at most five of `population`. */
  sample(population: number, count: number): void {
    if (population <= SMALL_POPULATION) for (let i = 0; i < count; i++) this.below(population - i);
    else {
      const chosen = new Set<number>();
      while (chosen.size < count) chosen.add(this.below(population));
    }
  }
}

/** Up to here CPython draws from a list of what is left; above it draws again what came before. */
const SMALL_POPULATION = 21;
