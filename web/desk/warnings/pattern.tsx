import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PatternView } from '#modules/early-warning/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { watchName } from '../../ui/warnings.ts'
import { patternTexts } from '../messages/patterns.ts'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { usePattern, usePatternAction } from './pattern-api.ts'
import { newPattern } from './pattern-draft.ts'
import { PatternForm } from './pattern-form.tsx'
import { PatternStateTag } from './pattern-list.tsx'

/** One pattern: read aloud, its form, a trial on the past, and its switch; or a new one. */
export function PatternPage({ id }: { id: string }) {
  const { locale } = useLanguage()
  const t = useText(patternTexts)
  const back = useText(warningTexts)('back')
  const { me } = useSession()
  const [filters, change] = useFilters()
  const isNew = id === 'new'
  const pattern = usePattern(isNew ? undefined : id)
  const { pattern: _own, ...rest } = filters
  const p = pattern.data
  const posts = me?.posts.filter((post) => post.role === 'warning-officer') ?? []
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="." search={{ ...rest, view: 'patterns' }}>
        ← {back}
      </Link>
      {(me === undefined || (!isNew && pattern.isPending)) && <Loading lines={8} />}
      {pattern.error !== null && <Failure error={pattern.error} onRetry={() => void pattern.refetch()} />}
      {isNew && me !== undefined && (
        <>
          <PageTitle title={t('new')} />
          <PatternForm
            start={newPattern([...new Set(posts.flatMap((post) => post.places))])}
            mayEdit
            mayTry
            onSaved={(saved) => change({ pattern: saved })}
          />
        </>
      )}
      {p !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={watchName(locale, p.content)} />
            <PatternStateTag pattern={p} />
            {p.lost > 0 && (
              <span className="muted" title={t('lost.hint')}>
                {t('lost')} {p.lost}
              </span>
            )}
          </div>
          <Switch p={p} />
          <PatternForm
            key={p.version}
            start={p.content}
            of={p}
            mayEdit={p.can.includes('save')}
            mayTry={p.can.includes('try')}
            onSaved={() => undefined}
          />
        </>
      )}
    </main>
  )
}

/** On or off, with the reason. */
function Switch({ p }: { p: PatternView }) {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState<string>()
  const act = usePatternAction()
  const name = p.state === 'on' ? 'switchOff' : 'switchOn'
  if (!p.can.includes(name)) return null
  const send = () =>
    act.mutate(
      { path: `/${p.id}/switch`, body: { version: p.version, on: p.state !== 'on', reason } },
      { onSuccess: () => setReason(undefined) },
    )
  return (
    <section className="no-print">
      {reason === undefined ? (
        <Button onClick={() => setReason('')}>{t(`watch.${name}`)}</Button>
      ) : (
        <form
          className="card"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim().length >= 2) send()
          }}
        >
          <TextArea
            id="switch-reason"
            label={t('watch.reason')}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="action-send">
            <Button kind="main" type="submit" busy={act.isPending} disabled={reason.trim().length < 2}>
              {t(`watch.${name}`)}
            </Button>
            <Button onClick={() => setReason(undefined)}>{t('back')}</Button>
          </div>
        </form>
      )}
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
    </section>
  )
}
