import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { fontFamily, light } from '../../ui/tokens.ts'
import { watchTexts } from '../messages/algorithm-watch.ts'
import type { CurvePoint } from './register.ts'

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

interface CurveChartProps {
  readonly curve: readonly CurvePoint[]
  readonly maxRisk: number
  /** Share of rows that the threshold in force makes automatic; null where nothing is. */
  readonly inForce: number | null
}

const perCent = (share: number) => Number((share * 100).toFixed(1))

/** Wrong share and its bound over the share that is automatic; the table below says the same. */
export function CurveChart({ curve, maxRisk, inForce }: CurveChartProps) {
  const t = useText(watchTexts)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null) return
    const chart = init(box.current)
    const points = curve.toSorted((a, b) => a.coverage - b.coverage)
    const marks = [
      { yAxis: perCent(maxRisk), label: { formatter: `${perCent(maxRisk)}%` } },
      ...(inForce === null ? [] : [{ xAxis: perCent(inForce), label: { formatter: t('in-force') } }]),
    ]
    chart.setOption({
      animation: false,
      textStyle: { fontFamily, color: light.ink },
      color: [light.accent, light.warn],
      grid: { left: 52, right: 36, top: 44, bottom: 44 },
      legend: { top: 0, right: 0 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${value}%` },
      xAxis: {
        type: 'value',
        min: 0,
        max: 100,
        name: `${t('col.coverage')}（%）`,
        nameLocation: 'middle',
        nameGap: 28,
        axisLabel: { color: light.muted },
      },
      yAxis: { type: 'value', min: 0, name: '%', axisLabel: { color: light.muted } },
      series: [
        {
          name: t('col.risk'),
          type: 'line',
          symbol: 'circle',
          symbolSize: 6,
          data: points.map((p) => [perCent(p.coverage), perCent(p.risk)]),
          markLine: { symbol: 'none', lineStyle: { color: light.muted, type: 'dashed' }, data: marks },
        },
        {
          name: t('col.bound'),
          type: 'line',
          symbol: 'triangle',
          symbolSize: 6,
          lineStyle: { type: 'dashed' },
          data: points.map((p) => [perCent(p.coverage), perCent(p.riskBound)]),
        },
      ],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [curve, maxRisk, inForce, t])
  return <div ref={box} className="chart" role="img" aria-label={t('curve')} />
}
