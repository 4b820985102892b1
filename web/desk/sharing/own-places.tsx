import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'
import { useApply } from './api.ts'

interface OwnPlacesProps {
  readonly resource: string
  readonly consumer: string
  readonly onDone: (made: { id: string }) => void
}

/** 数据回流 in one click: the rows of one's own places, by the template. */
export function OwnPlaces({ resource, consumer, onDone }: OwnPlacesProps) {
  const t = useText(sharingTermsTexts)
  const failureText = useFailureText()
  const ask = useApply(onDone)
  return (
    <section className="card">
      <div className="button-row">
        <Button
          busy={ask.isPending}
          onClick={() =>
            ask.mutate({ path: '/sharing/own-places', input: { resource, consumer, purpose: 'grassroots' } })
          }
        >
          {t('own.button')}
        </Button>
        <span className="muted">{t('own.hint')}</span>
      </div>
      {ask.error !== null && (
        <p role="alert" className="field-error">
          {failureText(ask.error)}
        </p>
      )}
    </section>
  )
}
