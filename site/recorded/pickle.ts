/**
 * What a pickle of plain values holds: dicts, lists, tuples, texts, bytes, numbers, None. That is what
 * torch.cuda.memory._dump_snapshot() writes (pickle's protocols 2 to 5, https://docs.python.org/3/library/pickletools.html).
 * Whatever would build an object or call a function is refused: nothing is ever executed.
 */
export function readPickle(bytes: Uint8Array): unknown {
  return new Reader(bytes).read();
}

export class NoPickle extends Error {}

const MARK = Symbol("mark");
type Item = unknown | typeof MARK;

class Reader {
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly text = new TextDecoder();
  private stack: Item[] = [];
  private readonly memo: unknown[] = [];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read(): unknown {
    for (;;) {
      const code = this.byte();
      if (code === 0x2e) return this.pop();
      this.step(code);
    }
  }

  private step(code: number): void {
    switch (String.fromCharCode(code)) {
      case "\x80":
        this.at += 1;
        return;
      case "\x95":
        this.at += 8;
        return;
      case "(":
        this.stack.push(MARK);
        return;
      case "}":
        this.stack.push(new Map());
        return;
      case "]":
        this.stack.push([]);
        return;
      case ")":
        this.stack.push([]);
        return;
      case "N":
        this.stack.push(undefined);
        return;
      case "\x88":
        this.stack.push(true);
        return;
      case "\x89":
        this.stack.push(false);
        return;
      case "K":
        this.stack.push(this.byte());
        return;
      case "M":
        this.stack.push(this.number(2));
        return;
      case "J":
        this.stack.push(this.view.getInt32(this.skip(4), true));
        return;
      case "\x8a":
        this.stack.push(this.long(this.byte()));
        return;
      case "G":
        this.stack.push(this.view.getFloat64(this.skip(8)));
        return;
      case "\x8c":
        this.stack.push(this.string(this.byte()));
        return;
      case "X":
        this.stack.push(this.string(this.number(4)));
        return;
      case "\x8d":
        this.stack.push(this.string(this.number(8)));
        return;
      case "C":
        this.stack.push(this.slice(this.byte()));
        return;
      case "B":
        this.stack.push(this.slice(this.number(4)));
        return;
      case "\x94":
        this.memo.push(this.stack.at(-1));
        return;
      case "q":
        this.memo[this.byte()] = this.stack.at(-1);
        return;
      case "r":
        this.memo[this.number(4)] = this.stack.at(-1);
        return;
      case "h":
        this.stack.push(this.memo[this.byte()]);
        return;
      case "j":
        this.stack.push(this.memo[this.number(4)]);
        return;
      case "\x85":
        this.tuple(1);
        return;
      case "\x86":
        this.tuple(2);
        return;
      case "\x87":
        this.tuple(3);
        return;
      case "t":
        this.stack.push(this.toMark());
        return;
      case "a": {
        const item = this.pop();
        this.list().push(item);
        return;
      }
      case "e": {
        const items = this.toMark();
        const list = this.list();
        for (const item of items) list.push(item);
        return;
      }
      case "s": {
        const [value, key] = [this.pop(), this.pop()];
        this.map().set(key, value);
        return;
      }
      case "u": {
        const items = this.toMark();
        const map = this.map();
        for (let index = 0; index + 1 < items.length; index += 2) map.set(items[index], items[index + 1]);
        return;
      }
      default:
        throw new NoPickle(`it holds more than plain values (opcode 0x${code.toString(16)} at byte ${this.at - 1})`);
    }
  }

  private byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new NoPickle("it ends in the middle");
    return value;
  }

  private skip(length: number): number {
    const start = this.at;
    this.at += length;
    if (this.at > this.bytes.length) throw new NoPickle("it ends in the middle");
    return start;
  }

  private number(length: number): number {
    let value = 0;
    const start = this.skip(length);
    for (let index = length - 1; index >= 0; index--) value = value * 256 + (this.bytes[start + index] ?? 0);
    return value;
  }

  /** Two's complement, lowest byte first; addresses are exact up to 2^53. */
  private long(length: number): number {
    const start = this.at;
    const value = this.number(length);
    const isNegative = length > 0 && (this.bytes[start + length - 1] ?? 0) > 127;
    return isNegative ? value - 256 ** length : value;
  }

  private slice(length: number): Uint8Array {
    const start = this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  private string(length: number): string {
    return this.text.decode(this.slice(length));
  }

  private pop(): unknown {
    if (this.stack.length === 0) throw new NoPickle("it takes a value that is not there");
    return this.stack.pop();
  }

  private tuple(length: number): void {
    this.stack.push(this.stack.splice(this.stack.length - length, length));
  }

  private toMark(): unknown[] {
    const at = this.stack.lastIndexOf(MARK);
    if (at < 0) throw new NoPickle("a mark is missing");
    const items = this.stack.splice(at);
    return items.slice(1);
  }

  private list(): unknown[] {
    const top = this.stack.at(-1);
    if (!Array.isArray(top)) throw new NoPickle("something is added to what is no list");
    return top;
  }

  private map(): Map<unknown, unknown> {
    const top = this.stack.at(-1);
    if (!(top instanceof Map)) throw new NoPickle("something is set in what is no dict");
    return top;
  }
}
