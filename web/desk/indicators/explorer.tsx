import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import type { IndicatorAnswer, IndicatorSeries, IndicatorView } from '#kernel/cases/contract'
import { formatDateTime } from '#kernel/clock/rules'
import { queryString } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { indicatorTexts } from '../messages/indicators.ts'
import { Controls } from './controls.tsx'
import { DefineForm } from './define-form.tsx'
import { Meanings, Totals } from './figures.tsx'
import { useAnswer, useAsked, useIndicators } from './query.ts'
import { useName, usePointName } from './shown.ts'
import { AnswerTable } from './table.tsx'

const drawing = import('./chart.tsx')
const IndicatorChart = lazy(async () => ({ default: (await drawing).IndicatorChart }))

const timeGroupings = ['day', 'week', 'month']

/** Indicators by any grouping: chosen, drawn, told in a table, opened down to the cases. */
export function Explorer() {
  const t = useText(indicatorTexts)
  const { hasRole } = useSession()
  const known = useIndicators()
  const answer = useAnswer()
  const asked = useAsked()
  return (
    <>
      <Controls indicators={known.data ?? []} />
      {known.error !== null && <Failure error={known.error} onRetry={() => void known.refetch()} />}
      {asked.indicators === 'none' && <Empty title={t('none-chosen')} />}
      {answer.isPending && asked.indicators !== 'none' && <Loading lines={8} />}
      {answer.error !== null && <Failure error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && answer.error === null && asked.indicators !== 'none' && (
        <Answered answer={answer.data} />
      )}
      {hasRole('supervisor') && <DefineForm indicators={known.data ?? []} />}
    </>
  )
}

function Answered({ answer }: { answer: IndicatorAnswer }) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const { period, comparison, series } = answer
  const isEmpty = series.every((s) => s.base === 0 && s.points.every((p) => p.base === 0))
  return (
    <>
      <Totals series={series} />
      <Refusals series={series} />
      {isEmpty ? <Empty title={t('empty')} /> : <Drawn answer={answer} />}
      <Meanings series={series} />
      <p className="muted">
        {t('as-of', {
          from: period.from,
          to: period.to,
          before: comparison.from,
          beforeTo: comparison.to,
          at: formatDateTime(new Date(answer.asOf), locale),
        })}
      </p>
    </>
  )
}

function Refusals({ series }: { series: readonly IndicatorSeries[] }) {
  const t = useText(indicatorTexts)
  const nameOf = useName()
  const refused = series.filter((s) => s.refused !== null)
  if (refused.length === 0) return null
  return (
    <ul className="notice" role="status">
      {refused.map(({ definition, refused: why }) => (
        <li key={definition.code}>
          {t(why === 'indicator.now-by-day' ? 'refused.now-by-day' : 'refused.duration-dimension', {
            name: nameOf(definition),
          })}
        </li>
      ))}
    </ul>
  )
}

function Drawn({ answer }: { answer: IndicatorAnswer }) {
  const t = useText(indicatorTexts)
  const { locale } = useLanguage()
  const navigate = useNavigate()
  const asked = useAsked()
  const pointName = usePointName(answer.groupBy)
  const isTime = timeGroupings.includes(answer.groupBy)
  const series = useMemo(() => answer.series.filter((s) => s.refused === null), [answer])
  const points = useMemo(
    () => [...new Map(series.flatMap((s) => s.points.map((p) => [p.key, p] as const))).values()],
    [series],
  )
  const named = points.map((p) => ({ key: p.key, name: pointName(p) }))
  const text = JSON.stringify(named)
  // Names come in after the figures; the chart is drawn again only when one has changed.
  const keys = useMemo(() => JSON.parse(text) as typeof named, [text])
  const nameOf = useCallback((d: IndicatorView) => d[locale], [locale])
  const open = useCallback(
    (cases: Readonly<Record<string, string>>) => void navigate({ to: '/', search: { tab: 'all', ...cases } }),
    [navigate],
  )
  const units = [...new Set(series.map((s) => s.definition.unit))]
  return (
    <section className="card indicator-answer" aria-labelledby="indicator-answer">
      <h2 id="indicator-answer">{t('explorer')}</h2>
      <div className="chart-row">
        {units.map((unit) => (
          <Suspense key={unit} fallback={<Loading lines={5} />}>
            <IndicatorChart
              unit={unit}
              series={series.filter((s) => s.definition.unit === unit)}
              keys={keys}
              isTime={isTime}
              nameOf={nameOf}
              onOpen={open}
            />
          </Suspense>
        ))}
      </div>
      <AnswerTable answer={answer} keys={keys} isTime={isTime} />
      <p className="export-links">
        <span className="muted">{t('export')}</span>
        {(['xlsx', 'csv'] as const).map((format) => (
          <a key={format} href={`/api/v1/indicators/export.${format}${queryString(asked)}`} download>
            {t(`export.${format}`)}
          </a>
        ))}
      </p>
    </section>
  )
}
