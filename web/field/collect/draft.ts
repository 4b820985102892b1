import { useEffect, useRef, useState } from 'react'
import { records } from '../../ui/outbox/database.ts'
import type { Entry, WaitingPhoto } from '../../ui/outbox/entry.ts'

/** A form that is being filled in. Every value is the text of its field. */
export interface FormDraft {
  readonly id: string
  readonly values: Readonly<Record<string, string>>
  /** The row that is being changed, and the state in which it was looked at; null: a new one. */
  readonly row: {
    readonly key: string
    readonly since: string
    readonly start: Readonly<Record<string, string>>
  } | null
  readonly photos: readonly WaitingPhoto[]
}

export const draftId = (resource: string) => `form:${resource}`

export const textOf = (value: unknown) =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object' && 'lon' in value && 'lat' in value
      ? `${value.lon},${value.lat}`
      : String(value)

export function textsOf(data: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, textOf(value)]))
}

export function emptyForm(resource: string): FormDraft {
  return { id: draftId(resource), values: {}, row: null, photos: [] }
}

/** What was refused, to be put right: with the state of the row that it was written for. */
export function draftOfEntry(entry: Entry): FormDraft | undefined {
  const { work } = entry
  if (work.kind !== 'form') return undefined
  const current = entry.refusal?.current
  const since = current?.since ?? work.base
  const start = current === undefined ? (work.start ?? {}) : textsOf(current.data)
  return {
    id: draftId(work.resource),
    values: { ...start, ...textsOf(work.values) },
    row: since === null ? null : { key: entry.title, since, start },
    photos: entry.photos,
  }
}

/** Kept on the phone with each letter; an entry that is put right takes the place of a draft. */
export function useFormDraft(resource: string, entry: Entry | undefined) {
  const [draft, setDraft] = useState<FormDraft>(emptyForm(resource))
  const current = useRef(draft)
  const put = (next: FormDraft) => {
    current.current = next
    setDraft(next)
    // A browser that keeps nothing still lets the person write and send.
    if (entry === undefined) records.save('drafts', next).catch(() => undefined)
  }
  useEffect(() => {
    const start = entry === undefined ? undefined : draftOfEntry(entry)
    const begin = (kept: FormDraft | undefined) => {
      current.current = start ?? kept ?? current.current
      setDraft(current.current)
    }
    records.find<FormDraft>('drafts', draftId(resource)).then(begin, () => begin(undefined))
  }, [resource, entry])
  const change = (part: Partial<FormDraft>) => put({ ...current.current, ...part })
  return {
    draft,
    change,
    setValues: (values: Readonly<Record<string, string>>) =>
      change({ values: { ...current.current.values, ...values } }),
    clear: () => records.remove('drafts', draftId(resource)),
  }
}
