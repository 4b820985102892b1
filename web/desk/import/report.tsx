import { downloadCsv } from '../../ui/download.ts'
import { useText } from '../../ui/i18n.tsx'
import { importTexts } from '../messages/import.ts'
import type { ImportResult, Problem } from './page.tsx'

/** How many were taken in, were known already, and were refused; the refused ones as a file to correct. */
export function ImportReport({ result, name }: { result: ImportResult; name: string }) {
  const t = useText(importTexts)
  return (
    <section className="card" aria-labelledby="report-title">
      <h2 id="report-title">{t('report', { name })}</h2>
      <p role="status">
        {t('report.counts', {
          rows: result.rows,
          taken: result.taken,
          already: result.already,
          wrong: result.wrong,
        })}
      </p>
      <ProblemList problems={result.problems} total={result.wrong} />
    </section>
  )
}

export function ProblemList({ problems, total }: { problems: readonly Problem[]; total: number }) {
  const t = useText(importTexts)
  if (total === 0) return <p className="muted">✓ {t('problems.none')}</p>
  return (
    <section aria-labelledby="problems-title">
      <h3 id="problems-title">
        ▲ {t('problems', { total })}{' '}
        <button
          type="button"
          className="link-button"
          onClick={() => downloadCsv('rejected.csv', csvOf(problems, [t('line'), t('reason')]))}
        >
          {t('download')}
        </button>
      </h3>
      {problems.length < total && <p className="muted">{t('problems.first', { count: problems.length })}</p>}
      <ul>
        {problems.slice(0, 20).map(({ line, reason }) => (
          <li key={`${line} ${reason}`}>
            <span className="numbers">{t('line-no', { line })}</span> {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}

function csvOf(problems: readonly Problem[], header: readonly string[]): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = problems.map(({ line, reason }) => `${line},${quote(reason)}`)
  return [header.map(quote).join(','), ...rows].join('\r\n')
}
