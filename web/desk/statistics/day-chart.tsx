import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { DayCount } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { fontFamily, light } from '../../ui/tokens.ts'
import { statisticsTexts } from '../messages/statistics.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

/** What came in as bars, what was answered as a line; the table below says the same. */
export function DayChart({ days }: { days: readonly DayCount[] }) {
  const t = useText(statisticsTexts)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null) return
    const chart = init(box.current)
    chart.setOption({
      animation: false,
      textStyle: { fontFamily, color: light.ink },
      color: [light.accent, light.warn],
      grid: { left: 44, right: 12, top: 36, bottom: 28 },
      legend: { top: 0, right: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: days.map((row) => row.day.slice(5)),
        axisLabel: { color: light.muted },
      },
      yAxis: { type: 'value', minInterval: 1, name: t('cases'), axisLabel: { color: light.muted } },
      series: [
        { name: t('submitted'), type: 'bar', data: days.map((row) => row.submitted) },
        {
          name: t('answered'),
          type: 'line',
          symbol: 'diamond',
          symbolSize: 7,
          data: days.map((row) => row.answered),
        },
      ],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [days, t])
  return <div ref={box} className="chart" role="img" aria-label={t('days')} />
}
