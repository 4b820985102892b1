import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { algorithmTexts } from '../messages/algorithms.ts'
import { algorithmsKey } from './query.ts'
import { type AlgorithmRow, expectedAt, percent, selectiveOf } from './register.ts'

type Verdict = 'approved' | 'suspended' | 'retired'

/** The leader approves, suspends or retires a version, sets its threshold, and says why. */
export function JudgeForm({ row }: { row: AlgorithmRow }) {
  const t = useText(algorithmTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [threshold, setThreshold] = useState(
    row.automatic_above === null ? '' : String(Number((row.automatic_above * 100).toFixed(1))),
  )
  const [stepsBack, setStepsBack] = useState(row.steps_back)
  const judge = useMutation({
    mutationFn: (status: Verdict) => {
      const automaticAbove = threshold === '' ? null : Number(threshold) / 100
      return api.post<unknown>(
        '/algorithms/judge',
        { code: row.code, version: row.version, status, reason, automaticAbove, stepsBack },
        newIntentionKey(),
      )
    },
    onSuccess: () => setReason(''),
    onSettled: () => client.invalidateQueries({ queryKey: algorithmsKey }),
  })
  const isReady = reason.trim().length >= 5
  const id = `${row.code}-${row.version}`
  const verdicts = verdictsOf(row.status)
  return (
    <details>
      <summary>{t('judge')}</summary>
      <form className="action-fields narrow-form" onSubmit={(event: FormEvent) => event.preventDefault()}>
        {!row.rights && (
          <GateFields row={row} id={id} {...{ threshold, setThreshold, stepsBack, setStepsBack }} />
        )}
        <TextField
          id={`${id}-reason`}
          label={t('reason')}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="action-send">
          {verdicts.map((status) => (
            <Button
              key={status}
              kind={status === 'approved' ? 'main' : 'danger'}
              busy={judge.isPending}
              aria-disabled={!isReady}
              onClick={() => isReady && judge.mutate(status)}
            >
              {t(verdictLabel(row.status, status))}
            </Button>
          ))}
          <span role="status" className={judge.error === null ? 'muted' : 'field-error'}>
            {judge.error === null ? !isReady && t('reason.needed') : failureText(judge.error)}
          </span>
        </div>
      </form>
    </details>
  )
}

/** A version that was retired can only be taken up again. */
function verdictsOf(status: AlgorithmRow['status']): readonly Verdict[] {
  if (status === 'approved') return ['approved', 'suspended', 'retired']
  return status === 'retired' ? ['approved'] : ['approved', 'retired']
}

function verdictLabel(from: AlgorithmRow['status'], to: Verdict) {
  if (to === 'approved' && from === 'approved') return 'do.threshold'
  if (to === 'approved' && from === 'retired') return 'do.back'
  return to === 'retired' && from === 'proposed' ? 'do.rejected' : (`do.${to}` as const)
}

interface GateFieldsProps {
  readonly row: AlgorithmRow
  readonly id: string
  readonly threshold: string
  readonly setThreshold: (threshold: string) => void
  readonly stepsBack: boolean
  readonly setStepsBack: (stepsBack: boolean) => void
}

/** The threshold with what it would do, and whether drift takes the version back. */
function GateFields({ row, id, threshold, setThreshold, stepsBack, setStepsBack }: GateFieldsProps) {
  const t = useText(algorithmTexts)
  return (
    <>
      <TextField
        id={`${id}-threshold`}
        type="number"
        min={50}
        max={100}
        step={0.5}
        label={t('threshold')}
        hint={t('threshold.hint')}
        value={threshold}
        onChange={(event) => setThreshold(event.target.value)}
      />
      <Expected row={row} threshold={threshold} />
      <label className="check-line">
        <input type="checkbox" checked={stepsBack} onChange={(event) => setStepsBack(event.target.checked)} />{' '}
        {t('steps-back')}
      </label>
    </>
  )
}

/** What the version's report expects of the threshold that is being typed. */
function Expected({ row, threshold }: { row: AlgorithmRow; threshold: string }) {
  const t = useText(algorithmTexts)
  const selective = selectiveOf(row.figures)
  if (selective === undefined) return null
  if (threshold === '') return <p className="muted">{t('gate.never')}</p>
  const point = expectedAt(selective.curve, Number(threshold) / 100)
  if (point === undefined) return null
  return (
    <p role="status">
      {t('expected', {
        threshold,
        coverage: percent(point.coverage),
        risk: percent(point.risk),
        bound: percent(point.riskBound),
      })}
      {point.riskBound > selective.maxRisk && (
        <strong> {t('expected.unproven', { max: percent(selective.maxRisk) })}</strong>
      )}
    </p>
  )
}
