import { lookup as lookupAll } from 'node:dns/promises'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { OutboundError } from './define.ts'
import { isBlockedAddress } from './rules.ts'

/**
 * The address to connect to, looked up once and judged: a name that leads to a blocked address is refused, and the
 * connection goes to the very address that was judged, so that a name server cannot answer twice.
 * @throws OutboundError `blocked`, `no-host`
 */
export async function addressOf(
  host: string,
  allowed: ReadonlySet<string>,
): Promise<{ address: string; family: number }> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found =
    isIP(bare) === 0
      ? await lookupAll(bare, { all: true }).catch(() => {
          throw new OutboundError('no-host', { host: bare })
        })
      : [{ address: bare, family: isIP(bare) }]
  const [first] = found
  if (first === undefined) throw new OutboundError('no-host', { host: bare })
  if (!allowed.has(bare) && found.some((a) => isBlockedAddress(a.address)))
    throw new OutboundError('blocked', { host: bare })
  return first
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export interface Ask {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly ca: string
  readonly timeoutMs: number
  /** Bytes after unpacking that the answer may have. */
  readonly mostBytes: number
  readonly signal: AbortSignal
  readonly allowed: ReadonlySet<string>
}

/** One GET. Redirects are not followed: they would carry the secret to another address. @throws OutboundError */
export async function ask(a: Ask): Promise<Answer> {
  const to = await addressOf(a.url.hostname, a.allowed)
  const signal = AbortSignal.any([a.signal, AbortSignal.timeout(a.timeoutMs)])
  try {
    const response = await send(a, to, signal)
    const body = await bounded(response, a.mostBytes, signal)
    return { status: response.statusCode ?? 0, headers: response.headers, body }
  } catch (error) {
    throw outboundErrorOf(error, signal, a.signal)
  }
}

function send(a: Ask, to: { address: string; family: number }, signal: AbortSignal) {
  const lookup: LookupFunction = (_host, options, done) =>
    options.all === true ? done(null, [to]) : done(null, to.address, to.family)
  const options = {
    method: 'GET',
    headers: { ...a.headers, 'accept-encoding': 'gzip, deflate, br' },
    lookup,
    signal,
    agent: false as const,
    ...(a.ca === '' ? {} : { ca: a.ca }),
  }
  return new Promise<import('node:http').IncomingMessage>((answer, fail) => {
    const request = a.url.protocol === 'https:' ? requestSecure : requestPlain
    request(a.url, options, answer).on('error', fail).end()
  })
}

/** The body, unpacked, up to a limit that counts what it unpacks to. */
async function bounded(
  response: import('node:http').IncomingMessage,
  most: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  const plain = unpacked(response)
  const end = () => plain.destroy(new Error('aborted'))
  signal.addEventListener('abort', end, { once: true })
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > most) throw new OutboundError('too-large', { limitMb: Math.ceil(most / 1024 / 1024) })
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } finally {
    signal.removeEventListener('abort', end)
    response.destroy()
  }
}

function unpacked(response: import('node:http').IncomingMessage): Readable {
  const unpackers = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }
  const coding = String(response.headers['content-encoding'] ?? 'identity').toLowerCase()
  if (coding === 'identity' || coding === '') return response
  if (!Object.hasOwn(unpackers, coding)) throw new OutboundError('coding', { coding })
  const unpacker = unpackers[coding as keyof typeof unpackers]()
  response.on('error', (error) => unpacker.destroy(error))
  return response.pipe(unpacker)
}

const tlsCodes = /^(ERR_TLS|CERT_|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED|ERR_SSL|EPROTO)/

/** What went wrong, by its code: the text of an error may quote the request. */
export function outboundErrorOf(
  error: unknown,
  signal: AbortSignal,
  run: AbortSignal = signal,
): OutboundError {
  if (error instanceof OutboundError) return error
  if (run.aborted) return new OutboundError('out-of-time')
  if (signal.aborted) return new OutboundError('timeout')
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (tlsCodes.test(code)) return new OutboundError('tls', { code })
  if (code === 'ETIMEDOUT') return new OutboundError('timeout')
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH')
    return new OutboundError('unreachable', { code })
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') return new OutboundError('coding', { coding: code })
  if (code.startsWith('E') || code.startsWith('HPE_')) return new OutboundError('broken-off', { code })
  return new OutboundError('failed', {
    code: code === '' ? (error instanceof Error ? error.name : 'unknown') : code,
  })
}
