import type { VersionView } from '#modules/catalogue/contract'
import { catalogueMessages } from '#modules/catalogue/messages'
import { ExactTime } from '../../ui/deadline.tsx'
import { type Texts, useText } from '../../ui/i18n.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'

const tones = { first: 'quiet', compatible: 'good', breaking: 'warn' } as const
const shapes = { first: '●', compatible: '●', breaking: '▲' } as const

/** Each version with what it changed, in words, and whether a reader that worked before can fail by it. */
export function Versions({ versions }: { versions: readonly VersionView[] }) {
  const t = useText(catalogueTexts)
  const say = useText(catalogueMessages as Texts)
  if (versions.length === 0) return <p className="muted">{t('versions.none')}</p>
  return (
    <ol className="version-list">
      {versions.map((v) => (
        <li key={v.version}>
          <strong>{t('version.value', { version: v.version })}</strong>{' '}
          <span className={`tag tag-${tones[v.change]}`}>
            <span aria-hidden="true">{shapes[v.change]}</span> {t(`change.${v.change}`)}
          </span>{' '}
          <span className="muted">
            <ExactTime at={v.at} /> · {v.by}
          </span>
          <div className="as-written">{v.note}</div>
          {v.changes.length > 0 && (
            <ul>
              {v.changes.map((c) => (
                <li key={`${c.key} ${JSON.stringify(c.values)}`}>{say(c.key, c.values)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
