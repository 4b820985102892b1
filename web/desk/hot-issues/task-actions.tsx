import type { CaseView } from '#kernel/cases/contract'
import type { TaskAction } from '#modules/hot-issues/case'
import { useText } from '../../ui/i18n.tsx'
import { CaseActions } from '../case/case-actions.tsx'
import { type Field, forms } from '../case/forms.ts'
import { hotIssueTexts } from '../messages/hot-issues.ts'
import { tasks } from './api.ts'

const fields: Readonly<Record<TaskAction, readonly Field[]>> = {
  accept: [],
  report: [
    { kind: 'text', name: 'text', label: 'report', min: 5, max: 5000, rows: 6 },
    { kind: 'text', name: 'changed', label: 'changed', min: 2, max: 1000, rows: 3 },
  ],
  close: [],
  rework: forms.giveBack,
  dispatch: [
    { kind: 'org', name: 'org', label: 'org' },
    { kind: 'text', name: 'note', label: 'dispatch-note', min: 0, max: 1000, rows: 2, isOptional: true },
  ],
  decideExtension: forms.decideExtension,
  handle: [{ kind: 'text', name: 'text', label: 'task-progress', min: 2, max: 2000, rows: 4 }],
  assign: forms.assign,
  requestExtension: forms.requestExtension,
  giveBack: forms.giveBack,
  supervise: forms.supervise,
  note: forms.note,
}

/** What this reader can do now. An extension is asked for once, and decided only where one was asked for. */
export function TaskActions({ c }: { c: CaseView }) {
  const t = useText(hotIssueTexts)
  const fits = (name: TaskAction) =>
    name === 'requestExtension' ? c.extension === null : name !== 'decideExtension' || c.extension !== null
  return (
    <CaseActions
      door={tasks}
      c={c}
      fields={fields}
      label={t('actions')}
      labelOf={(name) => t(`do.${name}`)}
      fits={fits}
    />
  )
}
