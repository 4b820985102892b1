import { useState } from 'react'
import type { KeyView, SystemView } from '#modules/exchange/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { PlatformKeyList } from './platform-keys.tsx'
import { useSystems } from './query.ts'
import { RegisterForm } from './register-form.tsx'
import { ConfirmForm, RevokeForm, RevokeKeyForm, RotateForm } from './system-forms.tsx'

/** Systems of the reader's organizations with their keys; the platform's own below. */
export function Systems() {
  const t = useText(exchangeTexts)
  const [isAdding, setAdding] = useState(false)
  const { data, error, isPending, refetch } = useSystems()
  if (isPending) return <Loading lines={6} />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  const { systems, organizations, can } = data
  return (
    <>
      {can.register && (
        <p>
          <Button kind="main" aria-pressed={isAdding} onClick={() => setAdding(!isAdding)}>
            {t('register')}
          </Button>
        </p>
      )}
      {isAdding && <RegisterForm organizations={organizations} />}
      {systems.length === 0 && <Empty title={t('empty')}>{can.register && t('empty.do')}</Empty>}
      {systems.map((system) => (
        <SystemCard key={system.id} system={system} />
      ))}
      <PlatformKeyList mayRotate={can.rotatePlatformKey} />
    </>
  )
}

function SystemCard({ system }: { system: SystemView }) {
  const t = useText(exchangeTexts)
  const { may, state } = system
  return (
    <article className="card" aria-labelledby={`system-${system.id}`}>
      <div className="page-head">
        <h2 id={`system-${system.id}`}>{system.name}</h2>
        <strong>
          {state === 'confirmed' ? '✓' : state === 'waiting' ? '…' : '✕'} {t(`state.${state}`)}
        </strong>
      </div>
      <dl className="facts">
        <Fact name={t('organization')}>
          <OrgName code={system.organization} full />
        </Fact>
        <Fact name={t('contact')}>{system.contact}</Fact>
        <Fact name={t('per-minute')}>{system.perMinute}</Fact>
        <Fact name={t('calls.given')}>{system.calls.given}</Fact>
        <Fact name={t('calls.refused')}>{system.calls.refused}</Fact>
        {system.reason !== null && <Fact name={t('reason')}>{system.reason}</Fact>}
      </dl>
      <h3>{t('keys')}</h3>
      <ul className="exchange-keys">
        {system.keys.map((key) => (
          <KeyItem key={key.id} system={system} held={key} />
        ))}
      </ul>
      {may.includes('confirm') && state === 'waiting' && <ConfirmForm system={system} />}
      {may.length > 0 && (
        <details>
          <summary aria-label={t('manage.of', { name: system.name })}>{t('manage')}</summary>
          {may.includes('confirm') && state === 'confirmed' && <ConfirmForm system={system} />}
          {may.includes('rotate') && <RotateForm system={system} />}
          {may.includes('revoke') && <RevokeForm system={system} />}
        </details>
      )}
    </article>
  )
}

function KeyItem({ system, held }: { system: SystemView; held: KeyView }) {
  const t = useText(exchangeTexts)
  return (
    <li>
      <span className="hash">{held.id}</span> · {held.alg} ·{' '}
      {held.revokedAt !== null ? (
        t('key.revoked', { reason: held.reason ?? '' })
      ) : held.until === null ? (
        t('key.in-use')
      ) : (
        <>
          {t('key.until')} <ExactTime at={held.until} />
        </>
      )}
      {held.revokedAt === null && system.may.includes('revoke') && (
        <RevokeKeyForm system={system} keyId={held.id} />
      )}
    </li>
  )
}
