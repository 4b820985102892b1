import type { ReleaseResult, ReleaseView } from '#modules/releases/contract'
import { quasiOf, releasedOf } from '#modules/releases/rules'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { useDiversityWord, useLevelWord, usePercent } from '../../ui/release-card.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { releaseResultTexts } from '../messages/releases.ts'
import { Alternatives } from './alternatives.tsx'
import { useTitles } from './titles.ts'
import { Value } from './words.tsx'

interface ResultProps {
  readonly v: ReleaseView
  readonly result: ReleaseResult
}

function placesOf(v: ReleaseView): (item: string) => boolean {
  const places = new Set(v.items.filter((i) => i.type === 'place').map((i) => i.name))
  return (item) => places.has(item)
}

/** Everything that was measured of a release, from the figures to the rows as they will be. */
export function ResultView({ v, result }: ResultProps) {
  const t = useText(releaseResultTexts)
  return (
    <>
      <section className="card">
        <h2>{t('result')}</h2>
        <p className="muted">{result.isBest ? t('result.best', { ...result.search }) : t('result.chosen')}</p>
        <Figures result={result} />
        <Risks result={result} />
        <Population result={result} />
        <Learns v={v} result={result} />
      </section>
      <Columns v={v} result={result} />
      <Sizes result={result} />
      <Alternatives v={v} result={result} />
      <Combinations v={v} result={result} />
      <Preview v={v} result={result} />
    </>
  )
}

function Figures({ result }: { result: ReleaseResult }) {
  const t = useText(releaseResultTexts)
  const percent = usePercent()
  const { chosen, rows } = result
  const figures = [
    ['smallest', String(chosen.smallest)],
    ['classes', String(chosen.classes)],
    ['suppressed', t('suppressed.words', { n: chosen.suppressed, share: percent(chosen.suppressed / rows) })],
    ['loss', percent(chosen.loss)],
  ] as const
  return (
    <dl className="release-figures">
      {figures.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Risks({ result }: { result: ReleaseResult }) {
  const t = useText(releaseResultTexts)
  const percent = usePercent()
  const { risk } = result.chosen
  return (
    <TableScroll label={t('risk')}>
      <table className="table">
        <caption>{t('risk')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('attacker')}</th>
            <th scope="col" className="number">
              {t('highest')}
            </th>
            <th scope="col" className="number">
              {t('average')}
            </th>
            <th scope="col" className="number">
              {t('before.highest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(['prosecutor', 'journalist'] as const).map((name) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              <td className="number">{percent(risk[name].highest)}</td>
              <td className="number">{percent(risk[name].average)}</td>
              <td className="number">{percent(result.before[name].highest)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('marketer')}</th>
            <td className="number">—</td>
            <td className="number">{percent(risk.marketer)}</td>
            <td className="number">—</td>
          </tr>
        </tbody>
      </table>
    </TableScroll>
  )
}

/** What stands behind the journalist's risk; a result of before has no word of it. */
function Population({ result }: { result: ReleaseResult }) {
  const t = useText(releaseResultTexts)
  const { population } = result
  if (population == null) return <p className="muted">{t('population.none')}</p>
  return (
    <p>
      {t('population.words', { ...population })}
      {population.uncovered > 0 && t('population.uncovered', { ...population })}
    </p>
  )
}

/** The figures as sentences, for whoever has to answer for them. */
function Learns({ v, result }: ResultProps) {
  const t = useText(releaseResultTexts)
  const join = useJoin()
  const percent = usePercent()
  const diversity = useDiversityWord()
  const title = useTitles(v)
  if (v.plan === null) return null
  const plain = v.plan.columns.filter((c) => c.role === 'plain').map((c) => title(c.item))
  const { chosen } = result
  return (
    <>
      <h3>{t('learns')}</h3>
      <ul className="release-learns">
        <li>
          {t('learns.class', {
            items: join(quasiOf(v.plan).map((c) => title(c.item))),
            smallest: chosen.smallest,
            highest: percent(chosen.risk.prosecutor.highest),
          })}
        </li>
        {result.diversity.map((d) => (
          <li key={d.item}>
            {t('learns.sensitive', {
              item: title(d.item),
              surest: percent(d.surest),
              fewest: d.fewest,
              asked: diversity(d.asked),
              met: t(d.met ? 'met' : 'met.not'),
            })}
          </li>
        ))}
        {plain.length > 0 && <li>{t('learns.plain', { items: join(plain) })}</li>}
      </ul>
    </>
  )
}

function Columns({ v, result }: ResultProps) {
  const t = useText(releaseResultTexts)
  const percent = usePercent()
  const level = useLevelWord()
  const title = useTitles(v)
  const isPlace = placesOf(v)
  const quasi = v.plan === null ? [] : quasiOf(v.plan)
  return (
    <section className="card">
      <h2>{t('columns')}</h2>
      <p className="muted">{t('bar.note')}</p>
      {result.columns.map((c, n) => (
        <div key={c.item} className="release-column">
          <h3>{title(c.item)}</h3>
          <p>
            {t('column.words', {
              level: quasi[n] === undefined ? '' : level(quasi[n].hierarchy, c.level),
              before: c.valuesBefore,
              after: c.valuesAfter,
              loss: percent(c.loss),
            })}
          </p>
          <div className="release-pair">
            <Bars name={t('before')} bars={c.before} total={result.rows} isPlace={isPlace(c.item)} />
            <Bars name={t('after')} bars={c.after} total={result.rows} isPlace={isPlace(c.item)} />
          </div>
        </div>
      ))}
    </section>
  )
}

interface BarsProps {
  readonly name: string
  readonly bars: readonly { readonly value: string; readonly rows: number }[]
  readonly total: number
  readonly isPlace: boolean
}

function Bars({ name, bars, total, isPlace }: BarsProps) {
  const t = useText(releaseResultTexts)
  const most = Math.max(1, ...bars.map((b) => b.rows))
  return (
    <table className="release-bars">
      <caption>{name}</caption>
      <tbody>
        {bars.map((b) => (
          <tr key={b.value}>
            <th scope="row">
              {b.value === '' ? (
                <span className="muted">{t('bar.rest')}</span>
              ) : (
                <Value value={b.value} isPlace={isPlace} />
              )}
            </th>
            <td title={`${b.rows} / ${total}`}>
              <span className="release-bar" style={{ inlineSize: `${(b.rows / most) * 100}%` }} />
              {b.rows}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sizes({ result }: { result: ReleaseResult }) {
  const t = useText(releaseResultTexts)
  return (
    <section className="card">
      <h2>{t('sizes')}</h2>
      <ul>
        {result.sizes.map((s) => (
          <li key={s.from}>
            {s.to === null ? t('size.from', { from: s.from }) : t('size.range', { from: s.from, to: s.to })}
            {' · '}
            {t('size.words', { classes: s.classes, rows: s.rows })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Combinations({ v, result }: ResultProps) {
  const t = useText(releaseResultTexts)
  const join = useJoin()
  const title = useTitles(v)
  if (result.combinations.length === 0) return null
  return (
    <section className="card">
      <h2>{t('combinations')}</h2>
      <ul>
        {result.combinations.map((c) => (
          <li key={c.release}>
            {c.by.length === 0
              ? t('combination.none', { number: c.number, title: c.title })
              : t('combination.words', { ...c, by: join(c.by.map(title)) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Preview({ v, result }: ResultProps) {
  const t = useText(releaseResultTexts)
  const title = useTitles(v)
  const isPlace = placesOf(v)
  const columns = v.plan === null ? [] : releasedOf(v.plan)
  return (
    <section className="card">
      <h2>{t('preview')}</h2>
      <TableScroll label={t('preview')}>
        <table className="table">
          <thead>
            <tr>
              {columns.map((c) => (
                <th key={c.item} scope="col">
                  {title(c.item)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.preview.map((row, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows may be equal; they never move.
              <tr key={n}>
                {row.map((cell, at) => (
                  <td key={columns[at]?.item ?? at}>
                    <Value value={cell} isPlace={isPlace(columns[at]?.item ?? '')} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}
