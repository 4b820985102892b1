import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import type { takeNamed, takeOpen } from './actions.ts'
import { ReleaseFormat } from './contract.ts'
import { createReleasedFiles } from './files.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** A file in whole, or from a byte on (RFC 9110, one open range), so that a download that was cut off goes on. */
export function downloadRoute(
  path: string,
  take: typeof takeOpen | typeof takeNamed,
  summary: string,
): Route {
  return {
    method: 'GET',
    path: `${path}/:id/file`,
    tag: 'releases',
    summary,
    params: z.object({ id: z.uuid() }),
    query: z.object({ format: ReleaseFormat.optional() }),
    rateLimit: 60,
    run: (kernel, r) => download(kernel, r, take),
  }
}

async function download(
  kernel: Kernel,
  r: RouteRequest,
  take: typeof takeOpen | typeof takeNamed,
): Promise<unknown> {
  const from = firstByte(r.raw.headers.range)
  const input = { id: r.params.id, format: r.query.format, from: from ?? 0 }
  const { file, title, number } = await kernel.execute(take, { actor: r.actor, input, trace: r.trace })
  const content = await createReleasedFiles(kernel.config.dataDir).read(r.params.id ?? '', file)
  if (content === undefined) throw new Refusal('unavailable', 'releases.file-damaged', { id: r.params.id })
  const start = startOf(from, r.raw.headers['if-range'], file)
  if (start >= content.length) throw new Refusal('invalid', 'releases.range', { bytes: content.length })
  const name = `${number}-${title}.${file.format}`
  r.reply.headers({
    'content-type': types[file.format],
    'content-disposition': `attachment; filename="${number}.${file.format}"; filename*=UTF-8''${encodeName(name)}`,
    'accept-ranges': 'bytes',
    etag: `"${file.digest}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  if (start === 0) return content
  r.reply
    .code(206)
    .header('content-range', `bytes ${start}-${content.length - 1}/${content.length}`)
    .send(content.subarray(start))
  return r.reply
}

function firstByte(range: string | undefined): number | undefined {
  const found = /^bytes=(\d{1,12})-$/.exec(range ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}

/** What was cut off goes on only in the same file. */
function startOf(from: number | undefined, ifRange: unknown, file: { readonly digest: string }): number {
  return ifRange === undefined || ifRange === `"${file.digest}"` ? (from ?? 0) : 0
}

/** RFC 8187: what encodeURIComponent leaves and the header does not allow is escaped too. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
