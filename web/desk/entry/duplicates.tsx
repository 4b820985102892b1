import { appeals, useCaseList } from '../../ui/cases.ts'
import { useText } from '../../ui/i18n.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { entryTexts } from '../messages/entry.ts'
import type { Call } from './call.ts'
import { Related } from './related.tsx'

/** A case number that the caller names, or the first words of the text: what is known already needs no second case. */
export function Duplicates({ call }: { call: Call }) {
  const t = useText(entryTexts)
  const text = useSettled(searchOf(call), 700)
  const list = useCaseList(appeals, { text, limit: 5 }, text !== '')
  if (text === '' || list.rows.length === 0) return null
  return (
    <section className="card" aria-labelledby="duplicates-title">
      <h2 id="duplicates-title">{t('duplicates')}</h2>
      <Related rows={list.rows} />
    </section>
  )
}

function searchOf(call: Call): string {
  const number = /[A-Z]{2}\d{8,}/.exec(call.text)?.[0]
  if (number !== undefined) return number
  if (call.title.trim() !== '') return call.title.trim()
  const first = call.text.split(/[。！？!?\n；;，,]/)[0]?.trim() ?? ''
  return first.length < 4 ? '' : first.slice(0, 40)
}
