import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Receipt, SubmitAppeal } from '#modules/appeals/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { Link, Redirect, useGo } from '../links.ts'
import { reportTexts } from '../messages/report.ts'
import { type Draft, firstOpenStep, submission } from './draft.ts'
import { finishDraft, useDraft } from './draft-store.ts'
import { pointWords } from './locate.tsx'
import { StepPage } from './step-page.tsx'

const pathOf = { what: '/report', where: '/report/where', who: '/report/who' } as const

/** Everything once more, each with a way back; then the one button that sends it. */
export function CheckPage() {
  const t = useText(reportTexts)
  const go = useGo()
  const failureText = useFailureText()
  const { draft, receipts } = useDraft()
  const { me } = useSession()
  const isResident = me?.kind === 'resident'
  const submit = useMutation({
    mutationFn: (body: SubmitAppeal) => api.post<Receipt>('/appeals', body, draft.key),
    onSuccess: ({ id, number }, body) => {
      finishDraft({ id, number, title: shorten(body.text), named: !body.anonymous })
      void go({ to: '/receipt/$number/$id', params: { number, id }, replace: true })
    },
  })
  if (submit.isSuccess) return null
  const open = firstOpenStep(draft, isResident)
  const latest = receipts[0]
  // Another tab has sent it, or the page was opened again after it was sent.
  if (open === 'what' && draft.text === '' && latest !== undefined)
    return <Redirect to="/receipt/$number/$id" params={{ number: latest.number, id: latest.id }} replace />
  if (open !== undefined && me !== undefined) return <Redirect to={pathOf[open]} replace />
  const errors = submit.error === null ? [] : [{ field: 'check-answers', message: failureText(submit.error) }]
  return (
    <StepPage
      step={4}
      title={t('check.title')}
      back="/report/who"
      next={t(submit.isPending ? 'check.submitting' : 'check.submit')}
      busy={submit.isPending}
      errors={errors}
      errorTitle={t('check.failed')}
      attempt={submit.isError ? submit.submittedAt : 0}
      onNext={() => submit.mutate(submission(draft, isResident))}
    >
      <dl className="answers" id="check-answers" tabIndex={-1}>
        <Answer name={t('check.what')} to="/report">
          <p className="own-words">{draft.text.trim()}</p>
        </Answer>
        {draft.photos.length > 0 && (
          <Answer name={t('check.photos')} to="/report">
            {t('check.photo-count', { count: draft.photos.length })}
          </Answer>
        )}
        <Answer name={t('check.where')} to="/report/where">
          <WhereAnswer draft={draft} />
        </Answer>
        <Answer name={t('check.who')} to="/report/who">
          {draft.who === 'anonymous'
            ? t('check.anonymous')
            : isResident
              ? me.name
              : [draft.name.trim(), draft.phone].filter(Boolean).join(' ')}
        </Answer>
      </dl>
    </StepPage>
  )
}

function Answer({
  name,
  to,
  children,
}: {
  name: string
  to: (typeof pathOf)[keyof typeof pathOf]
  children: ReactNode
}) {
  const t = useText(reportTexts)
  return (
    <div className="answer">
      <dt>{name}</dt>
      <dd>{children}</dd>
      <dd className="answer-change">
        <Link to={to}>
          {t('check.change')}
          <span className="visually-hidden"> {name}</span>
        </Link>
      </dd>
    </div>
  )
}

function WhereAnswer({ draft }: { draft: Draft }) {
  const t = useText(reportTexts)
  if (draft.isNowhere) return t('check.nowhere')
  return (
    <>
      {draft.place !== '' && (
        <p>
          <PlaceName path={draft.place} />
        </p>
      )}
      {draft.address.trim() !== '' && <p>{draft.address.trim()}</p>}
      {draft.point !== null && <p>{t('check.point', { name: pointWords(draft, t) })}</p>}
    </>
  )
}

function shorten(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ')]
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : letters.join('')
}
