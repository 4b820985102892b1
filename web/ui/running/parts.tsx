import type { Item } from '#modules/catalogue/contract'
import type { Figure, PageFigureList } from '#modules/scenarios/contract'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { stepName } from './course.ts'
import { useRun } from './run.ts'
import { Scroll } from './scroll.tsx'
import { Value } from './value.tsx'
import { countText, figureText } from './values.ts'

/** More bars than this nobody compares; the table has all. */
const mostBars = { desk: 20, phone: 20, wall: 8 } as const

interface PartsProps {
  readonly list: PageFigureList
  readonly parts: readonly Figure[]
}

const share = (value: number | null, most: number) =>
  value === null || most <= 0 ? 0 : Math.max(0, (value / most) * 100)

/** The parts from the largest down. */
export function Bars({ list, parts, item }: PartsProps & { item: Item | undefined }) {
  const t = useText(runningTexts)
  const { look } = useRun()
  const shown = parts
    .toSorted((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY))
    .slice(0, mostBars[look])
  const most = Math.max(...shown.map((f) => f.value ?? 0))
  return (
    <ol className="run-bars">
      {shown.map((f) => (
        <li key={f.of}>
          <span className="run-bar-name">
            <Value item={item} value={f.of} />
          </span>
          <span className="run-bar" aria-hidden="true">
            <span style={{ inlineSize: `${share(f.value, most)}%` }} />
          </span>
          <span className="numbers">{figureText(list, f.value) ?? t('none')}</span>
        </li>
      ))}
    </ol>
  )
}

/** Days or months from left to right. The table below says the same. */
export function Course({ list, parts }: PartsProps) {
  const { locale } = useLanguage()
  const most = Math.max(...parts.map((f) => f.value ?? 0))
  const [first, last] = [stepName(parts[0]?.of ?? ''), stepName(parts.at(-1)?.of ?? '')]
  return (
    <figure className="run-course">
      <p className="run-muted numbers" aria-hidden="true">
        {figureText(list, most)}
      </p>
      <div className="run-columns" role="img" aria-label={`${list.title[locale]}, ${first} – ${last}`}>
        {parts.map((f) => (
          <span
            key={f.of}
            className={f.value === null ? 'run-column run-column-none' : 'run-column'}
            title={`${stepName(f.of ?? '')} ${figureText(list, f.value) ?? '—'}`}
            style={{ blockSize: `${share(f.value, most)}%` }}
          />
        ))}
      </div>
      <figcaption className="run-muted numbers">
        <span>{first}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  )
}

interface FigureTableProps {
  /** Of the block, so that no two tables of a page have one name. */
  readonly n: number
  readonly list: PageFigureList
  readonly item: Item | undefined
}

export function FigureTable({ n, list, item }: FigureTableProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const hasDenominator = list.figures.some((f) => f.denominator !== null)
  const heads = [
    t('of'),
    list.unit[locale] === '' || list.percent ? t('value') : `${t('value')} (${list.unit[locale]})`,
    ...(hasDenominator ? [t('numerator'), t('denominator')] : []),
    ...list.besides.map((b) => b[locale]),
  ]
  return (
    <Scroll label={t('table', { n: n + 1, title: list.title[locale] })}>
      <table className="run-table numbers">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.figures.map((f) => (
            <tr key={f.of ?? ''}>
              <th scope="row">{f.of === null ? t('total') : <Value item={item} value={f.of} />}</th>
              <td>{figureText(list, f.value) ?? t('none')}</td>
              {hasDenominator && <td>{countText(f.numerator)}</td>}
              {hasDenominator && <td>{f.denominator === null ? t('none') : countText(f.denominator)}</td>}
              {list.besides.map((b, i) => (
                <td key={b.zh}>{countText(f.beside[i] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
