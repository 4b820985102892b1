import { useEffect, useRef, useState } from 'react'
import type { DayCount } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { openView } from '../address.ts'
import { commandTexts } from '../messages/command.ts'

/** Thirty days as a chart and, one key away, as the table behind it. */
export function TrendPanel({ days }: { days: readonly DayCount[] }) {
  const t = useText(commandTexts)
  const [isTable, setTable] = useState(false)
  return (
    <section className="panel trend-panel" aria-labelledby="trend-title">
      <header className="panel-head">
        <h2 id="trend-title">
          {t('trend')} <small>{t('unit.cases')}</small>
        </h2>
        <button type="button" className="panel-more" onClick={() => setTable(!isTable)}>
          {t(isTable ? 'trend.chart' : 'trend.table')}
        </button>
      </header>
      {isTable ? <TrendTable days={days} /> : <TrendChart days={days} />}
    </section>
  )
}

function TrendChart({ days }: { days: readonly DayCount[] }) {
  const t = useText(commandTexts)
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<Awaited<ReturnType<typeof open>>>(undefined)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    let isGone = false
    const sizes = new ResizeObserver(() => chart.current?.resize())
    void open(element).then((made) => {
      if (isGone) return made.remove()
      chart.current = made
      sizes.observe(element)
      setOpen(true)
    })
    return () => {
      isGone = true
      sizes.disconnect()
      chart.current?.remove()
      chart.current = undefined
    }
  }, [])
  useEffect(() => {
    if (!isOpen || box.current === null) return
    const words = { submitted: t('trend.submitted'), answered: t('trend.answered'), today: t('trend.today') }
    chart.current?.show(days, words, Number.parseFloat(getComputedStyle(box.current).fontSize))
  }, [isOpen, days, t])
  return <div ref={box} className="trend-chart" role="img" aria-label={t('trend.label')} />
}

async function open(element: HTMLElement) {
  const { createChart } = await import('./chart.ts')
  return createChart(element)
}

function TrendTable({ days }: { days: readonly DayCount[] }) {
  const t = useText(commandTexts)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section className="scroll" tabIndex={0} aria-label={t('trend')}>
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">{t('trend.day')}</th>
            <th scope="col">{t('trend.submitted')}</th>
            <th scope="col">{t('trend.answered')}</th>
            <th scope="col">{t('trend.closed')}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((d) => (
            <tr key={d.day}>
              <th scope="row">
                <button
                  type="button"
                  className="link-button"
                  onClick={() => openView({ list: 'day', day: d.day })}
                >
                  {d.day}
                </button>
              </th>
              <td>{d.submitted}</td>
              <td>{d.answered}</td>
              <td>{d.closed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
