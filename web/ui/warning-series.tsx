import './warnings.css'
import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { SeriesView } from '#modules/early-warning/contract'
import { cityMoment } from './city-time.ts'
import { useLanguage, useText } from './i18n.tsx'
import { useListed } from './listed.ts'
import { warningWords } from './messages/warnings.ts'
import { Empty, Failure, Loading } from './states.tsx'
import { light, type Palette } from './tokens.ts'
import { optionOf } from './warning-chart.ts'
import { unitIn, useSeries } from './warnings.ts'

use([LineChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer])

const spansOf = {
  row: [6, 24, 168, 720],
  day: [720, 2160, 8784],
  week: [2160, 8784, 17_568],
} as const

const hourWords = {
  6: 'hours.6',
  24: 'hours.24',
  168: 'hours.168',
  720: 'hours.720',
  2160: 'hours.2160',
  8784: 'hours.8784',
  17568: 'hours.17568',
} as const

interface SeriesProps {
  readonly watch: string
  readonly object: string
  /** The warning that it is drawn for. */
  readonly warning: string
  readonly name: string
  readonly hours: number
  readonly onHours: (hours: number) => void
  /** Colours of the app; light where none is given. */
  readonly palette?: Palette
}

/** An object's values with the band of its detector, and what it called unusual. */
export function Series({ watch, object, warning, name, hours, onHours, palette = light }: SeriesProps) {
  const t = useText(warningWords)
  const series = useSeries(watch, object, hours, warning)
  const spans: readonly (keyof typeof hourWords)[] = spansOf[series.data?.every ?? 'row']
  const [shortest] = spans
  const isTooShort = shortest !== undefined && hours < shortest
  // A day's or week's counts say something only side by side.
  useEffect(() => {
    if (isTooShort) onHours(shortest)
  }, [isTooShort, shortest, onHours])
  return (
    <>
      <fieldset className="series-spans">
        <legend className="visually-hidden">{t('hours')}</legend>
        {spans.map((span) => (
          <button key={span} type="button" aria-pressed={span === hours} onClick={() => onHours(span)}>
            {t(hourWords[span])}
          </button>
        ))}
      </fieldset>
      {series.isPending && <Loading lines={5} />}
      {series.error !== null && <Failure error={series.error} onRetry={() => void series.refetch()} />}
      {series.data?.points.length === 0 && <Empty title={t('series.empty')} />}
      {series.data !== undefined && series.data.points.length > 0 && (
        <SeriesChart data={series.data} name={name} hours={hours} palette={palette} />
      )}
      {series.data?.cut === true && <p role="note">{t('series.cut')}</p>}
      {(series.data?.unjudged ?? 0) > 0 && (
        <p role="note">{t('series.unjudged', { rows: series.data?.unjudged ?? 0 })}</p>
      )}
    </>
  )
}

interface ChartProps {
  readonly data: SeriesView
  readonly name: string
  readonly hours: number
  readonly palette: Palette
}

function SeriesChart({ data, name, hours, palette }: ChartProps) {
  const t = useText(warningWords)
  const { locale } = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const unusual = data.points.filter((p) => p.anomalous)
  useEffect(() => {
    if (box.current === null) return
    const chart = init(box.current)
    const names = {
      values: t('series.values'),
      unusual: t('series.unusual'),
      expected: t('series.expected'),
      band: t('series.band'),
      moment: (onClock: number) => cityMoment(onClock, locale),
      upper: t('series.upper'),
      score: t('series.score'),
      limit: t('series.limit'),
    }
    chart.setOption(optionOf({ ...data, unit: unitIn(locale, data) }, names, palette))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [data, t, locale, palette])
  const listed = useListed()
  const words = { object: name, rows: data.rows, count: unusual.length }
  const alt =
    data.every === null
      ? t('series.alt', { ...words, hours })
      : t(`series.alt.${data.every}`, { ...words, days: Math.floor(hours / 24) })
  return (
    <>
      <div ref={box} className="chart series-chart" role="img" aria-label={alt} />
      <p className="muted">{alt}</p>
      {data.items.length > 1 && (
        <p className="muted">
          {t('series.items', { items: listed(data.items), first: data.items[0] ?? '' })}
        </p>
      )}
    </>
  )
}
