import { useRef } from 'react'
import type { OwnBlock, PageFigureList } from '#modules/scenarios/contract'
import { useNow } from '../clock.ts'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { Failure, Loading } from '../states.tsx'
import { courseFigures } from './course.ts'
import { Bars, Course } from './parts.tsx'
import { useFigures, useRun } from './run.ts'
import { useWholeLines } from './use-whole-lines.ts'
import { countText, figureText } from './values.ts'

type Block = Extract<OwnBlock, { kind: 'indicator' }>

interface WallFigureProps {
  readonly block: Block
  readonly n: number
}

/** One figure, to be read across a room: what it is, over which period, what it is made of, and what stands beside it. */
export function FigureTile({ block, n }: WallFigureProps) {
  const { locale } = useLanguage()
  const { data, error, isPending, refetch } = useFigures(n, undefined, undefined)
  const whole = data?.figures.find((f) => f.of === null)
  return (
    <article className="run-tile" aria-labelledby={`run-block-${n}`}>
      <Head block={block} n={n} list={data} />
      {isPending && <Loading lines={2} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className="run-tile-body">
          <WholeValue list={data} />
          {whole !== undefined && data.besides.length > 0 && (
            <dl className="run-tile-besides">
              {data.besides.map((title, i) => (
                <div key={title.zh}>
                  <dt>{title[locale]}</dt>
                  <dd className="numbers">{countText(whole.beside[i] ?? 0)}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      )}
    </article>
  )
}

/** A figure's course or its parts, as high as there is room; the figure itself only where it is not told above. */
export function FigurePanel({ block, n }: WallFigureProps) {
  const t = useText(runningTexts)
  const { view } = useRun()
  const { data, error, isPending, refetch } = useFigures(n, undefined, undefined)
  const now = useNow(60)
  const body = useRef<HTMLDivElement>(null)
  useWholeLines(body)
  const isCourse = block.show === 'course'
  const isAbove = view.blocks.some(
    (b) =>
      b.kind === 'indicator' &&
      b.show === 'figure' &&
      b.indicator === block.indicator &&
      b.period === block.period,
  )
  const list = data !== undefined && isCourse ? { ...data, figures: courseFigures(data, now) } : data
  const parts = list?.figures.filter((f) => f.of !== null) ?? []
  const item = Object.values(view.resources)
    .flatMap((r) => r.items)
    .find((i) => i.name === block.by)
  return (
    <article className="run-panel" aria-labelledby={`run-block-${n}`}>
      <Head block={block} n={n} list={data} />
      {isPending && <Loading lines={3} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {list !== undefined && !isAbove && <WholeValue list={list} />}
      <div ref={body} className="run-panel-body">
        {list !== undefined && parts.length === 0 && <p className="run-muted">{t('figures.none')}</p>}
        {list !== undefined && parts.length > 0 && isCourse && <Course list={list} parts={parts} />}
        {list !== undefined && parts.length > 0 && !isCourse && (
          <Bars list={list} parts={parts} item={item} />
        )}
      </div>
    </article>
  )
}

/** The formula is on the desk's page; here it is told to whoever points at the title, and to readers of screens. */
function Head({ block, n, list }: WallFigureProps & { list: PageFigureList | undefined }) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  return (
    <header className="run-wall-head">
      <h2 id={`run-block-${n}`} title={list?.formula[locale]}>
        {block.title?.[locale] ?? list?.title[locale] ?? '…'}
      </h2>
      <span className="run-muted">{t(`period.${block.period}`)}</span>
      {list !== undefined && <p className="visually-hidden">{list.formula[locale]}</p>}
    </header>
  )
}

function WholeValue({ list }: { list: PageFigureList }) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const whole = list.figures.find((f) => f.of === null)
  const text = figureText(list, whole?.value ?? null)
  return (
    <p className="run-wall-value">
      <strong className="numbers">{text ?? t('none')}</strong>{' '}
      {text !== null && !list.percent && <span>{list.unit[locale]}</span>}
      {whole !== undefined && whole.denominator !== null && (
        <span className="run-muted numbers">
          {t('parts', {
            numerator: countText(whole.numerator),
            denominator: countText(whole.denominator),
          })}
        </span>
      )}
    </p>
  )
}
