import type { AlertRow } from '#modules/cap/contract'
import { useText } from '../../ui/i18n.tsx'
import { capTexts } from '../messages/cap.ts'

/** Whether it is real: by word, shape and frame, never by colour alone. */
export function StatusTag({ status }: { status: AlertRow['status'] }) {
  const t = useText(capTexts)
  return <span className={`cap-status cap-status-${status.toLowerCase()}`}>{t(`status.${status}`)}</span>
}

export function StateMark({ state }: { state: AlertRow['state'] }) {
  const t = useText(capTexts)
  return <span className={`cap-state-${state}`}>{t(`state.${state}`)}</span>
}
