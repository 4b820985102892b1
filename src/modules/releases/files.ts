import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeCsv, writeXlsx } from '#kernel/tabular'
import type { ItemType } from '#modules/catalogue/contract'
import { isNumber } from './anonymising.ts'
import type { ReleaseFile, ReleaseFormat } from './contract.ts'

/** Released files, among the files of the data folder, so that a backup holds them; a name holds its digest. */
export interface ReleasedFiles {
  save(release: string, format: ReleaseFormat, content: Buffer): Promise<ReleaseFile>
  /** Undefined where it is gone, or is not what its digest says. */
  read(release: string, file: ReleaseFile): Promise<Buffer | undefined>
  drop(release: string): Promise<void>
}

export function createReleasedFiles(dataDir: string): ReleasedFiles {
  const folder = (release: string) => join(dataDir, 'files', 'releases', release)
  return {
    async save(release, format, content) {
      const digest = digestOf(content)
      await mkdir(folder(release), { recursive: true, mode: 0o700 })
      const draft = join(folder(release), `${randomBytes(6).toString('hex')}.part`)
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, join(folder(release), `${digest}.${format}`))
      return { format, digest, bytes: content.length }
    },
    async read(release, { digest, format }) {
      const content = await readFile(join(folder(release), `${digest}.${format}`)).catch(() => undefined)
      return content !== undefined && digestOf(content) === digest ? content : undefined
    },
    drop: (release) => rm(folder(release), { recursive: true, force: true }),
  }
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

export interface FileColumn {
  readonly title: string
  readonly type: ItemType
}

/** More rows make no workbook that an office's machine opens gladly; the CSV holds them all. */
const mostInWorkbook = 50_000
const byteOrderMark = 3

/** The files of a release. Cells are guarded already where a spreadsheet would take them for a formula. */
export async function filesOf(
  columns: readonly FileColumn[],
  rows: readonly (readonly string[])[],
  bom: boolean,
): Promise<{ format: ReleaseFormat; content: Buffer }[]> {
  const titles = columns.map((c) => c.title)
  const heads = columns.map((c, n) => (titles.indexOf(c.title) === n ? c.title : `${c.title} ${n + 1}`))
  const written = rows.map((row) =>
    Object.fromEntries(
      columns.map((c, n) => {
        const cell = row[n] ?? ''
        return [heads[n] ?? '', isNumber(cell, c.type) ? Number(cell) : cell]
      }),
    ),
  )
  const csv = writeCsv(written, heads)
  return [
    { format: 'csv', content: bom ? csv : csv.subarray(byteOrderMark) },
    ...(rows.length > mostInWorkbook
      ? []
      : [{ format: 'xlsx' as const, content: await writeXlsx(written, heads, '匿名化数据') }]),
  ]
}
