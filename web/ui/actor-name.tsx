import { useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

interface Acted {
  readonly actorKind: string
  readonly actorName: string
}

/** Who took a step; of the platform itself that it was automatic, in the reader's language. */
export function ActorName({ step: { actorKind, actorName } }: { step: Acted }) {
  const t = useText(commonTexts)
  return <>{actorKind === 'system' ? t('who.system') : actorName}</>
}
