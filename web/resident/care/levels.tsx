import { useQuery } from '@tanstack/react-query'
import { dayOf } from '#kernel/clock/rules'
import type { OwnLevel } from '#modules/control/contract'
import { api } from '../../ui/api.ts'
import { useColon, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { ownCareTexts } from '../messages/care.ts'
import { LevelObjections } from './objecting.tsx'

/** Control levels of the enterprises that the reader represents; nothing at all for everybody else. */
export function OwnLevels() {
  const t = useText(ownCareTexts)
  const { data } = useQuery({
    queryKey: ['me', 'levels'],
    queryFn: ({ signal }) => api.get<{ rows: OwnLevel[] }>('/me/control-levels', undefined, signal),
  })
  if (data === undefined || data.rows.length === 0) return null
  return (
    <section aria-labelledby="own-levels">
      <h2 id="own-levels">{t('levels.title')}</h2>
      {data.rows.map((s) => (
        <LevelCard key={s.id} s={s} />
      ))}
    </section>
  )
}

function LevelCard({ s }: { s: OwnLevel }) {
  const t = useText(ownCareTexts)
  const colon = useColon()
  const plans = s.plans.filter((p) => p.due !== null)
  const say = (v: string | number | boolean | null) =>
    v === null ? t('none') : typeof v === 'boolean' ? t(v ? 'yes' : 'no') : String(v)
  return (
    <article className="card data-card">
      <h3>{s.name}</h3>
      <p>
        <strong>{s.level === null ? t('levels.none') : t('levels.is', { level: s.level })}</strong>
      </p>
      <p className="field-hint">
        <OrgName code={s.owner} full />
        {s.since !== null && <> · {t('levels.since', { day: dayOf(new Date(s.since)) })}</>}
        {s.review !== null && <> · {t('levels.review', { day: s.review })}</>}
      </p>
      {s.reason !== '' && (
        <p>
          {t('why')}
          {colon}
          {s.reason}
        </p>
      )}
      {s.trace !== null && (
        <>
          <h4>{t('levels.data')}</h4>
          <ul>
            {s.trace.values.map((v) => (
              <li key={v.input}>
                {v.title}
                {colon}
                {say(v.value)} {v.value === null ? '' : v.unit}
              </li>
            ))}
          </ul>
        </>
      )}
      {plans.length > 0 && (
        <>
          <h4>{t('levels.plans')}</h4>
          <ul>
            {plans.map((p) => (
              <li key={p.measure}>
                {t(`measure.${p.measure}` as 'measure.inspection')} {p.due}
              </li>
            ))}
          </ul>
        </>
      )}
      <LevelObjections s={s} />
    </article>
  )
}
