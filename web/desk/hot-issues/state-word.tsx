import type { IssueRowView } from '#modules/hot-issues/contract'
import { useText } from '../../ui/i18n.tsx'
import { hotIssueTexts } from '../messages/hot-issues.ts'

/** Whether an issue is hot, in a word; colour comes on top. */
export function StateWord({ state }: { state: IssueRowView['state'] }) {
  const t = useText(hotIssueTexts)
  return <span className={`tag tag-${state === 'hot' ? 'warn' : 'quiet'}`}>{t(`state.${state}`)}</span>
}

/** Where a task stands. */
export function TaskState({ state }: { state: string }) {
  const t = useText(hotIssueTexts)
  const name = `task.${state}` as 'task.assigned'
  return <span className={`tag tag-${state === 'closed' ? 'quiet' : 'open'}`}>{t(name)}</span>
}
