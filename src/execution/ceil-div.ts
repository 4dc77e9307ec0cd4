/** How many parts of size b cover a. */
export const ceilDiv = (a: number, b: number): number => Math.ceil(a / b);
