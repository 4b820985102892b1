import type { Diversity, ReleaseCard, ReleaseHierarchy } from '#modules/releases/contract'
import { levelCount } from '#modules/releases/rules'
import { useLanguage, useText } from './i18n.tsx'
import { releaseWords } from './messages/releases.ts'
import { OrgName } from './org-name.tsx'

/** What a level of a hierarchy shows, in words. */
export function useLevelWord(): (h: ReleaseHierarchy, level: number) => string {
  const t = useText(releaseWords)
  const ofCard = ['district-year', 'prefecture-decade', 'province'] as const
  const ofAddress = ['community', 'township', 'district'] as const
  return (h, level) => {
    if (level <= 0) return t('level.exact')
    if (level >= levelCount(h) - 1) return t('level.nothing')
    const n = level - 1
    switch (h.kind) {
      case 'bands':
        return t('level.band', { width: h.widths[n] ?? 0 })
      case 'days':
      case 'places':
        return t(`level.${h.steps[n] ?? 'year'}`)
      case 'prefix':
        return t('level.prefix', { n: h.keeps[n] ?? 0 })
      case 'id-card':
        return t(`level.${ofCard[n] ?? 'province'}`)
      case 'address':
        return t(`level.${ofAddress[n] ?? 'district'}`)
      default:
        return t('level.list', { n: level })
    }
  }
}

export function useDiversityWord(): (d: Diversity) => string {
  const t = useText(releaseWords)
  return (d) => t(`diversity.${d.kind}`, { ...d })
}

/** '12.3 %'; what is above nothing is never shown as 0. */
export function usePercent(): (share: number) => string {
  const { locale } = useLanguage()
  return (share) =>
    share > 0 && share < 0.001
      ? '< 0.1%'
      : share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 })
}

/** Bytes as people read them. */
function useSize(): (bytes: number) => string {
  const { locale } = useLanguage()
  return (bytes) =>
    bytes < 1024 * 1024
      ? `${Math.max(1, Math.round(bytes / 1024)).toLocaleString(locale)} KB`
      : `${(bytes / 1024 / 1024).toLocaleString(locale, { maximumFractionDigits: 1 })} MB`
}

interface CardProps {
  readonly card: ReleaseCard
  /** Where its files are, below /api/v1. */
  readonly door: string
}

/** What goes with every release: how it was made, how safe it is, who answers for it, and the files. */
export function ReleaseCardView({ card, door }: CardProps) {
  const t = useText(releaseWords)
  const size = useSize()
  return (
    <>
      {card.state === 'withdrawn' && (
        <p role="note" className="release-note">
          {t('card.withdrawn', { reason: card.withdrawn ?? '' })}
        </p>
      )}
      {card.state === 'over' && (
        <p role="note" className="release-note">
          {t('card.over')}
        </p>
      )}
      <p>{card.about}</p>
      {card.state === 'published' && (
        <ul className="release-files" aria-label={t('card.files')}>
          {card.files.map((f) => (
            <li key={f.format}>
              <a className="button" href={`/api/v1${door}/${card.id}/file?format=${f.format}`} download>
                {t('card.file', { format: f.format.toUpperCase(), size: size(f.bytes) })}
              </a>
              <span className="release-digest">{t('card.digest', { digest: f.digest })}</span>
            </li>
          ))}
        </ul>
      )}
      <CardFacts card={card} />
      <CardColumns card={card} />
      <p className="field-hint">{t('card.limits')}</p>
    </>
  )
}

function CardFacts({ card }: { card: ReleaseCard }) {
  const t = useText(releaseWords)
  const percent = usePercent()
  const { locale } = useLanguage()
  const day = (instant: string) => new Date(instant).toLocaleDateString(locale, { timeZone: 'Asia/Shanghai' })
  const facts = [
    ['card.provider', <OrgName key="org" code={card.provider} full />],
    ['card.resource', card.resourceName],
    ['card.asOf', day(card.asOf)],
    ['card.rows', t('card.rows.words', { rows: card.rows, suppressed: card.suppressed })],
    [
      'card.k',
      t(card.countsPersons ? 'card.k.persons' : 'card.k.rows', { k: card.k }) +
        t('card.smallest', { n: card.smallest }),
    ],
    [
      'card.risk',
      t('card.risk.words', {
        highest: percent(card.risk.prosecutor.highest),
        average: percent(card.risk.prosecutor.average),
      }),
    ],
    ['card.loss', percent(card.loss)],
    [
      'card.approved',
      t('card.approved.words', {
        who: card.approvedBy,
        day: day(card.approvedAt),
        reason: card.approvedReason,
      }),
    ],
    ['card.until', card.until],
    ['card.downloads', card.downloads.toLocaleString(locale)],
  ] as const
  return (
    <dl className="release-facts">
      {facts.map(([key, value]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function CardColumns({ card }: { card: ReleaseCard }) {
  const t = useText(releaseWords)
  const level = useLevelWord()
  const diversity = useDiversityWord()
  return (
    <section aria-label={t('card.columns')}>
      <h2 className="release-heading">{t('card.columns')}</h2>
      <ul className="release-columns">
        {card.columns.map((c) => (
          <li key={c.title}>
            <strong>{c.title}</strong>
            <span>
              {t(`role.${c.role}`)}
              {c.hierarchy !== null && c.level !== null && ` · ${level(c.hierarchy, c.level)}`}
              {c.diversity !== null && ` · ${diversity(c.diversity)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
