/** How far the time of a signed request may lie from ours: a minute of travel, and clocks that nobody sets. */
export const mostSkewSeconds = 300

export interface Signed {
  readonly algorithm: 'sha256' | 'sm3'
  readonly hex: string
}

/** `sha256=…` or `sm3=…`, 64 hexadecimal digits. */
export function readSignature(header: unknown): Signed | undefined {
  const [, algorithm, hex] =
    /^(sha256|sm3)=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '') ?? []
  return algorithm === undefined || hex === undefined
    ? undefined
    : { algorithm: algorithm as Signed['algorithm'], hex }
}

/** Unix seconds; undefined when it is none, or too far from `now`. */
export function readTimestamp(header: unknown, now: Date): string | undefined {
  if (typeof header !== 'string' || !/^\d{9,11}$/.test(header)) return undefined
  return Math.abs(Number(header) - now.getTime() / 1000) > mostSkewSeconds ? undefined : header
}

/** What is signed: the time, the device and the body as it was sent. */
export function signedText(timestamp: string, device: string, body: string): string {
  return `${timestamp}\n${device}\n${body}`
}
