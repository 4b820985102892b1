import { type ReactNode, useState } from 'react'
import type { SystemView } from '#modules/exchange/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { useExchangeAction } from './query.ts'

interface SendProps {
  readonly action: ReturnType<typeof useExchangeAction>
  readonly label: string
  readonly isReady: boolean
  readonly isDanger?: boolean
  readonly onSend: () => void
  readonly children: ReactNode
}

/** Fields, the button that sends them, and what came of it. */
export function Send({ action, label, isReady, isDanger = false, onSend, children }: SendProps) {
  const t = useText(exchangeTexts)
  const failureText = useFailureText()
  return (
    <div className="action-fields">
      {children}
      <Button
        kind={isDanger ? 'danger' : 'main'}
        busy={action.isPending}
        aria-disabled={!isReady}
        onClick={() => isReady && onSend()}
      >
        {label}
      </Button>
      <span role="status" className={action.error === null ? '' : 'field-error'}>
        {action.error !== null && failureText(action.error)}
        {action.isSuccess && t('done')}
      </span>
    </div>
  )
}

export const isWhole = (text: string, least: number, most: number) =>
  /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most

export const looksLikeKey = (text: string) =>
  /^-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----$/.test(text.trim())

export function ConfirmForm({ system }: { system: SystemView }) {
  const t = useText(exchangeTexts)
  const action = useExchangeAction(`systems/${system.id}/confirm`)
  const [perMinute, setPerMinute] = useState(String(system.perMinute))
  return (
    <Send
      action={action}
      label={t(system.state === 'waiting' ? 'confirm' : 'change-limit')}
      isReady={isWhole(perMinute, 1, 60_000)}
      onSend={() => action.mutate({ revision: system.revision, perMinute: Number(perMinute) })}
    >
      <TextField
        id={`limit-${system.id}`}
        label={t('per-minute')}
        inputMode="numeric"
        value={perMinute}
        onChange={(e) => setPerMinute(e.target.value)}
      />
    </Send>
  )
}

export function RotateForm({ system }: { system: SystemView }) {
  const t = useText(exchangeTexts)
  const action = useExchangeAction(`systems/${system.id}/rotate-key`)
  const [publicKey, setPublicKey] = useState('')
  const [overlap, setOverlap] = useState('24')
  return (
    <Send
      action={action}
      label={t('rotate')}
      isReady={looksLikeKey(publicKey) && isWhole(overlap, 0, 720)}
      onSend={() => action.mutate({ revision: system.revision, publicKey, overlapHours: Number(overlap) })}
    >
      <TextArea
        id={`key-${system.id}`}
        label={t('public-key')}
        rows={4}
        value={publicKey}
        onChange={(e) => setPublicKey(e.target.value)}
      />
      <TextField
        id={`overlap-${system.id}`}
        label={t('overlap')}
        inputMode="numeric"
        value={overlap}
        onChange={(e) => setOverlap(e.target.value)}
      />
    </Send>
  )
}

export function RevokeForm({ system }: { system: SystemView }) {
  const t = useText(exchangeTexts)
  const action = useExchangeAction(`systems/${system.id}/revoke`)
  const [reason, setReason] = useState('')
  return (
    <Send
      action={action}
      label={t('revoke')}
      isDanger
      isReady={reason.trim().length >= 2}
      onSend={() => action.mutate({ revision: system.revision, reason })}
    >
      <TextField
        id={`revoke-${system.id}`}
        label={t('reason')}
        maxLength={500}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
    </Send>
  )
}

export function RevokeKeyForm({ system, keyId }: { system: SystemView; keyId: string }) {
  const t = useText(exchangeTexts)
  const action = useExchangeAction(`systems/${system.id}/revoke-key`)
  const [reason, setReason] = useState('')
  return (
    <details>
      <summary>{t('revoke-key')}</summary>
      <Send
        action={action}
        label={t('revoke-key')}
        isDanger
        isReady={reason.trim().length >= 2}
        onSend={() => action.mutate({ revision: system.revision, key: keyId, reason })}
      >
        <TextField
          id={`revoke-key-${keyId}`}
          label={t('reason')}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </Send>
    </details>
  )
}
