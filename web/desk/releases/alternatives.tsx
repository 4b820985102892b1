import type { ReleaseAlternative, ReleaseResult, ReleaseView } from '#modules/releases/contract'
import { quasiOf } from '#modules/releases/rules'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { useLevelWord, usePercent } from '../../ui/release-card.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { releaseResultTexts, releasesTexts } from '../messages/releases.ts'
import { useReleaseWrite } from './api.ts'
import { useTitles } from './titles.ts'

interface AlternativesProps {
  readonly v: ReleaseView
  readonly result: ReleaseResult
}

/** Other combinations of levels with what they cost; a person may take one. */
export function Alternatives({ v, result }: AlternativesProps) {
  const t = useText(releaseResultTexts)
  const common = useText(releasesTexts)
  if (result.alternatives.length === 0) return null
  return (
    <section className="card">
      <h2>{t('alternatives')}</h2>
      <p className="muted">{t('alternatives.intro')}</p>
      <TableScroll label={t('alternatives')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('choice')}</th>
              <th scope="col">{t('levels')}</th>
              {(['loss', 'smallest', 'highest', 'suppressed'] as const).map((key) => (
                <th key={key} scope="col" className="number">
                  {t(key)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{common('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {result.alternatives.map((a) => (
              <Row key={`${a.item} ${a.way}`} v={v} a={a} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  )
}

function Row({ v, a }: { v: ReleaseView; a: ReleaseAlternative }) {
  const t = useText(releaseResultTexts)
  const common = useText(releasesTexts)
  const percent = usePercent()
  const level = useLevelWord()
  const join = useJoin()
  const title = useTitles(v)
  const failureText = useFailureText()
  const choose = useReleaseWrite(`/releases/${v.row.id}/levels`)
  const quasi = v.plan === null ? [] : quasiOf(v.plan)
  const { outcome } = a
  const name = t(`alternative.${a.way}`, { item: title(a.item) })
  if (outcome === null)
    return (
      <tr>
        <th scope="row">{name}</th>
        <td colSpan={6} className="muted">
          {t('alternative.none')}
        </td>
      </tr>
    )
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{join(quasi.map((c, n) => `${title(c.item)} ${level(c.hierarchy, outcome.levels[n] ?? 0)}`))}</td>
      <td className="number">{percent(outcome.loss)}</td>
      <td className="number">{outcome.smallest}</td>
      <td className="number">{percent(outcome.risk.prosecutor.highest)}</td>
      <td className="number">{outcome.suppressed}</td>
      <td>
        {v.may.includes('submit') && (
          <Button
            busy={choose.isPending}
            aria-label={`${common('do.levels')}：${name}`}
            onClick={() => choose.mutate({ revision: v.revision, levels: outcome.levels })}
          >
            {common('do.levels')}
          </Button>
        )}
        {choose.error !== null && (
          <p role="alert" className="field-error">
            {failureText(choose.error)}
          </p>
        )}
      </td>
    </tr>
  )
}
