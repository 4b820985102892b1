import { AwsClient } from 'aws4fetch'
import { type Answer, ask } from '#kernel/outbound'
import type { S3Place } from '../contract.ts'
import type { Listed } from '../rules.ts'
import { PullError, type ReadJob } from './define.ts'
import { mostFiles, type Shelf } from './files.ts'

/** Objects of a bucket (AWS Signature V4; ListObjectsV2 and GetObject). */
export function openS3(job: ReadJob<S3Place>): Shelf {
  const { place } = job
  const signer = new AwsClient({
    accessKeyId: place.accessKeyId,
    secretAccessKey: job.secret,
    region: place.region,
    service: 's3',
  })
  const base = `${place.endpoint.replace(/\/+$/, '')}/${place.bucket}`
  async function get(address: string, mostBytes: number): Promise<Answer> {
    const signed = await signer.sign(address)
    const answer = await ask({
      ...job,
      url: new URL(signed.url),
      headers: Object.fromEntries(signed.headers),
      ca: place.ca,
      timeoutMs: 120_000,
      mostBytes,
    })
    if (answer.status === 403) throw new PullError('auth', { status: codeOf(answer) })
    if (answer.status !== 200) throw new PullError('status', { status: answer.status })
    return answer
  }
  return {
    async list() {
      const found: Listed[] = []
      let token: string | undefined
      do {
        const url = new URL(base)
        url.searchParams.set('list-type', '2')
        if (place.prefix !== '') url.searchParams.set('prefix', place.prefix)
        if (token !== undefined) url.searchParams.set('continuation-token', token)
        const page = readListing((await get(url.href, 8 * 1024 * 1024)).body.toString('utf8'))
        found.push(...page.files)
        if (found.length > mostFiles) throw new PullError('too-many-files', { limit: mostFiles })
        if (page.next !== undefined && page.next === token) throw new PullError('endless', { pages: 2 })
        token = page.next
      } while (token !== undefined)
      return found
    },
    async read(name, mostBytes) {
      const path = name.split('/').map(encodeURIComponent).join('/')
      return (await get(`${base}/${path}`, mostBytes)).body
    },
    close: async () => {},
  }
}

function codeOf({ body }: Answer): string {
  return /<Code>(\w{1,60})<\/Code>/.exec(body.subarray(0, 2000).toString('utf8'))?.[1] ?? '403'
}

/**
 * The few elements of a listing. A document type is refused, so that no entity is ever defined, let alone expanded.
 * @throws PullError `not-a-listing`
 */
export function readListing(xml: string): { files: Listed[]; next: string | undefined } {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml) || !xml.includes('<ListBucketResult'))
    throw new PullError('not-a-listing')
  const files = xml
    .split('<Contents>')
    .slice(1)
    .map((part) => {
      const size = Number(element(part, 'Size'))
      const modified = new Date(element(part, 'LastModified') ?? '')
      const name = element(part, 'Key') ?? ''
      if (!Number.isSafeInteger(size) || size < 0 || Number.isNaN(modified.getTime()) || name === '')
        throw new PullError('not-a-listing')
      return { name, size, modified: modified.toISOString() }
    })
  const isCut = element(xml, 'IsTruncated') === 'true'
  return {
    files: files.filter((f) => !f.name.endsWith('/')),
    next: isCut ? element(xml, 'NextContinuationToken') : undefined,
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function element(xml: string, name: string): string | undefined {
  const from = xml.indexOf(`<${name}>`)
  const to = xml.indexOf(`</${name}>`, from)
  if (from < 0 || to < 0) return undefined
  return xml
    .slice(from + name.length + 2, to)
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (all, d, h, n) => {
      const code = d !== undefined ? Number(d) : h !== undefined ? Number.parseInt(h, 16) : undefined
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : all
      return entities[n] ?? all
    })
}
