import { z } from 'zod'
import type { Action } from '#kernel/action'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Route, RouteRequest } from '#kernel/http/define'
import { type Locale, type Messages, translate } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import { refuseUnreadable } from '#kernel/tabular'
import { access } from '../access.ts'
import { Channel } from '../contract.ts'
import { importFields, type Mapping } from './mapping.ts'
import { isKnownArea } from './place.ts'
import { type ImportTable, importTable, type Rejected, readHead } from './run.ts'

/** What a browser waits for without doubting: about half a minute. */
const mostRows = 5_000
const fileBytes = 20 * 1024 * 1024
const shownProblems = 100

const MappingInput = z.partialRecord(z.enum(importFields), z.string().max(200))

const Problem = z.object({ line: z.int(), reason: z.string() })

export const ImportPreview = z
  .object({
    columns: z.array(z.string()),
    mapping: z.record(z.string(), z.string()),
    rows: z.array(z.object({ line: z.int(), values: z.record(z.string(), z.string()) })),
    total: z.int(),
    wrong: z.int(),
    /** The first hundred. */
    problems: z.array(Problem),
  })
  .meta({ id: 'ImportPreview' })

export const ImportResult = z
  .object({ rows: z.int(), taken: z.int(), already: z.int(), wrong: z.int(), problems: z.array(Problem) })
  .meta({ id: 'ImportResult' })

/** Who may import; asked before the file is read. */
const mayImport = defineQuery({
  name: 'appeal.import',
  input: z.object({}),
  allow: access.import,
  run: async () => true,
})

export const importQueries = [mayImport]

const tag = 'appeals'

/** The import of a table for the screen: look first, then take in. Multipart: `file`, `mapping` (JSON), `channel`, `within`. */
export function importRoutes(submit: Action, messages: Messages): Route[] {
  return [
    {
      method: 'POST',
      path: '/appeals/import/preview',
      tag,
      summary:
        'Columns, guessed mapping, first rows and problems of a table (multipart: file, mapping, channel, within)',
      response: ImportPreview,
      bodyLimit: fileBytes + 1024 * 1024,
      run: (kernel, r) => preview(kernel, r, messages),
    },
    {
      method: 'POST',
      path: '/appeals/import',
      tag,
      summary: `Take the rows of a table in, at most ${mostRows}; wrong rows are named, right ones kept`,
      response: ImportResult,
      bodyLimit: fileBytes + 1024 * 1024,
      run: (kernel, r) => takeIn(kernel, r, submit, messages),
    },
  ]
}

async function preview(
  kernel: Kernel,
  r: RouteRequest,
  messages: Messages,
): Promise<z.infer<typeof ImportPreview>> {
  await kernel.ask(mayImport, { actor: r.actor, input: {}, trace: r.trace })
  const { table, mapping: given, channel, within } = await readForm(r)
  const head = await refuseUnreadable(() => readHead(table))
  const mapping = given ?? head.mapping
  const report = await importTable(table, { mapping, channel, within, now: kernel.clock.now() })
  return {
    columns: [...head.columns],
    mapping: onlyGiven(mapping),
    rows: head.sample.map(({ line, values }) => ({ line, values: { ...values } })),
    total: report.rows,
    wrong: report.rejected.length,
    problems: problemsOf(report.rejected, r, messages),
  }
}

async function takeIn(
  kernel: Kernel,
  r: RouteRequest,
  submit: Action,
  messages: Messages,
): Promise<z.infer<typeof ImportResult>> {
  await kernel.ask(mayImport, { actor: r.actor, input: {}, trace: r.trace })
  const { table, mapping: given, channel, within } = await readForm(r)
  const mapping = given ?? (await refuseUnreadable(() => readHead(table))).mapping
  if (mapping.text === undefined) throw new Refusal('invalid', 'import.no-text-column')
  const options = { mapping, channel, within, now: kernel.clock.now() }
  const looked = await importTable(table, options)
  if (looked.rows > mostRows) throw new Refusal('too-large', 'import.too-many', { limit: mostRows })
  const report = await importTable(table, options, {
    execute: kernel.execute,
    submit,
    actor: r.actor,
    trace: r.trace,
  })
  const { rows, taken, already, rejected } = report
  return { rows, taken, already, wrong: rejected.length, problems: problemsOf(rejected, r, messages) }
}

interface Form {
  readonly table: ImportTable
  readonly mapping: Mapping | undefined
  readonly channel: Channel
  readonly within: string | undefined
}

async function readForm(r: RouteRequest): Promise<Form> {
  const { file: table, fields } = await r.upload()
  const channel = Channel.safeParse(fields.get('channel') ?? 'import')
  if (!channel.success) throw new Refusal('invalid', 'input.invalid', { field: 'channel' })
  const within = fields.get('within') || undefined
  if (within !== undefined && !isKnownArea(within))
    throw new Refusal('invalid', 'territory.unknown-place', { field: 'within' })
  return { table, mapping: mappingOf(fields.get('mapping')), channel: channel.data, within }
}

function mappingOf(text: string | undefined): Mapping | undefined {
  if (text === undefined || text === '') return undefined
  try {
    return onlyGiven(MappingInput.parse(JSON.parse(text)))
  } catch {
    throw new Refusal('invalid', 'import.not-mapping')
  }
}

function onlyGiven(mapping: Mapping): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping).filter(([, column]) => column !== undefined && column !== ''),
  )
}

function problemsOf(
  rejected: readonly Rejected[],
  r: RouteRequest,
  messages: Messages,
): z.infer<typeof Problem>[] {
  const locale: Locale = /^en\b/i.test(r.raw.headers['accept-language'] ?? '') ? 'en' : 'zh'
  return rejected
    .slice(0, shownProblems)
    .map(({ line, reason }) => ({ line, reason: translate(messages, reason.key, locale, reason.values) }))
}
