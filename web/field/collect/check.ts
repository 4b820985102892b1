import type { CollectionForm } from '#modules/collection/contract'
import { compileContract, type Problem } from '#modules/collection/rules'
import { deviceNow } from '../../ui/clock.ts'
import type { FormDraft } from './draft.ts'

const anywhere = { places: [], placeItem: null, timeItem: null, from: null }

/** What the phone itself can see of a form before it is sent; the server looks again, with rules and scope. */
export function problemsIn(form: CollectionForm, draft: FormDraft): readonly Problem[] {
  const photos = form.photoItem !== null && draft.photos.length > 0 ? { [form.photoItem]: 'photo' } : {}
  const checked = compileContract({ items: form.items, rules: [], scope: anywhere }).check(
    { ...draft.values, ...photos },
    deviceNow(),
  )
  return 'problems' in checked ? checked.problems : []
}

/**
 * What is sent: of a new row every asked item, of a row that exists its key and what was changed, so that what somebody
 * else puts right meanwhile is not put back. A value that was emptied is sent as empty.
 */
export function valuesOf(form: CollectionForm, draft: FormDraft): Record<string, unknown> {
  const { row } = draft
  const asked = form.items.filter((i) => i.name !== form.photoItem)
  return Object.fromEntries(
    asked.flatMap(({ name, key }) => {
      const text = (draft.values[name] ?? '').trim()
      if (row !== null && !key && text === (row.start[name] ?? '')) return []
      return [[name, text === '' ? null : text]]
    }),
  )
}
