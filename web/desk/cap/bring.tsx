import type { Received } from '#modules/cap/contract'
import { useText } from '../../ui/i18n.tsx'
import { capTexts } from '../messages/cap.ts'
import { useCapAction } from './api.ts'
import { FaultList, Refused } from './faults.tsx'

/** A document from elsewhere, by hand. */
export function BringFile() {
  const t = useText(capTexts)
  const send = useCapAction<Received>('/received')
  return (
    <section className="card cap-form" aria-label={t('bring')}>
      <label className="field">
        {t('bring.file')}
        <input
          type="file"
          className="input"
          accept=".xml,.cap,application/cap+xml"
          disabled={send.isPending}
          onChange={(e) => {
            const [file] = e.target.files ?? []
            if (file !== undefined) send.mutate(file)
          }}
        />
      </label>
      <Refused error={send.error} />
      {send.data !== undefined && (
        <div role="status">
          <p>
            <strong>{t(send.data.isNew ? 'bring.done' : 'bring.known')}</strong>
          </p>
          <FaultList faults={send.data.faults} />
        </div>
      )}
    </section>
  )
}
