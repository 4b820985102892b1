import type { CaseView } from '#kernel/cases/contract'
import type { LadderStep } from '#kernel/cases/rules'
import type { WarningAction } from '#modules/early-warning/case'
import { levels, verdicts } from '#modules/early-warning/contract'
import { useText } from '../../ui/i18n.tsx'
import { warnings } from '../../ui/warnings.ts'
import { CaseActions } from '../case/case-actions.tsx'
import { type Field, forms } from '../case/forms.ts'
import { warningTexts } from '../messages/warnings.ts'

type WarningStep = Exclude<WarningAction, LadderStep>

const fields: Readonly<Record<WarningStep, readonly Field[]>> = {
  acknowledge: [],
  dispatch: [
    { kind: 'org', name: 'org', label: 'org' },
    { kind: 'text', name: 'note', label: 'dispatch-note', min: 0, max: 1000, rows: 2, isOptional: true },
  ],
  accept: [],
  report: [
    { kind: 'text', name: 'text', label: 'report', min: 5, max: 5000, rows: 5 },
    { kind: 'text', name: 'cause', label: 'cause', min: 2, max: 1000, rows: 2 },
  ],
  close: [
    {
      kind: 'choice',
      name: 'verdict',
      label: 'warning-verdict',
      choices: verdicts.map((v) => ({ value: v, label: `verdict.${v}` as const })),
    },
    { kind: 'text', name: 'note', label: 'reason', min: 2, max: 1000, rows: 2 },
    { kind: 'time', name: 'eventAt', label: 'event-at', isOptional: true },
  ],
  rework: forms.giveBack,
  handle: [{ kind: 'text', name: 'text', label: 'task-progress', min: 2, max: 2000, rows: 3 }],
  assign: forms.assign,
  grade: [
    {
      kind: 'choice',
      name: 'level',
      label: 'level',
      choices: levels.toReversed().map((l) => ({ value: l, label: `level.${l}` as const })),
    },
    { kind: 'text', name: 'reason', label: 'reason', min: 2, max: 500, rows: 2 },
  ],
  supervise: forms.supervise,
  note: forms.note,
}

export function WarningActions({ c }: { c: CaseView }) {
  const t = useText(warningTexts)
  return (
    <CaseActions
      door={warnings}
      c={c}
      fields={fields}
      label={t('actions')}
      labelOf={(name) => t(`do.${name}`)}
    />
  )
}
