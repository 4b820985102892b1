import './warnings.css'
import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Point, SeriesView } from '#modules/early-warning/contract'
import { useText } from './i18n.tsx'
import { warningWords } from './messages/warnings.ts'
import { Empty, Failure, Loading } from './states.tsx'
import { fontFamily, light, type Palette } from './tokens.ts'
import { useSeries } from './warnings.ts'

use([LineChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer])

const spans = [6, 24, 168, 720] as const

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
  return (
    <>
      <fieldset className="series-spans">
        <legend className="visually-hidden">{t('hours')}</legend>
        {spans.map((span) => (
          <button key={span} type="button" aria-pressed={span === hours} onClick={() => onHours(span)}>
            {t(`hours.${span}`)}
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
    }
    chart.setOption(optionOf(data, names, palette))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [data, t, palette])
  const alt = t('series.alt', { object: name, hours, rows: data.rows, count: unusual.length })
  return (
    <>
      <div ref={box} className="chart series-chart" role="img" aria-label={alt} />
      <p className="muted">{alt}</p>
    </>
  )
}

interface Names {
  readonly values: string
  readonly unusual: string
  readonly expected: string
  readonly band: string
}

const pair = (points: readonly Point[], of: (p: Point) => number | null) =>
  points.map((p) => [Date.parse(p.at), of(p)] as const)

/** The band is two lines stacked: an invisible lower edge, and its height filled. */
function optionOf({ points, unit }: SeriesView, names: Names, palette: Palette) {
  const isBanded = points.some((p) => p.lower !== null && p.upper !== null)
  const line = { type: 'line', showSymbol: false, animation: false } as const
  const edge = { ...line, lineStyle: { opacity: 0 }, tooltip: { show: false }, silent: true, stack: 'band' }
  const bound = (of: (p: Point) => number | null) => ({
    ...line,
    data: pair(points, of),
    lineStyle: { color: palette.muted, width: 1, type: 'dashed' },
    tooltip: { show: false },
  })
  const band = isBanded
    ? [
        { ...edge, data: pair(points, (p) => p.lower), stackStrategy: 'all' },
        {
          ...edge,
          name: names.band,
          data: pair(points, (p) => (p.lower === null || p.upper === null ? null : p.upper - p.lower)),
          areaStyle: { color: palette.accentSoft },
          stackStrategy: 'all',
        },
      ]
    : [bound((p) => p.upper), bound((p) => p.lower)]
  return {
    textStyle: { fontFamily, color: palette.ink },
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: palette.edge } },
      axisLabel: { color: palette.muted, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      name: unit,
      scale: true,
      axisLabel: { color: palette.muted },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      ...band,
      {
        ...line,
        name: names.expected,
        data: pair(points, (p) => p.expected),
        lineStyle: { color: palette.muted, width: 1 },
        itemStyle: { color: palette.muted },
      },
      {
        ...line,
        name: names.values,
        data: pair(points, (p) => p.value),
        lineStyle: { color: palette.accent, width: 1.5 },
        itemStyle: { color: palette.accent },
      },
      {
        type: 'scatter',
        name: names.unusual,
        data: pair(
          points.filter((p) => p.anomalous && p.value !== null),
          (p) => p.value,
        ),
        symbol: 'diamond',
        symbolSize: 9,
        itemStyle: { color: palette.danger },
      },
    ],
  }
}
