import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { DayCount } from '#kernel/cases/contract'
import { dark, fontFamily } from '../../ui/tokens.ts'

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export interface ChartWords {
  readonly submitted: string
  readonly answered: string
  readonly today: string
}

/** Two lines that differ by colour, dash and mark; no animation. */
export function createChart(element: HTMLElement) {
  const chart = init(element, undefined, { renderer: 'svg' })
  return {
    show(days: readonly DayCount[], words: ChartWords, fontSize: number) {
      const text = { color: dark.muted, fontSize, fontFamily }
      chart.setOption({
        animation: false,
        textStyle: { fontFamily },
        grid: { left: 8, right: 16, top: fontSize * 2.6, bottom: 4, containLabel: true },
        legend: { top: 0, left: 0, itemWidth: fontSize * 2, textStyle: { ...text, color: dark.ink } },
        tooltip: {
          trigger: 'axis',
          confine: true,
          backgroundColor: dark.sunken,
          textStyle: { ...text, color: dark.ink },
        },
        xAxis: {
          type: 'category',
          data: days.map((d) => d.day.slice(5).replace('-', '/')),
          axisLabel: { ...text, hideOverlap: true },
          axisLine: { lineStyle: { color: dark.edge } },
        },
        yAxis: {
          type: 'value',
          minInterval: 1,
          axisLabel: text,
          splitLine: { lineStyle: { color: dark.line } },
        },
        series: [
          line(
            words.submitted,
            days.map((d) => d.submitted),
            { color: '#6db3f7', symbol: 'circle', type: 'solid' },
          ),
          line(
            words.answered,
            days.map((d) => d.answered),
            { color: '#ffc266', symbol: 'triangle', type: 'dashed' },
          ),
        ],
      })
    },
    resize: () => chart.resize(),
    remove: () => chart.dispose(),
  }
}

function line(name: string, data: number[], look: { color: string; symbol: string; type: string }) {
  const { color, symbol, type } = look
  return {
    name,
    type: 'line',
    data,
    symbol,
    symbolSize: 7,
    itemStyle: { color },
    lineStyle: { color, type, width: 3 },
  }
}
