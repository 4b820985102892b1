import { BarChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { UsageOfGrant } from '#modules/exchange/contract'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { fontFamily, light } from '../../ui/tokens.ts'
import { TableScroll } from '../fields/table-scroll.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { GrantChoice, useChosenGrant } from './grant-choice.tsx'
import { useGrants, useUsage } from './query.ts'

use([BarChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

/** What a grant was used for, day by day. */
export function Usage() {
  const t = useText(exchangeTexts)
  const { isPending } = useGrants()
  const grant = useChosenGrant()
  if (isPending) return <Loading lines={6} />
  if (grant === undefined) return <Empty title={t('grant.none')} />
  return (
    <>
      <search className="page-filters">
        <GrantChoice isNeeded />
      </search>
      <h2>{grant.resourceName}</h2>
      <UsageOf key={grant.id} grant={grant.id} />
    </>
  )
}

function UsageOf({ grant }: { grant: string }) {
  const t = useText(exchangeTexts)
  const { data, error, isPending, refetch } = useUsage(grant)
  if (isPending) return <Loading lines={6} />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data.days.length === 0) return <Empty title={t('usage.empty')} />
  return (
    <>
      <p className="muted">{t('usage.limit', { n: data.callsPerDay })}</p>
      <UsageChart usage={data} />
      <TableScroll label={t('tab.usage')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('usage.day')}</th>
              <th scope="col" className="number">
                {t('usage.calls')}
              </th>
              <th scope="col" className="number">
                {t('usage.reads')}
              </th>
              <th scope="col" className="number">
                {t('usage.rows')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.days.map((row) => (
              <tr key={row.day}>
                <th scope="row">{row.day}</th>
                <td className="number">{row.calls}</td>
                <td className="number">{row.reads}</td>
                <td className="number">{row.rows}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}

function UsageChart({ usage }: { usage: UsageOfGrant }) {
  const t = useText(exchangeTexts)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null) return
    const chart = init(box.current)
    const days = usage.days.toReversed()
    chart.setOption({
      animation: false,
      textStyle: { fontFamily, color: light.ink },
      color: [light.accent, light.muted],
      legend: { right: 12, top: 0, textStyle: { color: light.ink } },
      grid: { left: 52, right: 12, top: 36, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: days.map((d) => d.day.slice(5)), axisLabel: { color: light.muted } },
      yAxis: { type: 'value', minInterval: 1, name: t('usage.calls'), axisLabel: { color: light.muted } },
      series: (['calls', 'reads'] as const).map((kind) => ({
        name: t(`usage.${kind}`),
        type: 'bar' as const,
        stack: 'uses',
        barMaxWidth: 32,
        data: days.map((d) => d[kind]),
      })),
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [usage, t])
  return <div ref={box} className="chart" role="img" aria-label={t('usage.chart')} />
}
