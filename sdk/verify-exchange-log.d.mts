export function canonical(value: unknown): string
export function verifyExchangeLog(
  lines: Iterable<string> | AsyncIterable<string>,
  options?: { head?: string },
): Promise<{
  flaws: { line: number; what: string }[]
  exchanges: number
  seals: number
  unchecked: number
  head: string | null
  fingerprints: string[]
}>
