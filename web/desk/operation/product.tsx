import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Product } from '#modules/operation/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { operationTexts } from '../messages/operation.ts'
import { useMyOrgs } from '../sharing/api.ts'
import { useOperationWrite, useProduct } from './api.ts'
import { ReasonForm } from './reason.tsx'
import { RunHistory } from './runs.tsx'
import { StatementOfMonth } from './statement.tsx'
import { TemplateCard } from './template.tsx'
import { ProductStateTag, useMoney } from './words.tsx'

/** One product: what it may ask, what it was answered, and what that costs. */
export function ProductPage({ id }: { id: string }) {
  const product = useProduct(id)
  const p = product.data
  return (
    <>
      {product.isPending && <Loading lines={6} />}
      {product.error !== null && <Failure error={product.error} onRetry={() => void product.refetch()} />}
      {p !== undefined && <View p={p} />}
    </>
  )
}

function View({ p }: { p: Product }) {
  const t = useText(operationTexts)
  const money = useMoney()
  const isMine = useMyOrgs().includes(p.operator)
  const { price, purpose, templates } = p.content
  return (
    <>
      <div className="page-head">
        <PageTitle title={p.content.name} />
        <ProductStateTag state={p.state} />
      </div>
      <dl className="operation-facts">
        <dt>{t('number')}</dt>
        <dd>{p.number ?? t('number.none')}</dd>
        <dt>{t('operator')}</dt>
        <dd>
          <OrgName code={p.operator} full />
        </dd>
        <dt>{t('purpose')}</dt>
        <dd>{purpose}</dd>
        <dt>{t('price')}</dt>
        <dd>{price === 0 ? t('price.free') : t('price.words', { money: money(price) })}</dd>
        <dt>{t('revision')}</dt>
        <dd>{p.revision}</dd>
        {p.reason !== null && (
          <>
            <dt>{t('reason.last')}</dt>
            <dd>{p.reason}</dd>
          </>
        )}
      </dl>
      <ProductActions p={p} isMine={isMine} />
      <h2>{t('templates')}</h2>
      {isMine && p.state !== 'registered' && <p role="note">{t(`run.not.${p.state}`)}</p>}
      {templates.map((template) => (
        <TemplateCard
          key={template.id}
          p={p}
          template={template}
          mayRun={isMine && p.state === 'registered'}
        />
      ))}
      <RunHistory p={p} />
      <StatementOfMonth id={p.id} templates={templates} />
    </>
  )
}

const judgements = {
  draft: [],
  submitted: ['register', 'refuse'],
  registered: ['suspend'],
  suspended: ['resume'],
  withdrawn: [],
} as const satisfies Record<Product['state'], readonly string[]>
type Step = (typeof judgements)[Product['state']][number] | 'withdraw'

/** What this reader may do with the product in its state; everything but submitting asks why. */
function ProductActions({ p, isMine }: { p: Product; isMine: boolean }) {
  const t = useText(operationTexts)
  const { hasRole } = useSession()
  const isAuthority = hasRole('data-authority')
  const [step, setStep] = useState<Step>()
  const act = useOperationWrite(`/products/${p.id}/${step}`)
  if (p.state === 'withdrawn' || !(isMine || isAuthority)) return null
  const steps: readonly Step[] = [...(isAuthority ? judgements[p.state] : []), 'withdraw']
  const choose = (next: Step) => {
    act.reset()
    setStep(step === next ? undefined : next)
  }
  return (
    <section className="no-print operation-actions" aria-label={t('actions')}>
      <div className="button-row">
        {isMine && p.state === 'draft' && <SubmitButton p={p} />}
        {isMine && (
          <Link to="." search={{ product: p.id, view: 'edit' }} className="button button-plain">
            {t('edit')}
          </Link>
        )}
        {steps.map((name) => (
          <Button
            key={name}
            kind={name === 'withdraw' ? 'danger' : 'plain'}
            aria-pressed={step === name}
            onClick={() => choose(name)}
          >
            {t(`do.${name}`)}
          </Button>
        ))}
      </div>
      {isMine && p.state === 'registered' && <p className="muted">{t('edit.registered')}</p>}
      {step !== undefined && (
        <ReasonForm
          key={step}
          id="operation-reason"
          label={t(`do.${step}`)}
          busy={act.isPending}
          error={act.error}
          onSend={(reason) =>
            act.mutate({ revision: p.revision, reason }, { onSuccess: () => setStep(undefined) })
          }
          onCancel={() => setStep(undefined)}
        />
      )}
    </section>
  )
}

function SubmitButton({ p }: { p: Product }) {
  const t = useText(operationTexts)
  const failureText = useFailureText()
  const submit = useOperationWrite(`/products/${p.id}/submit`)
  return (
    <>
      <Button kind="main" busy={submit.isPending} onClick={() => submit.mutate({ revision: p.revision })}>
        {t('do.submit')}
      </Button>
      {submit.error !== null && (
        <p role="alert" className="field-error">
          {failureText(submit.error)}
        </p>
      )}
    </>
  )
}
