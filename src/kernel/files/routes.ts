import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { CaseType } from '#kernel/cases/define'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { addFile } from './actions.ts'
import { fileLimits, StoredFile } from './define.ts'
import { fileQueries } from './queries.ts'

const tag = 'files'

/** Upload and download; `types` are the case types of all modules, whose access tables open the files of cases. */
export function fileRoutes(types: readonly CaseType[]): Route[] {
  const queries = fileQueries(types)
  return [
    {
      method: 'POST',
      path: '/files',
      tag,
      summary: 'Upload pictures or PDF (multipart/form-data), at most nine',
      response: z.array(StoredFile),
      status: 201,
      bodyLimit: fileLimits.files * fileLimits.bytes + 1024 * 1024,
      rateLimit: 30,
      run: upload,
    },
    {
      method: 'GET',
      path: '/files/:hash',
      tag,
      summary: 'The content of a file that you uploaded or that belongs to a case you may see',
      run: (kernel, r) => download(kernel, r, queries),
    },
  ]
}

/** One file after the other, so that a request holds one in memory; content first, then the record of it. */
async function upload(kernel: Kernel, r: RouteRequest): Promise<StoredFile[]> {
  if (!r.raw.isMultipart()) throw new Refusal('invalid', 'files.not-multipart')
  const stored: StoredFile[] = []
  for await (const part of r.raw.files()) {
    const file = await kernel.files.save(await part.toBuffer(), part.filename)
    stored.push(await kernel.execute(addFile, { actor: r.actor, input: file, trace: r.trace }))
  }
  if (stored.length === 0) throw new Refusal('invalid', 'files.none')
  return stored
}

async function download(
  kernel: Kernel,
  r: RouteRequest,
  queries: ReturnType<typeof fileQueries>,
): Promise<unknown> {
  const file = await kernel.ask(queries.get, {
    actor: r.actor,
    input: { hash: r.params.hash },
    trace: r.trace,
  })
  const content = await kernel.files.read(file.hash)
  if (content === undefined) throw new Refusal('not-found', 'files.not-found')
  // Browsers refuse to show a PDF in a sandbox, so it is offered for saving.
  const disposition = file.kind === 'application/pdf' ? 'attachment' : 'inline'
  r.reply.headers({
    'content-type': file.kind,
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeName(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, max-age=31536000, immutable',
  })
  return content
}

/** RFC 8187: what encodeURIComponent leaves and the header does not allow is escaped too. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
