import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useAsOf } from '../../ui/running/run.ts'
import { partiesTexts } from '../messages/parties.ts'

/** What the phone kept is shown with the time at which the server had said it. */
export function AsOf() {
  const t = useText(partiesTexts)
  const at = useAsOf()
  return (
    <p role="status" className="party-as-of" hidden={at === null}>
      {at !== null && (
        <>
          ◷ {t('as-of')} <ExactTime at={new Date(at).toISOString()} />
        </>
      )}
    </p>
  )
}
