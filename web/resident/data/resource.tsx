import { useState } from 'react'
import type { CorrectionKind, OwnResource, OwnRow, Reader } from '#modules/protection/contract'
import { purposeNames } from '#modules/sharing/rules'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { myDataTexts } from '../messages/my-data.ts'
import { AskForm } from './ask-form.tsx'

/** Days of reading that are shown at once. */
const mostDays = 5

/** One resource: its rows about the reader, and who may see them. */
export function OwnResourceCard({ r }: { r: OwnResource }) {
  const t = useText(myDataTexts)
  return (
    <article className="card data-card">
      <h2>{r.name}</h2>
      <dl className="data-facts">
        <dt>{t('provider')}</dt>
        <dd>
          <OrgName code={r.provider} full />
        </dd>
        <dt>{t('about')}</dt>
        <dd>{r.about}</dd>
        <dt>{t('basis')}</dt>
        <dd>
          {r.legalBasis === '' ? t('basis.none') : r.legalBasis}{' '}
          {r.months !== null && t('months', { months: r.months })}
        </dd>
      </dl>
      {r.rows.map((row, n) => (
        <Row key={row.ref} r={r} row={row} n={n + 1} />
      ))}
      <section aria-labelledby={`readers-${r.id}`}>
        <h3 id={`readers-${r.id}`}>{t('readers')}</h3>
        {r.readers.length === 0 ? (
          <p>{t('readers.none')}</p>
        ) : (
          <>
            <ul className="data-readers">
              {r.readers.map((reader) => (
                <ReaderLine key={`${reader.consumer} ${reader.purpose} ${reader.from}`} reader={reader} />
              ))}
            </ul>
            <p className="field-hint">{t('readers.note')}</p>
          </>
        )}
      </section>
    </article>
  )
}

function Row({ r, row, n }: { r: OwnResource; row: OwnRow; n: number }) {
  const t = useText(myDataTexts)
  const [kind, setKind] = useState<CorrectionKind>()
  return (
    <section aria-label={`${r.name} ${t('row', { n })}`} className="data-row">
      <p className="field-hint">
        {r.rows.length > 1 && `${t('row', { n })} · `}
        {t('since', { date: row.since.slice(0, 10) })}
      </p>
      <dl className="data-facts">
        {row.items.map((i) => (
          <div key={i.item} className="data-fact">
            <dt>{i.title}</dt>
            <dd className={i.shown === 'hidden' ? 'field-hint' : ''}>
              {i.shown === 'hidden' ? t('hidden') : <Value value={i.value} />}
            </dd>
          </div>
        ))}
      </dl>
      <div className="data-asks">
        {(['correct', 'explain', 'delete'] as const).map((k) => (
          <Button key={k} aria-expanded={kind === k} onClick={() => setKind(kind === k ? undefined : k)}>
            {t(k)}
          </Button>
        ))}
      </div>
      {kind !== undefined && (
        <AskForm key={kind} resource={r.id} row={row} kind={kind} onCancel={() => setKind(undefined)} />
      )}
    </section>
  )
}

const placePath = /^\d{2}(\/\d{6}(\/\d{9}(\/\d{12})?)?)?$/

function Value({ value }: { value: string | null }) {
  const t = useText(myDataTexts)
  if (value === null) return t('nothing')
  return value.includes('/') && placePath.test(value) ? <PlaceName path={value} /> : value
}

function ReaderLine({ reader }: { reader: Reader }) {
  const t = useText(myDataTexts)
  const join = useJoin()
  const { locale } = useLanguage()
  return (
    <li>
      <strong>
        <OrgName code={reader.consumer} full />
      </strong>{' '}
      <span className="tag tag-quiet">{t(`state.${reader.state}`)}</span>
      <dl className="data-facts">
        <dt>{t('purpose')}</dt>
        <dd>{purposeNames[reader.purpose][locale]}</dd>
        <dt>{t('use')}</dt>
        <dd>{reader.use}</dd>
        <dt>{t('basis')}</dt>
        <dd>{reader.legalBasis}</dd>
        <dt>{t('sees')}</dt>
        <dd>
          {join(reader.items.map((i) => (i.masked ? t('masked', { title: i.title }) : i.title)))}
          <br />
          {t('period', { from: reader.from, until: reader.until })}
        </dd>
      </dl>
      {reader.days.length === 0 ? (
        <p className="field-hint">{t('unread')}</p>
      ) : (
        <ul className="data-days">
          {reader.days.slice(0, mostDays).map((d) => (
            <li key={d.day}>{t('read', { day: d.day, calls: d.calls, reads: d.reads })}</li>
          ))}
        </ul>
      )}
    </li>
  )
}
