import { useMutation } from '@tanstack/react-query'
import { QRCode } from 'antd'
import type { TotpSecret } from '#kernel/identity/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { meTexts } from '../messages/me.ts'
import { CodeForm, StepFailure } from './forms.tsx'

/** The secret is shown once, as a code to scan and as text to type; its first digits prove that it works. */
export function Enrol() {
  const t = useText(meTexts)
  const start = useMutation({ mutationFn: () => api.post<TotpSecret>('/me/totp', {}) })
  if (start.data === undefined)
    return (
      <>
        <p>{t('totp.what')}</p>
        <StepFailure error={start.error} />
        <div>
          <Button kind="main" busy={start.isPending} onClick={() => start.mutate()}>
            {t('totp.begin')}
          </Button>
        </div>
      </>
    )
  const { secret, uri } = start.data
  return (
    <>
      <p>{t('totp.secret')}</p>
      <div className="enrol">
        <div role="img" aria-label={t('totp.qr')}>
          <div aria-hidden="true">
            <QRCode value={uri} type="svg" size={184} bordered={false} />
          </div>
        </div>
        <div className="enrol-text">
          <p className="muted">{t('totp.type')}</p>
          <p className="hash">{inFours(secret)}</p>
          <p>
            <a href={uri}>{t('totp.open')}</a>
          </p>
        </div>
      </div>
      <CodeForm door="/me/totp/confirm" />
    </>
  )
}

/** Groups of four are read off without losing the place. */
function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret
}
