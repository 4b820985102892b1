import { useState } from 'react'
import type { RunView } from '#modules/operation/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { operationTexts } from '../messages/operation.ts'
import { Answer } from './answer.tsx'
import { useHeld, useOperationWrite } from './api.ts'
import { ReasonForm } from './reason.tsx'
import { RunChoices, useAnswerLabel } from './runs.tsx'

/** Outputs of the reader's data that wait to be looked at, the oldest first. */
export function HeldView() {
  const t = useText(operationTexts)
  const held = useHeld()
  const rows = held.data?.rows
  return (
    <>
      <p className="muted">{t('held.intro')}</p>
      {held.isPending && <Loading lines={6} />}
      {held.error !== null && <Failure error={held.error} onRetry={() => void held.refetch()} />}
      {rows?.length === 0 && (
        <Empty title={t('held.empty')}>
          <p>{t('held.empty.hint')}</p>
        </Empty>
      )}
      {rows?.map((run) => (
        <HeldOutput key={run.id} run={run} />
      ))}
    </>
  )
}

function HeldOutput({ run }: { run: RunView }) {
  const t = useText(operationTexts)
  const [release, setRelease] = useState<boolean>()
  const review = useOperationWrite(`/held/${run.id}/review`)
  const label = useAnswerLabel()
  const heading = `held-${run.id}`
  const choose = (next: boolean) => {
    review.reset()
    setRelease(release === next ? undefined : next)
  }
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>{t('held.title', { template: run.template })}</h2>
      <p className="muted">
        <ExactTime at={run.at} />
      </p>
      <RunChoices run={run} items={[]} />
      {run.output !== null && (
        <Answer label={label(run)} output={run.output} template={undefined} items={[]} />
      )}
      <div className="button-row">
        <Button aria-pressed={release === true} onClick={() => choose(true)}>
          {t('held.release')}
        </Button>
        <Button kind="danger" aria-pressed={release === false} onClick={() => choose(false)}>
          {t('held.refuse')}
        </Button>
      </div>
      {release !== undefined && (
        <ReasonForm
          key={String(release)}
          id={`reason-${run.id}`}
          label={t(release ? 'held.release' : 'held.refuse')}
          busy={review.isPending}
          error={review.error}
          onSend={(reason) => review.mutate({ release, reason })}
          onCancel={() => setRelease(undefined)}
        />
      )}
    </section>
  )
}
