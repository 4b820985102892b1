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

/** What is sent: every asked item, so that a value that was emptied is emptied. */
export function valuesOf(form: CollectionForm, draft: FormDraft): Record<string, unknown> {
  const asked = form.items.filter((i) => i.name !== form.photoItem)
  return Object.fromEntries(
    asked.map(({ name }) => {
      const text = (draft.values[name] ?? '').trim()
      return [name, text === '' ? null : text]
    }),
  )
}
