import { tabularMessages } from '#kernel/tabular/messages'
import type { Reason } from '#modules/pulls/contract'
import { pullMessages } from '#modules/pulls/messages'
import { useText } from '../../ui/i18n.tsx'

const texts = { ...pullMessages, ...tabularMessages }
type Key = keyof typeof texts

/** Why something could not be read, in words. */
export function ReasonText({ reason }: { reason: Reason }) {
  const t = useText(texts)
  const own = `pulls.error.${reason.key}`
  const key = own in texts ? own : reason.key in texts ? reason.key : 'pulls.error.failed'
  return <>{t(key as Key, { code: reason.key, ...reason.values })}</>
}
