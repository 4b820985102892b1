import { useState } from 'react'
import type { Registration } from '#modules/operation/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { operationTexts } from '../messages/operation.ts'
import { useOperationWrite, useRegistrations } from './api.ts'
import { ReasonForm } from './reason.tsx'
import { RegisterForm } from './register-form.tsx'
import { useFigure } from './words.tsx'

/** Resources that may be operated, and what is left of each one's budget of the month. */
export function RegistrationsView() {
  const t = useText(operationTexts)
  const { hasRole } = useSession()
  const isManager = hasRole('data-manager')
  const [isOpen, setOpen] = useState(false)
  const registrations = useRegistrations()
  const rows = registrations.data?.rows
  return (
    <>
      <p className="muted">{t('registrations.intro')}</p>
      {isManager && !isOpen && (
        <Button className="start" onClick={() => setOpen(true)}>
          {t('register.resource')}
        </Button>
      )}
      {isOpen && <RegisterForm onDone={() => setOpen(false)} />}
      {registrations.isPending && <Loading lines={6} />}
      {registrations.error !== null && (
        <Failure error={registrations.error} onRetry={() => void registrations.refetch()} />
      )}
      {rows?.length === 0 && (
        <Empty title={t('registrations.empty')}>
          <p>{t('registrations.empty.hint')}</p>
        </Empty>
      )}
      {rows?.map((r) => (
        <RegistrationCard key={r.resource} r={r} />
      ))}
    </>
  )
}

const tags = { applied: 'open', confirmed: 'good', refused: 'warn' } as const

function RegistrationCard({ r }: { r: Registration }) {
  const t = useText(operationTexts)
  const figure = useFigure()
  const { hasRole } = useSession()
  const heading = `registration-${r.resource}`
  return (
    <section className="card" aria-labelledby={heading}>
      <div className="page-head">
        <h2 id={heading}>{r.resourceName}</h2>
        <span className={`tag tag-${tags[r.state]}`}>{t(`registration.${r.state}`)}</span>
      </div>
      <dl className="operation-facts">
        <dt>{t('number')}</dt>
        <dd>{r.number ?? t('number.none')}</dd>
        <dt>{t('provider')}</dt>
        <dd>
          <OrgName code={r.provider} />
        </dd>
        <dt>{t('scope')}</dt>
        <dd>{r.scope}</dd>
        <dt>{t('until')}</dt>
        <dd>{r.until}</dd>
        <dt>{t('epsilon.month')}</dt>
        <dd>
          {t('epsilon.left', { left: figure(r.epsilonLeft), all: figure(r.monthlyEpsilon) })}{' '}
          <meter
            min={0}
            max={r.monthlyEpsilon}
            value={r.epsilonLeft}
            aria-label={t('epsilon.meter', { resource: r.resourceName })}
          />
        </dd>
        {r.reason !== null && (
          <>
            <dt>{t('reason.last')}</dt>
            <dd>{r.reason}</dd>
          </>
        )}
      </dl>
      {r.state === 'applied' && hasRole('data-authority') && <Confirm r={r} />}
    </section>
  )
}

function Confirm({ r }: { r: Registration }) {
  const t = useText(operationTexts)
  const [confirm, setConfirm] = useState<boolean>()
  const judge = useOperationWrite(`/registrations/${r.resource}/confirm`)
  const choose = (next: boolean) => {
    judge.reset()
    setConfirm(confirm === next ? undefined : next)
  }
  return (
    <>
      <div className="button-row">
        <Button aria-pressed={confirm === true} onClick={() => choose(true)}>
          {t('registration.confirm')}
        </Button>
        <Button kind="danger" aria-pressed={confirm === false} onClick={() => choose(false)}>
          {t('registration.refuse')}
        </Button>
      </div>
      {confirm !== undefined && (
        <ReasonForm
          key={String(confirm)}
          id={`reason-${r.resource}`}
          label={t(confirm ? 'registration.confirm' : 'registration.refuse')}
          busy={judge.isPending}
          error={judge.error}
          onSend={(reason) => judge.mutate({ confirm, reason })}
          onCancel={() => setConfirm(undefined)}
        />
      )}
    </>
  )
}
