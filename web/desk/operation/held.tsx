import { useState } from 'react'
import type { HeldRun } from '#modules/operation/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { operationTexts } from '../messages/operation.ts'
import { Answer } from './answer.tsx'
import { useHeld, useOperationWrite } from './api.ts'
import { ReasonForm } from './reason.tsx'
import { RunChoices, useAnswerLabel } from './runs.tsx'
import { useItemsOf } from './template.tsx'
import { TemplateWords } from './words.tsx'

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

function HeldOutput({ run }: { run: HeldRun }) {
  const t = useText(operationTexts)
  const [release, setRelease] = useState<boolean>()
  const review = useOperationWrite(`/held/${run.id}/review`)
  const label = useAnswerLabel()
  const items = useItemsOf(run.question)
  const heading = `held-${run.id}`
  const choose = (next: boolean) => {
    review.reset()
    setRelease(release === next ? undefined : next)
  }
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>{t('held.title', { template: run.question.title })}</h2>
      <p className="muted">
        {t('held.for', { product: run.productName })} <OrgName code={run.operator} full /> ·{' '}
        <ExactTime at={run.at} />
      </p>
      <TemplateWords template={run.question} items={items} />
      <RunChoices run={run} items={items} />
      {run.output !== null && (
        <Answer
          label={label(run, run.question.title)}
          output={run.output}
          template={run.question}
          items={items}
        />
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
