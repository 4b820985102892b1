import { useText } from '../../ui/i18n.tsx'
import { collectionTexts } from '../messages/collection.ts'

/** Where a task stands. */
export function DataTaskState({ state }: { state: string }) {
  const t = useText(collectionTexts)
  return (
    <span className={`tag tag-${state === 'closed' ? 'quiet' : 'open'}`}>
      {t(`task.${state}` as 'task.assigned')}
    </span>
  )
}
