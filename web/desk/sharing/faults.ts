import { translate } from '#kernel/i18n/define'
import { sharingMessages } from '#modules/sharing/messages'
import { ApiProblem } from '../../ui/api.ts'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useLanguage } from '../../ui/i18n.tsx'

interface Fault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What the server holds against terms, at the fields that have to change. */
export function useFaults(): (error: unknown, titles: ReadonlyMap<string, string>) => FieldError[] {
  const { locale } = useLanguage()
  return (error, titles) => {
    if (!(error instanceof ApiProblem) || !Array.isArray(error.details.faults)) return []
    return (error.details.faults as Fault[]).map(({ path, key, values }) => {
      const item = values.item === undefined ? {} : { item: titles.get(values.item) ?? values.item }
      const said = { ...values, ...item }
      const text = translate(sharingMessages, key as keyof typeof sharingMessages, locale, said)
      return { field: fieldOf(path), message: item.item === undefined ? text : withItem(text, item.item) }
    })
  }
}

function withItem(text: string, item: string): string {
  return text.includes(item) ? text : `${item}：${text}`
}

/** `rows.2` stands where the third condition is edited; masks stand in the table of items. */
function fieldOf(path: string): string {
  const name = path === 'masks' ? 'items' : path.replace('.', '-')
  return `terms-${name}`
}
