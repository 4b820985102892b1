import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { IndicatorSeries, IndicatorView } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { fontFamily, light } from '../../ui/tokens.ts'
import { indicatorTexts } from '../messages/indicators.ts'
import { plain } from './shown.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

const colours = [light.accent, light.warn, light.good, '#6b3fa0', light.danger, '#00767a']
const symbols = ['circle', 'diamond', 'triangle', 'rect', 'roundRect', 'pin']
/** More bars than this cannot be told apart. */
const mostBars = 20

interface IndicatorChartProps {
  readonly unit: IndicatorView['unit']
  readonly series: readonly IndicatorSeries[]
  readonly keys: readonly { readonly key: string; readonly name: string }[]
  readonly isTime: boolean
  readonly nameOf: (definition: IndicatorView) => string
  readonly onOpen: (cases: Readonly<Record<string, string>>) => void
}

type Texts = (key: 'none' | `unit.${IndicatorView['unit']}`) => string

function optionOf(
  { unit, series, keys: shown, isTime, nameOf }: Omit<IndicatorChartProps, 'onOpen'>,
  t: Texts,
) {
  const scale = unit === 'share' ? 100 : 1
  const valuesOf = (s: IndicatorSeries) => {
    const byKey = new Map(s.points.map((p) => [p.key, p.value]))
    return shown.map(({ key }) => {
      const value = byKey.get(key) ?? null
      return value === null ? null : value * scale
    })
  }
  const names = { color: light.muted, hideOverlap: true }
  return {
    animation: false,
    textStyle: { fontFamily, color: light.ink },
    color: colours,
    grid: { left: 8, right: 16, top: 64, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, type: 'scroll' },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) =>
        typeof value === 'number' ? `${plain(unit, value / scale)} ${t(`unit.${unit}`)}` : t('none'),
    },
    xAxis: {
      type: 'category',
      data: shown.map(({ name }) => (isTime ? name.slice(5) : name)),
      axisLabel: isTime ? names : { ...names, rotate: 30, width: 96, overflow: 'truncate' },
    },
    yAxis: { type: 'value', name: t(`unit.${unit}`), axisLabel: { color: light.muted } },
    series: series.map((s, i) => ({
      name: nameOf(s.definition),
      type: isTime ? 'line' : 'bar',
      symbol: symbols[i % symbols.length],
      symbolSize: 7,
      data: valuesOf(s),
    })),
  }
}

/** Indicators of one unit on one axis; a click on a point opens its cases. The table below says the same. */
export function IndicatorChart({ unit, series, keys, isTime, nameOf, onOpen }: IndicatorChartProps) {
  const t = useText(indicatorTexts)
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<EChartsType>(null)
  const title = `${series.map((s) => nameOf(s.definition)).join('、')} ${t('chart', { unit: t(`unit.${unit}`) })}`
  useEffect(() => {
    if (box.current === null) return
    const chart = init(box.current)
    drawn.current = chart
    const shown = isTime ? keys : keys.slice(0, mostBars)
    chart.setOption(optionOf({ unit, series, keys: shown, isTime, nameOf }, t))
    chart.on('click', ({ seriesIndex, dataIndex }) => {
      const point = series[seriesIndex ?? 0]?.points.find((p) => p.key === shown[dataIndex]?.key)
      if (point?.cases) onOpen(point.cases)
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [unit, series, keys, isTime, nameOf, onOpen, t])
  const save = () => {
    const link = document.createElement('a')
    link.href = drawn.current?.getDataURL({ pixelRatio: 2, backgroundColor: light.surface }) ?? ''
    link.download = `${title}.png`
    link.click()
  }
  return (
    <figure className="indicator-chart">
      <div ref={box} className="chart" role="img" aria-label={title} />
      {!isTime && keys.length > mostBars && (
        <figcaption className="muted">{t('chart.first', { count: mostBars })}</figcaption>
      )}
      <button type="button" className="link-button" onClick={save}>
        {t('picture')}
      </button>
    </figure>
  )
}
