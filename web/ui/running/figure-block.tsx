import { useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { OwnBlock, PageFigureList, Period } from '#modules/scenarios/contract'
import { useNow } from '../clock.ts'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { Failure, Loading } from '../states.tsx'
import { courseFigures } from './course.ts'
import { Bars, Course, FigureTable } from './parts.tsx'
import { useFigures, useRun } from './run.ts'
import { countText, figureText, titleOf } from './values.ts'

const periods: readonly Period[] = ['today', '7-days', '30-days', '12-months']

type Block = Extract<OwnBlock, { kind: 'indicator' }>

/** A figure with its formula in words, what it is made of, and what always has to be read beside it. */
export function FigureBlock({ block, n }: { block: Block; n: number }) {
  const { locale } = useLanguage()
  const { view } = useRun()
  const [period, setPeriod] = useState<Period>(block.period)
  const [by, setBy] = useState<string>()
  const asked = period === block.period ? undefined : period
  const { data, error, isPending, refetch } = useFigures(n, asked, by)
  const now = useNow(60)
  const isCourse = block.show === 'course' && by === undefined
  const items = Object.values(view.resources).flatMap((r) => r.items)
  return (
    <article className="run-block run-figure" aria-labelledby={`run-block-${n}`}>
      <h2 id={`run-block-${n}`}>{block.title?.[locale] ?? data?.title[locale] ?? '…'}</h2>
      {isPending && <Loading lines={3} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Whole list={data} />
          <Choices
            n={n}
            list={data}
            items={items}
            period={period}
            by={by ?? (block.show === 'bars' ? block.by : undefined)}
            onPeriod={setPeriod}
            onBy={setBy}
          />
          <Divided
            n={n}
            list={isCourse ? { ...data, figures: courseFigures(data, now) } : data}
            isCourse={isCourse}
            item={items.find((i) => i.name === (by ?? block.by))}
          />
          <p className="run-formula">{data.formula[locale]}</p>
        </>
      )}
    </article>
  )
}

/** The figure itself; below it numerator and denominator, and what stands beside it. */
function Whole({ list }: { list: PageFigureList }) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const whole = list.figures.find((f) => f.of === null)
  const text = figureText(list, whole?.value ?? null)
  return (
    <>
      <p className="run-value numbers">
        {text ?? t('none')}
        {text !== null && list.unit[locale] !== '' && !list.percent && (
          <span className="run-unit"> {list.unit[locale]}</span>
        )}
      </p>
      {whole !== undefined && whole.denominator !== null && (
        <p className="run-muted numbers">
          {t('parts', {
            numerator: countText(whole.numerator),
            denominator: countText(whole.denominator),
          })}
        </p>
      )}
      {whole !== undefined && list.besides.length > 0 && (
        <dl className="run-besides">
          {list.besides.map((title, i) => (
            <div key={title.zh}>
              <dt>{title[locale]}</dt>
              <dd className="numbers">{countText(whole.beside[i] ?? 0)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

interface ChoicesProps {
  readonly n: number
  readonly list: PageFigureList
  readonly items: readonly Item[]
  readonly period: Period
  readonly by: string | undefined
  readonly onPeriod: (period: Period) => void
  readonly onBy: (by: string | undefined) => void
}

function Choices({ n, list, items, period, by, onPeriod, onBy }: ChoicesProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const nameOf = (name: string) => {
    const item = items.find((i) => i.name === name)
    return item === undefined ? name : titleOf(item, locale)
  }
  return (
    <div className="run-choices no-print">
      <label className="field" htmlFor={`run-period-${n}`}>
        {t('period')}
        <select
          id={`run-period-${n}`}
          className="input"
          value={period}
          onChange={(e) => onPeriod(periods.find((p) => p === e.target.value) ?? '30-days')}
        >
          {periods.map((p) => (
            <option key={p} value={p}>
              {t(`period.${p}`)}
            </option>
          ))}
        </select>
      </label>
      {list.by.length > 0 && (
        <label className="field" htmlFor={`run-by-${n}`}>
          {t('by')}
          <select
            id={`run-by-${n}`}
            className="input"
            value={by ?? ''}
            onChange={(e) => onBy(e.target.value || undefined)}
          >
            <option value="">{t('by.none')}</option>
            {list.by.map((name) => (
              <option key={name} value={name}>
                {nameOf(name)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

interface DividedProps {
  readonly n: number
  readonly list: PageFigureList
  readonly isCourse: boolean
  readonly item: Item | undefined
}

/** The parts as bars or as a course, and as a table for whoever reads numbers. */
function Divided({ n, list, isCourse, item }: DividedProps) {
  const t = useText(runningTexts)
  const parts = list.figures.filter((f) => f.of !== null)
  if (parts.length === 0)
    return list.figures.length === 0 ? <p className="run-muted">{t('figures.none')}</p> : null
  return (
    <>
      {isCourse ? <Course list={list} parts={parts} /> : <Bars list={list} parts={parts} item={item} />}
      <details className="run-more">
        <summary>{t('figures.table')}</summary>
        <FigureTable n={n} list={list} item={isCourse ? undefined : item} />
      </details>
    </>
  )
}
