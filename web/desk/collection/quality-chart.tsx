import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { QualityView } from '#modules/collection/contract'
import { useText } from '../../ui/i18n.tsx'
import { fontFamily, light } from '../../ui/tokens.ts'
import { collectionTexts } from '../messages/collection.ts'

use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

/** The score of each day on which something arrived; the table below says the same. */
export function QualityChart({ days }: { days: QualityView['days'] }) {
  const t = useText(collectionTexts)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null) return
    const chart = init(box.current)
    chart.setOption({
      animation: false,
      textStyle: { fontFamily, color: light.ink },
      color: [light.accent],
      grid: { left: 44, right: 12, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: days.map((d) => d.day.slice(5)), axisLabel: { color: light.muted } },
      yAxis: { type: 'value', min: 0, max: 100, axisLabel: { color: light.muted } },
      series: [
        {
          name: t('quality.chart'),
          type: 'line',
          symbolSize: 7,
          data: days.map((d) => (d.score === null ? null : Number(d.score.toFixed(1)))),
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
  return <div ref={box} className="chart" role="img" aria-label={t('quality.chart')} />
}
