import { Link } from '@tanstack/react-router'
import { type Backtest, levels, type Model } from '#modules/control/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlModelTexts } from '../messages/control-models.ts'
import { LevelTag } from './level.tsx'

/** What the draft would say today beside what holds: counts, and each subject that would change. */
export function BacktestView({ m }: { m: Model }) {
  const t = useText(controlModelTexts)
  const { backtest } = m
  return (
    <section className="card" aria-labelledby="model-test">
      <h2 id="model-test">{t('test')}</h2>
      {backtest === null ? <p>{t('backtest.none')}</p> : <Result b={backtest} m={m} />}
    </section>
  )
}

function Result({ b, m }: { b: Backtest; m: Model }) {
  const t = useText(controlModelTexts)
  const titles = new Map(m.content.inputs.map((i) => [i.name, i.title]))
  return (
    <>
      <p className="muted">
        <ExactTime at={b.at} /> {t('backtest.at', { n: b.subjects })}
      </p>
      <TableScroll label={t('test')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('level')}</th>
              {[...levels, 'none' as const].map((l) => (
                <th key={l} scope="col">
                  {l === 'none' ? t('level.none') : l}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['held', 'judged'] as const).map((side) => (
              <tr key={side}>
                <th scope="row">{t(side)}</th>
                {[...levels, 'none' as const].map((l) => (
                  <td key={l}>{b[side][l] ?? 0}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p>
        {b.changed === 0
          ? t('backtest.none.changed')
          : t('backtest.sum', { changed: b.changed, stricter: b.stricter, lighter: b.lighter })}
      </p>
      {Object.entries(b.missing)
        .filter(([, n]) => n > 0)
        .map(([input, n]) => (
          <p key={input} role="note">
            {t('missing.title', { input: titles.get(input) ?? input, n })}
          </p>
        ))}
      {b.changes.length > 0 && (
        <TableScroll label={t('change')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('subject')}</th>
                <th scope="col">{t('held')}</th>
                <th scope="col">{t('judged')}</th>
              </tr>
            </thead>
            <tbody>
              {b.changes.map((c) => (
                <tr key={c.id}>
                  <th scope="row">
                    <Link to="/control" search={{ subject: c.id }}>
                      {c.name}
                    </Link>
                  </th>
                  <td>
                    <LevelTag level={c.from} />
                  </td>
                  <td>
                    <LevelTag level={c.to} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </>
  )
}
