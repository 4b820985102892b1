import type { OrgRates, Rates } from '#modules/assessment/contract'
import { downloadCsv } from '../../ui/download.ts'
import type { AssessmentTextKey } from '../messages/assessment.ts'

type Say = (key: AssessmentTextKey, values?: Record<string, string | number>) => string

/** The table as CSV, the parts of each share beside it. */
export function saveRates(rates: Rates, t: Say, nameOf: (org: string) => string): void {
  const head = [
    t('org'),
    t('rate.response'),
    '',
    '',
    t('rate.solution'),
    '',
    '',
    t('rate.satisfaction'),
    '',
    '',
    t('excluded'),
    t('against'),
  ]
  const lines = [head, ...[...rates.orgs, rates.total].map((row) => cellsOf(row, nameOf))]
  const csv = lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')
  downloadCsv(t('export.file', { from: rates.from, to: rates.to }), `${csv}\r\n`)
}

function cellsOf(row: OrgRates, nameOf: (org: string) => string): string[] {
  const share = (value: number | null) => (value === null ? '' : value.toFixed(4))
  const { met, due, solved, satisfied, rated } = row
  return [
    nameOf(row.org),
    ...[share(row.responseRate), met, due],
    ...[share(row.solutionRate), solved, rated],
    ...[share(row.satisfactionRate), satisfied, rated],
    row.excluded,
    row.against,
  ].map(String)
}

/** Quoted, and no cell begins like a formula (OWASP: CSV injection). */
function quoted(cell: string): string {
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return `"${plain.replaceAll('"', '""')}"`
}
