import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** AWS Signature Version 4 in the Authorization header, as the server checks it. */

export interface Signed {
  readonly method: string
  /** Path and query as they came. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

type Code =
  | 'AccessDenied'
  | 'InvalidAccessKeyId'
  | 'SignatureDoesNotMatch'
  | 'RequestTimeTooSkewed'
  | 'XAmzContentSHA256Mismatch'
  | 'AuthorizationHeaderMalformed'

const skewMs = 15 * 60_000
const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

/** S3's code for why the request is refused; undefined when the signature holds. */
export function refusalOf(request: Signed, keys: Keys, now: Date): Code | undefined {
  const match = form.exec(request.headers.authorization ?? '')
  if (!match)
    return request.headers.authorization === undefined ? 'AccessDenied' : 'AuthorizationHeaderMalformed'
  const [, id, day = '', region = '', names = '', signature = ''] = match
  if (id !== keys.accessKeyId) return 'InvalidAccessKeyId'
  if (region !== keys.region) return 'AuthorizationHeaderMalformed'
  const signed = names.split(';')
  if (!signed.includes('host') || !signed.includes('x-amz-date')) return 'AccessDenied'
  const stamp = String(request.headers['x-amz-date'])
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!stamp.startsWith(day) || !(Math.abs(at - now.getTime()) <= skewMs)) return 'RequestTimeTooSkewed'
  const payload = String(request.headers['x-amz-content-sha256'])
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical(request, signed, payload))].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${keys.secretAccessKey}`, day), region), 's3'), 'aws4_request')
  if (!timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'))) return 'SignatureDoesNotMatch'
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(request.body)) return 'XAmzContentSHA256Mismatch'
  return undefined
}

function canonical({ method, url, headers }: Signed, signed: readonly string[], payload: string): string {
  const [path = '', query = ''] = url.split('?')
  const pairs = [...new URLSearchParams(query)].map(([k, v]) => `${escaped(k)}=${escaped(v)}`)
  const lines = signed.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  )
  const segments = path.split('/').map((s) => escaped(decodeURIComponent(s)))
  return [method, segments.join('/'), pairs.sort().join('&'), lines.join(''), signed.join(';'), payload].join(
    '\n',
  )
}

/** RFC 3986: everything but letters, digits and -._~ */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
