import type { LinkageKind } from '#modules/linkage/contract'
import { linkageMessages } from '#modules/linkage/messages'
import { ApiProblem } from '../../ui/api.ts'
import type { FieldError } from '../../ui/error-summary.tsx'
import { type Texts, useText } from '../../ui/i18n.tsx'
import { linkageTexts } from '../messages/linkage.ts'
import { linkageFieldTexts } from '../messages/linkage-fields.ts'
import { type Fault, fieldId } from './draft.ts'
import { fieldLabel, neededField } from './fields.ts'

interface ServerFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What is wrong with a linkage, each in a sentence at its field: found here, or by the server alone. */
export function useFaultTexts() {
  const t = useText(linkageTexts)
  const f = useText(linkageFieldTexts)
  const say = useText(linkageMessages as Texts)
  const own = (faults: readonly Fault[], kind: LinkageKind): FieldError[] =>
    faults.map(({ path, key, n = 0 }) => ({
      field: fieldId(path),
      message: t(key, { n, field: fieldLabel(f, kind, neededField) }),
    }))
  const ofServer = (error: unknown, kind: LinkageKind): FieldError[] => {
    if (!(error instanceof ApiProblem)) return []
    const { faults = [], fields = [] } = error.details as {
      faults?: readonly ServerFault[]
      fields?: readonly { path: string }[]
    }
    return [
      ...faults.map(({ path, key, values }) => {
        const field = /\.fields\.(\w+)$/.exec(path)?.[1]
        const label = field === undefined ? '' : fieldLabel(f, kind, field)
        const named = { ...values, field: label, item: label === '' ? (values.item ?? '') : label }
        const n = Number(/^sources\.(\d+)/.exec(path)?.[1] ?? 0) + 1
        return { field: fieldId(path), message: t('fault.at', { n, fault: say(key, named) }) }
      }),
      ...fields.map(({ path }) => ({
        field: fieldId(path.replace(/^content\./, '')),
        message: t('fault.other', { path }),
      })),
    ]
  }
  return { own, ofServer }
}
