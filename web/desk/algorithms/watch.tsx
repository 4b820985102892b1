import { type Finding, leastRows, type Outcomes, wilson } from '#kernel/decisions/rules'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { watchTexts } from '../messages/algorithm-watch.ts'
import { type AlgorithmRow, percent, type Retraining, type Watch } from './register.ts'

/** What became of the decisions of a version in force, whether it has drifted, and what retraining came to. */
export function WatchPart({ row }: { row: AlgorithmRow }) {
  const t = useText(watchTexts)
  const { watch } = row
  if (watch === null) return row.status === 'approved' ? <p className="muted">{t('watch.none')}</p> : null
  const { total } = watch.figures
  const of = `${row.code} ${row.version}`
  return (
    <section aria-label={t('watch')}>
      {total !== undefined && (
        <>
          <h3>{t('watch')}</h3>
          <Drift watch={watch} of={of} />
          <div className="figures">
            <Share name={t('auto-share')} hits={total.automatic} rows={total.all} />
            <Share name={t('auto-wrong')} hits={total.automaticOverturned} rows={total.automatic} />
            <Share name={t('human-wrong')} hits={total.judgedOverturned} rows={total.judged} />
          </div>
          <details>
            <summary>{t('by-week')}</summary>
            <OutcomeTable
              head={t('week')}
              of={of}
              rows={(watch.figures.weeks ?? []).map((week) => ({ ...week, name: week.week }))}
            />
          </details>
          <details>
            <summary>{t('by-class')}</summary>
            <OutcomeTable
              head={t('class')}
              of={of}
              rows={(watch.figures.byLabel ?? []).map((one) => ({
                ...one,
                name: <CategoryName code={one.label} />,
              }))}
            />
          </details>
          <p className="muted">
            {t('watch.at')}
            <ExactTime at={watch.at} />
          </p>
        </>
      )}
      {watch.retraining !== null && <Retrained retraining={watch.retraining} />}
    </section>
  )
}

function Share({ name, hits, rows }: { name: string; hits: number; rows: number }) {
  const t = useText(watchTexts)
  const interval = wilson(hits, rows)
  return (
    <div className="figure">
      <p className="muted">{name}</p>
      <p className="figure-value">{rows === 0 ? '—' : percent(hits / rows)}</p>
      <p className="muted">
        {interval !== null &&
          t('between', { hits, rows, low: percent(interval.low), high: percent(interval.high) })}
      </p>
    </div>
  )
}

/** @param props.of the version, which tells one part of the page from another of its kind */
function Drift({ watch, of }: { watch: Watch; of: string }) {
  const t = useText(watchTexts)
  const { measures = [], recentRows = 0, referenceRows = 0 } = watch.figures
  const isFew = recentRows < leastRows || referenceRows < leastRows
  return (
    <div className="drift">
      <p>
        {t('drift')}：
        {watch.findings.length > 0 ? (
          <strong className="tag tag-warn">{t('drift.found')}</strong>
        ) : (
          <span className="tag tag-good">{t('drift.good')}</span>
        )}
      </p>
      {isFew && <p className="muted">{t('drift.few', { recent: recentRows, before: referenceRows })}</p>}
      <TableScroll label={`${t('drift')} ${of}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('measure')}</th>
              <th scope="col">{t('value')}</th>
              <th scope="col">{t('limit')}</th>
              <th scope="col">{t('verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => (
              <Measure key={measure.kind} measure={measure} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  )
}

function Measure({ measure: { kind, value, limit } }: { measure: Finding }) {
  const t = useText(watchTexts)
  const isBeyond = value > limit
  return (
    <tr>
      <th scope="row">{t(`kind.${kind}`)}</th>
      <td className="numbers">{value.toFixed(2)}</td>
      <td className="numbers">{limit.toFixed(2)}</td>
      <td>{isBeyond ? <strong>{t('beyond')}</strong> : t('within')}</td>
    </tr>
  )
}

function OutcomeTable({
  head,
  of,
  rows,
}: {
  head: string
  of: string
  rows: readonly (Outcomes & { readonly name: React.ReactNode })[]
}) {
  const t = useText(watchTexts)
  const share = (hits: number, all: number) => (all === 0 ? '—' : `${percent(hits / all)}（${hits}/${all}）`)
  return (
    <TableScroll label={`${head} ${of}`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t('all')}</th>
            <th scope="col">{t('auto-share')}</th>
            <th scope="col">{t('auto-wrong')}</th>
            <th scope="col">{t('human-wrong')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows come counted and sorted, and keep no state.
            <tr key={place}>
              <th scope="row">{row.name}</th>
              <td className="numbers">{row.all}</td>
              <td className="numbers">{share(row.automatic, row.all)}</td>
              <td className="numbers">{share(row.automaticOverturned, row.automatic)}</td>
              <td className="numbers">{share(row.judgedOverturned, row.judged)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Retrained({ retraining }: { retraining: Retraining }) {
  const t = useText(watchTexts)
  const { rows, needed, proposed, reason, outcome } = retraining
  const words = { rows, needed: needed ?? 0, version: proposed ?? '' }
  const text = (() => {
    if (outcome === 'proposed') return t('retrain.proposed', words)
    if (reason === 'waits-for-verdict') return t('retrain.waits-for-verdict')
    if (reason === 'no-gain') return t('retrain.no-gain', words)
    return t('retrain.too-few-rows', words)
  })()
  return (
    <p className="muted">
      {text} <ExactTime at={retraining.at} />
    </p>
  )
}
