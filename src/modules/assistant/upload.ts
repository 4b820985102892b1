import { Refusal } from '#kernel/action/define'
import type { RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { decodeText, readTable, refuseUnreadable } from '#kernel/tabular'
import { importPassages } from './actions.ts'
import { type ImportedPassages, mostImported, PassageRow } from './contract.ts'
import { mayImport } from './queries.ts'
import { splitArticles } from './rules.ts'

/** Field → the column names that an office may use for it. */
const columns = {
  title: ['标题', '名称', 'title'],
  section: ['条', '条款', '章节', 'section'],
  text: ['正文', '内容', 'text'],
  keywords: ['关键词', 'keywords'],
  versionDate: ['版本日期', '文本日期', 'versionDate'],
  url: ['网址', '链接', 'url'],
  document: ['编号', 'document'],
} as const

/** A file of the desk: Markdown or text is one regulation, a table one passage a row. Wrong rows are named, right ones kept. */
export async function importFile(kernel: Kernel, r: RouteRequest): Promise<ImportedPassages> {
  const { actor, trace, key } = r
  await kernel.ask(mayImport, { actor, input: {}, trace })
  const { file, fields } = await r.upload()
  const source = fields.get('source') === 'guide' ? 'guide' : 'regulation'
  const { rows, problems } = await refuseUnreadable(() => readFile(file.content, file.filename, source))
  if (rows.length === 0)
    throw new Refusal('invalid', 'assistant.nothing-read', { problems: problems.slice(0, 20) })
  const done = await kernel.execute(importPassages, { actor, input: { rows }, key, trace })
  return { ...done, problems }
}

type Read = { rows: PassageRow[]; problems: ImportedPassages['problems'] }

async function readFile(content: Buffer, filename: string, source: PassageRow['source']): Promise<Read> {
  if (/\.(md|markdown|txt)$/i.test(filename)) {
    const found = splitArticles(decodeText(content), filename).map((row) => ({ ...row, source }))
    return checked(found.map((values, i) => ({ line: i + 1, values })))
  }
  const found: { line: number; values: unknown }[] = []
  for await (const { line, values } of readTable(content, filename)) {
    if (found.length === mostImported)
      throw new Refusal('too-large', 'assistant.too-many-rows', { limit: mostImported })
    const cell = (field: keyof typeof columns) => {
      const name = columns[field].find((n) => values[n] !== undefined)
      return name === undefined ? '' : (values[name] ?? '').trim()
    }
    const day = cell('versionDate').slice(0, 10)
    found.push({
      line,
      values: {
        source,
        title: cell('title'),
        section: cell('section'),
        text: cell('text'),
        keywords: cell('keywords'),
        url: cell('url'),
        versionDate: day === '' ? null : day,
        document: cell('document') || `${cell('title')}${day === '' ? '' : `（${day}）`}`,
      },
    })
  }
  return checked(found)
}

function checked(found: readonly { line: number; values: unknown }[]): Read {
  const rows: PassageRow[] = []
  const problems: ImportedPassages['problems'] = []
  const seen = new Set<string>()
  for (const { line, values } of found) {
    const parsed = PassageRow.safeParse(values)
    const place = parsed.success ? `${parsed.data.document}\n${parsed.data.section}` : ''
    if (!parsed.success)
      problems.push({ line, reason: parsed.error.issues.map((i) => i.path.join('.')).join(', ') })
    else if (seen.has(place)) problems.push({ line, reason: 'document, section' })
    else rows.push(parsed.data)
    seen.add(place)
  }
  if (rows.length > mostImported)
    throw new Refusal('too-large', 'assistant.too-many-rows', { limit: mostImported })
  return { rows, problems: problems.slice(0, 500) }
}
