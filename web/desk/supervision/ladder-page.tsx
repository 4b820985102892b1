import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { EscalationPolicy, LadderView } from '#modules/supervision/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { urgencyLabels, useLabel } from '../../ui/labels.ts'
import { PageTitle } from '../../ui/page.tsx'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { LimitCell } from '../duties/urgency-page.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { supervisionTexts } from '../messages/supervision.ts'
import { PostsCard } from './posts-card.tsx'
import './supervision.css'

export const ladderKey = ['supervision', 'ladder'] as const
const grades = ['critical', 'urgent', 'normal', 'complex'] as const
const rungs = [0, 1, 2] as const

/** When reminders and rungs fall due, and who is told by name. */
export function LadderPage() {
  const t = useText(supervisionTexts)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ladderKey,
    queryFn: ({ signal }) => api.get<LadderView>('/supervision/ladder', undefined, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('ladder.title')} />
        <Link to="/supervision">{t('ladder.back')}</Link>
      </div>
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <PolicyCard policy={data.policy} mayEdit={data.can.savePolicy} />
          <PostsCard ladder={data} />
        </>
      )}
    </main>
  )
}

function PolicyCard({ policy, mayEdit }: { policy: EscalationPolicy; mayEdit: boolean }) {
  const t = useText(supervisionTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [draft, setDraft] = useState<EscalationPolicy>()
  const save = useMutation({
    mutationFn: (next: EscalationPolicy) => api.post('/supervision/policy', next, newIntentionKey()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ladderKey })
      setDraft(undefined)
    },
  })
  const shown = draft ?? policy
  return (
    <section className="card">
      <p className="muted">{t('ladder.lead')}</p>
      <RungTable policy={shown} mayEdit={mayEdit} onChange={setDraft} />
      <Reminder policy={shown} mayEdit={mayEdit} onChange={setDraft} />
      {mayEdit && (
        <div className="action-send">
          <Button
            kind="main"
            busy={save.isPending}
            aria-disabled={draft === undefined}
            onClick={() => draft !== undefined && save.mutate(draft)}
          >
            {t('save')}
          </Button>
          {draft !== undefined && <Button onClick={() => setDraft(undefined)}>{t('undo')}</Button>}
          <span role="status">
            {save.error !== null && <span className="field-error">{failureText(save.error)}</span>}
            {save.isSuccess && draft === undefined && t('saved')}
          </span>
        </div>
      )}
    </section>
  )
}

interface Editing {
  readonly policy: EscalationPolicy
  readonly mayEdit: boolean
  readonly onChange: (next: EscalationPolicy) => void
}

function RungTable({ policy, mayEdit, onChange }: Editing) {
  const t = useText(supervisionTexts)
  const label = useLabel()
  return (
    <TableScroll label={t('ladder.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('grade')}</th>
            {rungs.map((rung) => (
              <th key={rung} scope="col">
                {t(`ladder.${(rung + 1) as 1 | 2 | 3}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grades.map((grade) => (
            <tr key={grade}>
              <th scope="row">
                <UrgencyTag urgency={grade} />
              </th>
              {rungs.map((rung) => (
                <td key={rung}>
                  <LimitCell
                    name={`${label(urgencyLabels, grade)} ${t(`ladder.${(rung + 1) as 1 | 2 | 3}`)}`}
                    limit={policy.rungs[grade][rung]}
                    mayEdit={mayEdit}
                    onChange={(limit) => {
                      const limits = policy.rungs[grade].with(
                        rung,
                        limit,
                      ) as EscalationPolicy['rungs']['normal']
                      onChange({ ...policy, rungs: { ...policy.rungs, [grade]: limits } })
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Reminder({ policy, mayEdit, onChange }: Editing) {
  const t = useText(supervisionTexts)
  const { share, workingHours } = policy.remind
  const percent = Math.round(share * 100)
  const change = (remind: Partial<EscalationPolicy['remind']>) =>
    onChange({ ...policy, remind: { ...policy.remind, ...remind } })
  return (
    <>
      <p>{t('remind.text', { share: `${percent}%`, hours: workingHours })}</p>
      {mayEdit && (
        <div className="form-grid">
          <TextField
            id="remind-share"
            label={t('remind.share')}
            type="number"
            min={50}
            max={99}
            value={percent}
            onChange={(event) => change({ share: (event.target.valueAsNumber || 50) / 100 })}
          />
          <TextField
            id="remind-hours"
            label={t('remind.hours')}
            type="number"
            min={0}
            max={80}
            value={workingHours}
            onChange={(event) => change({ workingHours: event.target.valueAsNumber || 0 })}
          />
        </div>
      )}
    </>
  )
}
