import Client from 'ssh2-sftp-client'
import { addressOf, OutboundError, outboundErrorOf } from '#kernel/outbound'
import type { SftpPlace } from '../contract.ts'
import { PullError, type ReadJob } from './define.ts'
import type { Shelf } from './files.ts'

/** Files of an SFTP server that is known by its key. */
export async function openSftp(job: ReadJob<SftpPlace>): Promise<Shelf> {
  const { place, signal } = job
  const { address } = await addressOf(place.host, job.allowed)
  const quiet = { error: () => {}, end: () => {}, close: () => {} }
  // Without these the library writes on the console, and an error between two calls would end the process.
  const client = new Client('pulls', quiet)
  const close = async () => {
    await client.end().catch(() => {})
  }
  const abort = () => void close()
  signal.addEventListener('abort', abort, { once: true })
  let isOther = false
  const attempt = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw isOther ? new PullError('host-key') : errorOf(error, signal)
    })
  await attempt(
    client.connect({
      host: address,
      port: place.port,
      username: place.user,
      ...(place.auth === 'key' ? { privateKey: job.secret } : { password: job.secret }),
      hostVerifier: (key: Buffer) => {
        isOther = key.toString('base64') !== place.hostKey
        return !isOther
      },
      readyTimeout: 15_000,
    }),
  )
  const folder = place.path === '' ? '.' : place.path
  return {
    async list() {
      const entries = await attempt(client.list(folder))
      return entries
        .filter((e) => e.type === '-')
        .map((e) => ({ name: e.name, size: e.size, modified: new Date(e.modifyTime).toISOString() }))
    },
    read: (name, mostBytes) => attempt(readFile(client, `${folder}/${name}`, mostBytes, signal)),
    async close() {
      signal.removeEventListener('abort', abort)
      await close()
    },
  }
}

async function readFile(
  client: Client,
  path: string,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const stream = client.createReadStream(path, { end: mostBytes, autoClose: true })
  // Closing is a request of its own, and fails when the connection ends first.
  stream.on('error', () => {})
  const closed = new Promise<void>((done) => stream.once('close', done))
  const end = () => stream.destroy(new Error('aborted'))
  signal.addEventListener('abort', end, { once: true })
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > mostBytes) throw new PullError('too-large', { limitMb: Math.ceil(mostBytes / 1024 / 1024) })
      chunks.push(chunk)
    }
    await Promise.race([closed, new Promise((done) => setTimeout(done, 5000))])
    return Buffer.concat(chunks)
  } finally {
    signal.removeEventListener('abort', end)
  }
}

function errorOf(error: unknown, signal: AbortSignal): OutboundError {
  if (error instanceof OutboundError) return error
  const text = error instanceof Error ? error.message : ''
  if (/authentication/i.test(text)) return new PullError('auth', { status: 'ssh' })
  if (/no such file/i.test(text)) return new PullError('no-folder', { path: '' })
  if (/timed out/i.test(text)) return new PullError('timeout')
  return outboundErrorOf(error, signal)
}
