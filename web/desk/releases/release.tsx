import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReleaseView } from '#modules/releases/contract'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { ReleaseCardView, usePercent } from '../../ui/release-card.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { releasesTexts } from '../messages/releases.ts'
import { ReasonForm } from '../operation/reason.tsx'
import { useRelease, useReleaseWrite } from './api.ts'
import { Downloads } from './downloads.tsx'
import { ResultView } from './result.tsx'
import { AudienceWord, ReleaseStateTag } from './words.tsx'

/** One release: what is planned, what came of it, what may be done now. */
export function ReleasePageView({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useRelease(id)
  return (
    <>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <View v={data} />}
    </>
  )
}

function View({ v }: { v: ReleaseView }) {
  return (
    <>
      <div className="page-head">
        <PageTitle title={v.row.title} />
        <ReleaseStateTag row={v.row} />
      </div>
      <Warnings v={v} />
      <Actions v={v} />
      {v.card !== null && (
        <section className="card">
          <ReleaseCardView card={v.card} door="/releases" />
        </section>
      )}
      {v.plan !== null && v.card === null && <PlanFacts v={v} />}
      {v.result !== null && <ResultView v={v} result={v.result} />}
      {v.plan !== null && v.card !== null && <Downloads rows={v.downloads} />}
    </>
  )
}

function PlanFacts({ v }: { v: ReleaseView }) {
  const t = useText(releasesTexts)
  const percent = usePercent()
  if (v.plan === null) return null
  const { audience, reason, k, suppression, until, about } = v.plan
  return (
    <section className="card">
      <p>{about}</p>
      <dl className="release-facts">
        <Fact name={t('resource')}>{v.row.resourceName}</Fact>
        <Fact name={t('audience')}>
          <AudienceWord audience={audience} />
        </Fact>
        {audience.kind === 'named' && (
          <>
            <Fact name={t('purpose')}>{audience.purpose}</Fact>
            <Fact name={t('agreement')}>{audience.agreement}</Fact>
          </>
        )}
        <Fact name={t('k')}>{t('k.words', { k, share: percent(suppression) })}</Fact>
        <Fact name={t('reason')}>{reason}</Fact>
        <Fact name={t('until')}>{until}</Fact>
        {v.reason !== null && <Fact name={t('reason.last')}>{v.reason}</Fact>}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What goes on, and what stands in the way. */
function Warnings({ v }: { v: ReleaseView }) {
  const t = useText(releasesTexts)
  const say = useText(releasesTexts as Record<string, { zh: string; en: string }>)
  const join = useJoin()
  const titles = new Map(v.items.map((i) => [i.name, i.title]))
  return (
    <>
      {v.progress !== null && (
        <p role="status" className="release-progress">
          {t(`stage.${v.progress.stage}`, {
            done: v.progress.done + (v.progress.all === null ? 0 : 1),
            all: v.progress.all ?? 0,
          })}
          <progress
            aria-label={t(`state.${v.row.state}`)}
            {...(v.progress.all === null ? {} : { max: v.progress.all, value: v.progress.done })}
          />
        </p>
      )}
      {v.problem !== null && (
        <div role="note" className="release-note">
          <strong>{t('problem.title')}</strong>
          <p>{say(`problem.${v.problem.key}`, v.problem.values)}</p>
        </div>
      )}
      {v.isStale && (
        <p role="note" className="release-note">
          {t('stale')}
        </p>
      )}
      {v.unsafe.length > 0 && (
        <div role="note" className="release-note">
          <strong>{t('unsafe.title')}</strong>
          {v.unsafe.map((c) => (
            <p key={c.release}>
              {t('unsafe.words', { ...c, by: join(c.by.map((item) => titles.get(item) ?? item)) })}
            </p>
          ))}
        </div>
      )}
    </>
  )
}

type Asked = 'approve' | 'return' | 'withdraw'

/** What this reader may do in this state; a judgement and a withdrawal ask why. */
function Actions({ v }: { v: ReleaseView }) {
  const t = useText(releasesTexts)
  const [asked, setAsked] = useState<Asked>()
  const act = useReleaseWrite(`/releases/${v.row.id}/${asked}`)
  const may = (step: ReleaseView['may'][number]) => v.may.includes(step)
  const choose = (next: Asked) => {
    act.reset()
    setAsked(asked === next ? undefined : next)
  }
  if (v.may.every((s) => s === 'fetch')) return null
  const judgements: readonly Asked[] = [
    ...(may('judge') ? (['approve', 'return'] as const) : []),
    ...(may('withdraw') ? (['withdraw'] as const) : []),
  ]
  return (
    <section className="no-print release-actions" aria-label={t('actions')}>
      <div className="button-row">
        {may('submit') && v.unsafe.length === 0 && !v.isStale && (
          <StepButton v={v} step="submit" kind="main" />
        )}
        {may('compute') && <StepButton v={v} step="compute" kind={may('submit') ? 'plain' : 'main'} />}
        {may('cancel') && <StepButton v={v} step="cancel" kind="danger" />}
        {may('edit') && (
          <Link to="." search={{ release: v.row.id, view: 'edit' }} className="button button-plain">
            {t('do.edit')}
          </Link>
        )}
        {judgements.map((name) => (
          <Button
            key={name}
            kind={name === 'approve' ? 'main' : name === 'withdraw' ? 'danger' : 'plain'}
            aria-pressed={asked === name}
            onClick={() => choose(name)}
          >
            {t(`do.${name}`)}
          </Button>
        ))}
      </div>
      {asked !== undefined && judgements.includes(asked) && (
        <ReasonForm
          key={asked}
          id="release-reason"
          label={t(`do.${asked}`)}
          busy={act.isPending}
          error={act.error}
          onSend={(reason) =>
            act.mutate({ revision: v.revision, reason }, { onSuccess: () => setAsked(undefined) })
          }
          onCancel={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}

interface StepButtonProps {
  readonly v: ReleaseView
  readonly step: 'submit' | 'compute' | 'cancel'
  readonly kind: 'main' | 'plain' | 'danger'
}

function StepButton({ v, step, kind }: StepButtonProps) {
  const t = useText(releasesTexts)
  const failureText = useFailureText()
  const act = useReleaseWrite(`/releases/${v.row.id}/${step}`)
  return (
    <>
      <Button kind={kind} busy={act.isPending} onClick={() => act.mutate({ revision: v.revision })}>
        {t(`do.${step}`)}
      </Button>
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
    </>
  )
}
