export interface ExchangeWish {
  purpose: string
  items?: readonly string[]
  where?: readonly { item: string; op: string; values: readonly string[] }[]
  after?: string
  limit?: number
}

export interface ExchangePage {
  grant: string
  purpose: string
  rows: Record<string, unknown>[]
  next: string | null
}

export interface ExchangeDelivery {
  id: string
  grant: string
  state: 'waiting' | 'running' | 'done' | 'stopped' | 'expired'
  rows: number
  parts: number
  condition: string | null
  requestedAt: string
  expiresAt: string
  manifest: { text: string; signature: string } | null
}

export interface ExchangeManifest {
  delivery: string
  rows: number
  until: string
  parts: { no: number; rows: number; bytes: number; digest: string; signature: string }[]
  [name: string]: unknown
}

export interface ExchangeClient {
  readonly keyId: string
  call(
    method: string,
    target: string,
    options?: { body?: string; headers?: Record<string, string> },
  ): Promise<{ status: number; headers: Headers; bytes: Buffer }>
  rows(grant: string, wish: ExchangeWish): Promise<ExchangePage>
  query(grant: string, wish: ExchangeWish): Promise<ExchangePage>
  allRows(grant: string, wish: ExchangeWish): AsyncGenerator<Record<string, unknown>>
  requestDelivery(grant: string, wish: Omit<ExchangeWish, 'limit'>): Promise<ExchangeDelivery>
  delivery(id: string): Promise<ExchangeDelivery>
  part(id: string, no: number, from?: number): Promise<Buffer>
  manifest(delivery: ExchangeDelivery): Promise<ExchangeManifest>
}

export class ExchangeRefused extends Error {
  readonly status: number
  readonly condition: string | undefined
  readonly problem: Record<string, unknown>
}
export class AnswerNotGenuine extends Error {}

export function createExchangeClient(options: {
  url: string
  key: string
  fingerprints?: readonly string[]
  fetch?: typeof fetch
}): Promise<ExchangeClient>
export function keyIdOf(publicKeyPem: string): string
export function signRequest(
  signer: { alg: string; id: string; sign(text: string): Buffer },
  request: { method: string; target: string; body?: string; created?: number; nonce?: string },
): { headers: Record<string, string>; lines: [string, string][] }
