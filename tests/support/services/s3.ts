import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Keys, refusalOf } from './signature.ts'

export interface S3 extends Keys {
  /** http://127.0.0.1:port; the bucket is the first part of the path. */
  readonly endpoint: string
  readonly bucket: string
  stop(): Promise<void>
}

interface Stored {
  readonly body: Buffer
  readonly type: string
  readonly etag: string
  readonly at: Date
}

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | number>>
  readonly body?: Buffer | string
}

/**
 * A stand-in for an S3 server, in memory, with one bucket: Debian has none, and those on npm are not kept. It checks
 * signatures (version 4, in the header) and knows PUT, GET with one range, HEAD, DELETE and ListObjectsV2, addressed by
 * path. It does not know multipart uploads, presigned addresses, versions or access lists.
 */
export async function startS3(): Promise<S3> {
  const keys: Keys = {
    accessKeyId: randomBytes(10).toString('hex').toUpperCase(),
    secretAccessKey: randomBytes(20).toString('base64url'),
    region: 'us-east-1',
  }
  const bucket = 'department'
  const objects = new Map<string, Stored>()
  const server = createServer((request, response) => {
    read(request)
      .then((body) => reply(response, answer(request, body, { keys, bucket, objects })))
      .catch((error: unknown) => reply(response, failure(500, 'InternalError', String(error))))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    ...keys,
    bucket,
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

interface Shelf {
  readonly keys: Keys
  readonly bucket: string
  readonly objects: Map<string, Stored>
}

function answer(request: IncomingMessage, body: Buffer, { keys, bucket, objects }: Shelf): Answer {
  const { method = '', url = '', headers } = request
  const refused = refusalOf({ method, url, headers, body }, keys, new Date())
  if (refused !== undefined) return failure(refused === 'XAmzContentSHA256Mismatch' ? 400 : 403, refused)
  const { pathname, searchParams } = new URL(url, 'http://s3')
  const [, name = '', ...rest] = pathname.split('/').map(decodeURIComponent)
  if (name !== bucket) return failure(404, 'NoSuchBucket')
  const key = rest.join('/')
  if (key === '')
    return method === 'GET' && searchParams.get('list-type') === '2'
      ? list(objects, bucket, searchParams)
      : failure(501, 'NotImplemented')
  if (method === 'PUT') {
    const etag = `"${createHash('md5').update(body).digest('hex')}"`
    const type = headers['content-type'] ?? 'binary/octet-stream'
    objects.set(key, { body, type, etag, at: new Date() })
    return { status: 200, headers: { etag } }
  }
  if (method === 'DELETE') {
    objects.delete(key)
    return { status: 204 }
  }
  const found = objects.get(key)
  if (method !== 'GET' && method !== 'HEAD') return failure(501, 'NotImplemented')
  return found === undefined ? failure(404, 'NoSuchKey') : part(found, headers.range, method === 'HEAD')
}

/** The object, or the one range that was asked for: `bytes=2-5`, `bytes=2-` or `bytes=-3`. */
function part({ body, type, etag, at }: Stored, range: string | undefined, isHead: boolean): Answer {
  const headers = {
    etag,
    'content-type': type,
    'accept-ranges': 'bytes',
    'last-modified': at.toUTCString(),
  }
  const [asked, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (asked === undefined || first + (last ?? '') === '')
    return {
      status: 200,
      headers: { ...headers, 'content-length': body.length },
      ...(isHead ? {} : { body }),
    }
  const from = first === '' ? Math.max(0, body.length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? body.length - 1 : Math.min(Number(last), body.length - 1)
  if (from > to) return failure(416, 'InvalidRange')
  return {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${from}-${to}/${body.length}`,
      'content-length': to - from + 1,
    },
    ...(isHead ? {} : { body: body.subarray(from, to + 1) }),
  }
}

function list(objects: ReadonlyMap<string, Stored>, bucket: string, asked: URLSearchParams): Answer {
  const prefix = asked.get('prefix') ?? ''
  const after = asked.get('continuation-token') ?? asked.get('start-after') ?? ''
  const most = Math.min(1000, Number(asked.get('max-keys') ?? 1000))
  // S3 sorts by the bytes of UTF-8.
  const found = [...objects.keys()]
    .filter((key) => key.startsWith(prefix) && (after === '' || compare(key, after) > 0))
    .sort(compare)
  const shown = found.slice(0, most)
  const rows = shown.map((key) => {
    const { body, etag, at } = objects.get(key) as Stored
    return tag(
      'Contents',
      tag('Key', text(key)) +
        tag('LastModified', at.toISOString()) +
        tag('ETag', text(etag)) +
        tag('Size', String(body.length)),
    )
  })
  const isCut = shown.length < found.length
  const content =
    tag('Name', bucket) +
    tag('Prefix', text(prefix)) +
    tag('KeyCount', String(shown.length)) +
    tag('MaxKeys', String(most)) +
    tag('IsTruncated', String(isCut)) +
    (isCut ? tag('NextContinuationToken', text(shown.at(-1) ?? '')) : '')
  return xml(200, tag('ListBucketResult', content + rows.join('')))
}

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const tag = (name: string, content: string) => `<${name}>${content}</${name}>`
const text = (value: string) =>
  value.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

function failure(status: number, code: string, message: string = code): Answer {
  return xml(status, tag('Error', tag('Code', code) + tag('Message', text(message))))
}

function xml(status: number, content: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`,
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers)
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
