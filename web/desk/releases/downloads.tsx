import type { ReleaseView } from '#modules/releases/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { releaseResultTexts } from '../messages/releases.ts'

/** Who fetched it and when; of what is open only the kind of reader. */
export function Downloads({ rows }: { rows: ReleaseView['downloads'] }) {
  const t = useText(releaseResultTexts)
  const { locale } = useLanguage()
  const orgName = useOrgName()
  const who = (name: string) =>
    name === 'anonymous' || name === 'resident' ? t(`who.${name}`) : orgName(name)
  return (
    <section className="card">
      <h2>{t('downloads')}</h2>
      {rows.length === 0 && <p className="muted">{t('downloads.empty')}</p>}
      <ul>
        {rows.map((d) => (
          <li key={`${d.at} ${d.who} ${d.from}`}>
            {t('downloads.line', {
              at: new Date(d.at).toLocaleString(locale, { timeZone: 'Asia/Shanghai' }),
              who: who(d.who),
              format: d.format.toUpperCase(),
            })}
            {d.from > 0 && t('downloads.on')}
          </li>
        ))}
      </ul>
    </section>
  )
}
