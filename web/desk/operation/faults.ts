import { operationMessages } from '#modules/operation/messages'
import { sharingMessages } from '#modules/sharing/messages'
import { ApiProblem } from '../../ui/api.ts'
import type { FieldError } from '../../ui/error-summary.tsx'
import { type Texts, useText } from '../../ui/i18n.tsx'
import { operationFormTexts } from '../messages/operation-form.ts'
import { type Fault, fieldId, type ProductDraft } from './draft.ts'

interface ServerFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

const messages: Texts = { ...sharingMessages, ...operationMessages }

/** What is wrong with a product, each in a sentence at its field: found here, or by the server alone. */
export function useFaultTexts() {
  const t = useText(operationFormTexts)
  const say = useText(messages)
  const own = (faults: readonly Fault[]): FieldError[] =>
    faults.map(({ path, key, n }) => ({
      field: fieldId(path),
      message: n === 0 ? t(key) : t('fault.at', { n, fault: t(key) }),
    }))
  const ofServer = (error: unknown, draft: ProductDraft): FieldError[] => {
    if (!(error instanceof ApiProblem)) return []
    const { faults = [], fields = [] } = error.details as {
      faults?: readonly ServerFault[]
      fields?: readonly { path: string }[]
    }
    const found = [
      ...faults.map(({ path, key, values }) => ({
        field: fieldId(fieldOf(path, draft)),
        message: t('fault.at', { n: numberOf(path), fault: say(key, values) }),
      })),
      ...fields.map(({ path }) => ({
        field: fieldId(path.replace(/^content\./, '')),
        message: t('fault.other', { path }),
      })),
    ]
    return found.filter((e, n) => found.findIndex((other) => other.field === e.field) === n)
  }
  return { own, ofServer }
}

const numberOf = (path: string) => Number(/^templates\.(\d+)/.exec(path)?.[1] ?? 0) + 1

/** The field that a fault of the server is about: it counts the choices on from the conditions. */
function fieldOf(path: string, draft: ProductDraft): string {
  const [, template = '0', part = 'id', nth = ''] =
    /^templates(?:\.(\d+)\.(\w+)(?:\.(\d+))?)?/.exec(path) ?? []
  const at = `templates.${template}`
  if (part === 'items') return `${at}.grant`
  if (part === 'measure') return `${at}.kind`
  if (part === 'groupBy') return `${at}.groupBy.${nth}`
  if (part !== 'where') return `${at}.${part}`
  const conditions = draft.templates[Number(template)]?.where.length ?? 0
  return Number(nth) < conditions ? `${at}.where-${nth}` : `${at}.parameters.${Number(nth) - conditions}`
}
