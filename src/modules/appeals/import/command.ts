import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Action } from '#kernel/action'
import { type Locale, type Messages, translate } from '#kernel/i18n/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { TableError, writeCsv } from '#kernel/tabular'
import { listManagementAreas } from '#modules/territory'
import { Channel } from '../contract.ts'
import { parseMapping } from './mapping.ts'
import { isKnownArea } from './place.ts'
import { type ImportReport, type ImportTable, importTable, type Rejected, readHead } from './run.ts'

export interface ImportCommandParts {
  readonly kernel: Kernel
  readonly submit: Action
  readonly messages: Messages
  readonly print: (line: string) => void
  /** Writes over the line before it; a terminal only. */
  readonly progress: (line: string) => void
}

export const importUsage =
  'Usage: npm run import -- FILE.csv|xlsx|jsonl|json [--map text=内容,title=主题] [--channel import] [--within area:CODE|PLACE] [--dry-run]'

const shownReasons = 20
const locale: Locale = 'zh'

/**
 * `npm run import`: takes the rows of a file in, names wrong ones on the screen and in `<file>.rejected.csv`.
 * @returns the exit code: 0 also when some rows were wrong, 1 when the file cannot be read, 2 when it is asked wrongly
 */
export async function runImportCommand(args: readonly string[], parts: ImportCommandParts): Promise<number> {
  const asked = parseArgs(args)
  if (typeof asked === 'string') return fail(parts, asked, 2)
  const content = await readFile(asked.file).catch(() => undefined)
  if (content === undefined) return fail(parts, `The file cannot be read: ${asked.file}`, 1)
  const table = { content, filename: basename(asked.file) }
  try {
    return await runOn(table, asked, parts)
  } catch (error) {
    if (error instanceof TableError)
      return fail(parts, translate(parts.messages, error.message, locale, error.details), 1)
    if (error instanceof Error && error.message.startsWith('--map')) return fail(parts, error.message, 2)
    throw error
  }
}

interface Asked {
  readonly file: string
  readonly map: string
  readonly channel: Channel
  readonly within: string | undefined
  readonly dryRun: boolean
}

function parseArgs(args: readonly string[]): Asked | string {
  const option = (name: string) => {
    const i = args.indexOf(name)
    return i < 0 ? undefined : args[i + 1]
  }
  const valued = ['--map', '--channel', '--within']
  const file = args.find((a, i) => !a.startsWith('--') && !valued.includes(args[i - 1] ?? ''))
  if (file === undefined) return importUsage
  const unknown = args.find((a) => a.startsWith('--') && ![...valued, '--dry-run'].includes(a))
  if (unknown !== undefined) return `Unknown option ${unknown}. ${importUsage}`
  const channel = Channel.safeParse(option('--channel') ?? 'import')
  if (!channel.success) return `Unknown channel. Channels: ${Channel.options.join(', ')}.`
  const within = option('--within')
  if (args.includes('--within') && (within === undefined || !isKnownArea(within)))
    return `Unknown area ${within ?? ''}. Give a place code such as 500107, or a management area such as ${listManagementAreas()[0]?.code}.`
  const dryRun = args.includes('--dry-run')
  return { file, map: option('--map') ?? '', channel: channel.data, within, dryRun }
}

async function runOn(table: ImportTable, asked: Asked, parts: ImportCommandParts): Promise<number> {
  const { kernel, print, messages } = parts
  const head = await readHead(table)
  const mapping = { ...head.mapping, ...(asked.map === '' ? {} : parseMapping(asked.map, head.columns)) }
  print(`Columns: ${head.columns.join(', ')}`)
  for (const [field, column] of Object.entries(mapping))
    if (column !== undefined) print(`  ${field.padEnd(9)} ← ${column}`)
  if (mapping.text === undefined) return fail(parts, translate(messages, 'import.no-text-column', locale), 1)
  const started = performance.now()
  const report = await importTable(
    table,
    {
      mapping,
      channel: asked.channel,
      within: asked.within,
      now: kernel.clock.now(),
      onProgress: throttled(parts.progress),
    },
    asked.dryRun
      ? undefined
      : { execute: kernel.execute, submit: parts.submit, actor: systemActor('import') },
  )
  await tell(report, asked, parts, (performance.now() - started) / 1000)
  return report.rejected.some((r) => r.line === 0) ? 1 : 0
}

function throttled(progress: (line: string) => void): (report: ImportReport) => void {
  let shown = 0
  return (r) => {
    const now = performance.now()
    if (now - shown < 200) return
    shown = now
    progress(`rows ${r.rows}, taken in ${r.taken}, already there ${r.already}, wrong ${r.rejected.length}`)
  }
}

async function tell(
  report: ImportReport,
  asked: Asked,
  { print, progress, messages }: ImportCommandParts,
  seconds: number,
): Promise<void> {
  progress('')
  const { rows, taken, already, rejected } = report
  print(
    `${rows} rows in ${seconds.toFixed(1)} s: ${taken} taken in, ${already} already there, ${rejected.length} wrong${asked.dryRun ? ' (dry run: nothing was written)' : ''}`,
  )
  for (const r of rejected.slice(0, shownReasons)) print(`  line ${r.line}: ${reasonText(r, messages)}`)
  if (rejected.length === 0) return
  if (rejected.length > shownReasons) print(`  … and ${rejected.length - shownReasons} more`)
  const file = `${asked.file}.rejected.csv`
  await writeFile(
    file,
    writeCsv(rejected.map((r) => ({ 行号: r.line, 原因: reasonText(r, messages), ...r.values }))),
  )
  print(`All wrong rows with their reasons: ${file}`)
}

function reasonText({ reason }: Rejected, messages: Messages): string {
  return translate(messages, reason.key, locale, reason.values)
}

function fail({ print }: ImportCommandParts, text: string, code: number): number {
  print(text)
  return code
}
