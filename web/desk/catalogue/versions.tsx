import type { VersionView } from '#modules/catalogue/contract'
import { catalogueMessages } from '#modules/catalogue/messages'
import { ExactTime } from '../../ui/deadline.tsx'
import { type Texts, type Translate, useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'

const tones = { first: 'quiet', compatible: 'good', breaking: 'warn' } as const
const shapes = { first: '●', compatible: '●', breaking: '▲' } as const

/** Each version with what it changed, in words, and whether a reader that worked before can fail by it. */
export function Versions({ versions }: { versions: readonly VersionView[] }) {
  const t = useText(catalogueTexts)
  const say = useText(catalogueMessages as Texts)
  const inWords = useChangeWords()
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
                <li key={`${c.key} ${JSON.stringify(c.values)}`}>{say(c.key, inWords(c))}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

type Change = VersionView['changes'][number]

/** Which words stand for the codes of a change. */
const vocabularies: Readonly<Record<string, string>> = {
  'catalogue.change.share': 'share',
  'catalogue.change.openness': 'openness',
  'catalogue.change.shape': 'shape',
  'catalogue.change.item-type': 'type',
}

/** The values of a change with words and names instead of codes. */
function useChangeWords(): (change: Change) => Record<string, string> {
  const t = useText(catalogueTexts)
  const orgName = useOrgName()
  const say = (key: string, value: string) => {
    if (key === 'catalogue.change.owner' || key === 'catalogue.change.steward') return orgName(value)
    if (key === 'catalogue.change.cycle') return cycleWords(value, t)
    const word = `${vocabularies[key]}.${value}`
    return word in catalogueTexts ? t(word as 'kind.basic') : value
  }
  return ({ key, values }) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, name === 'item' ? value : say(key, value)]),
    )
}

/** '1 day + 12 h', as versions keep it, in the words of the page. */
function cycleWords(text: string, t: Translate<keyof typeof catalogueTexts>): string {
  const [, every = '', unit = '', grace = ''] = /^(\d+) (\w+) \+ (\d+) h$/.exec(text) ?? []
  const word = `unit.${unit}`
  if (unit === 'irregular') return t('cycle.irregular')
  return word in catalogueTexts ? t('cycle.value', { every, unit: t(word as 'unit.day'), grace }) : text
}
