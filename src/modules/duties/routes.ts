import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { actionRoute, queryRoute, type Route, type RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { readTable, refuseUnreadable, type TableRow } from '#kernel/tabular'
import { importDuties, retireDuty, retirePrecedent, saveDuty, saveUrgency } from './actions.ts'
import {
  Category,
  DutyCheck,
  DutyPage,
  DutyView,
  ImportReport,
  mostImported,
  PrecedentPage,
  UrgencyLimits,
} from './contract.ts'
import {
  checkDutyList,
  getDuty,
  getUrgency,
  listDuties,
  listPrecedents,
  mayImport,
  tryDuty,
} from './queries.ts'
import { loadCategories } from './reference.ts'

const tag = 'duties'
/** Five thousand rows of a duty list. */
const importBytes = 8 * 1024 * 1024

const Saved = z.object({ id: z.string(), version: z.number().int() })

export const dutyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/categories',
    tag,
    summary: 'The tree of appeal categories',
    response: z.array(Category),
    run: async () => loadCategories(),
  },
  queryRoute('/urgency', getUrgency, { tag, summary: 'The limits of every grade', response: UrgencyLimits }),
  actionRoute('/urgency', saveUrgency, {
    tag,
    summary: 'Save the limits of every grade',
    response: UrgencyLimits,
  }),
  queryRoute('/duties', listDuties, { tag, summary: 'The duty list', response: DutyPage }),
  queryRoute('/duties/check', checkDutyList, {
    tag,
    summary: 'Gaps and overlaps of the duty list',
    response: DutyCheck,
  }),
  queryRoute('/duties/resolve', tryDuty, { tag, summary: 'Who answers for a category in a place' }),
  actionRoute('/duties/import', importDuties, {
    tag,
    summary: 'Import rows of a table; wrong rows are named, right ones kept',
    response: ImportReport,
    bodyLimit: importBytes,
  }),
  {
    method: 'POST',
    path: '/duties/import/file',
    tag,
    summary:
      'Import a table file, XLSX or CSV (multipart: file, reason); wrong rows are named, right ones kept',
    response: ImportReport,
    bodyLimit: importBytes,
    run: importFile,
  },
  queryRoute('/duties/precedents', listPrecedents, {
    tag,
    summary: 'Verdicts on disputed duties that later cases follow',
    response: PrecedentPage,
  }),
  actionRoute('/duties/precedents/:id/retire', retirePrecedent, {
    tag,
    summary: 'Stop following a verdict',
    response: z.object({ id: z.uuid() }),
  }),
  queryRoute('/duties/:id', getDuty, { tag, summary: 'One duty with its history', response: DutyView }),
  actionRoute('/duties/:id', saveDuty, { tag, summary: 'Create or change a duty', response: Saved }),
  actionRoute('/duties/:id/retire', retireDuty, {
    tag,
    summary: 'Take a duty out of force',
    response: Saved,
  }),
]

/** Whether somebody may import is asked before the file is read. */
async function importFile(kernel: Kernel, r: RouteRequest): Promise<ImportReport> {
  const { actor, trace, key } = r
  await kernel.ask(mayImport, { actor, input: {}, trace })
  const { file, fields } = await r.upload()
  const rows: TableRow[] = []
  await refuseUnreadable(async () => {
    for await (const row of readTable(file.content, file.filename)) {
      if (rows.length === mostImported)
        throw new Refusal('too-large', 'duty.too-many-rows', { limit: mostImported })
      rows.push(row)
    }
  })
  const reason = fields.get('reason')?.trim()
  const input = { rows, ...(reason === undefined || reason === '' ? {} : { reason }) }
  return kernel.execute(importDuties, { actor, input, key, trace })
}
