import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { IssueView } from '#modules/hot-issues/contract'
import { useText } from '../../ui/i18n.tsx'
import { fontFamily, light } from '../../ui/tokens.ts'
import { hotIssueTexts } from '../messages/hot-issues.ts'

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer])

/** Messages a day. */
export function Curve({ days }: { days: IssueView['days'] }) {
  const t = useText(hotIssueTexts)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null) return
    const chart = init(box.current)
    chart.setOption({
      animation: false,
      textStyle: { fontFamily, color: light.ink },
      color: [light.accent],
      grid: { left: 36, right: 12, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: days.map((d) => d.day.slice(5)), axisLabel: { color: light.muted } },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: light.muted } },
      series: [{ name: t('messages'), type: 'bar', data: days.map((d) => d.messages) }],
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [days, t])
  return <div ref={box} className="chart" role="img" aria-label={t('curve')} />
}
