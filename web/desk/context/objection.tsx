import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { type ObjectionPage, objectionKinds } from '#modules/assessment/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { assessmentTexts } from '../messages/assessment.ts'

/** The lead's way to say that an answered case should not count for it. */
export function ObjectionBox({ c }: { c: CaseView }) {
  const { me } = useSession()
  const isLead = me?.posts.some((p) => p.role === 'handler' && p.org === c.lead) === true
  const isAnswered = ['answered', 'rated', 'closed'].includes(c.state)
  return isLead && isAnswered ? <ObjectionForm id={c.id} /> : null
}

function ObjectionForm({ id }: { id: string }) {
  const t = useText(assessmentTexts)
  const { data } = useQuery({
    queryKey: ['assessment-objections', 'case', id],
    queryFn: ({ signal }) => api.get<ObjectionPage>('/assessment/objections', { case: id }, signal),
  })
  const filed = data?.rows[0]
  if (data === undefined) return null
  return (
    <section>
      <h3>{t('file.title')}</h3>
      {filed === undefined ? (
        <NewObjection id={id} />
      ) : (
        <p>
          {t(`kind.${filed.kind}`)} · {t('file.done', { state: t(`state.${filed.state}`) })}
          {filed.decision !== null && <span className="muted"> {filed.decision}</span>}
        </p>
      )}
    </section>
  )
}

function NewObjection({ id }: { id: string }) {
  const t = useText(assessmentTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [kind, setKind] = useState<string>(objectionKinds[0])
  const [reason, setReason] = useState('')
  const file = useMutation({
    mutationFn: () =>
      api.post<unknown>('/assessment/objections', { case: id, kind, reason }, newIntentionKey()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['assessment-objections'] }),
  })
  const isReady = reason.trim().length >= 5
  return (
    <details>
      <summary>{t('file.send')}</summary>
      <label className="field">
        {t('file.kind')}
        <select className="input" value={kind} onChange={(event) => setKind(event.target.value)}>
          {objectionKinds.map((one) => (
            <option key={one} value={one}>
              {t(`kind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <TextArea
        id={`objection-${id}`}
        label={t('reason')}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {file.error !== null && (
        <p role="alert" className="field-error">
          {failureText(file.error)}
        </p>
      )}
      <Button
        kind="main"
        busy={file.isPending}
        aria-disabled={!isReady}
        onClick={() => isReady && file.mutate()}
      >
        {t('file.send')}
      </Button>
    </details>
  )
}
