import type { CaseView } from '#kernel/cases/contract'
import type { LadderStep } from '#kernel/cases/rules'
import type { DataTaskAction } from '#modules/collection/case'
import { useText } from '../../ui/i18n.tsx'
import { CaseActions } from '../case/case-actions.tsx'
import { type Field, forms } from '../case/forms.ts'
import { collectionTexts } from '../messages/collection.ts'
import { dataTasks } from './api.ts'

type DataTaskStep = Exclude<DataTaskAction, LadderStep>

const fields: Readonly<Record<DataTaskStep, readonly Field[]>> = {
  accept: [],
  report: [{ kind: 'text', name: 'text', label: 'report', min: 5, max: 2000, rows: 5 }],
  close: [],
  rework: forms.giveBack,
  assign: [{ kind: 'data-assignee', name: 'assignee', label: 'assignee' }],
  supervise: forms.supervise,
  note: forms.note,
  settle: [],
}

export function DataTaskActions({ c }: { c: CaseView }) {
  const t = useText(collectionTexts)
  return (
    <CaseActions
      door={dataTasks}
      c={c}
      fields={fields}
      label={t('actions')}
      labelOf={(name) => t(`do.${name}`)}
    />
  )
}
