const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

/** Lets other messages in. A timer would wait for up to 4 ms each time. */
export const pause = (): Promise<void> =>
  new Promise((go) => {
    waiting.push(go);
    turns.port2.postMessage(undefined);
  });
