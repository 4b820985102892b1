import { useState } from 'react'
import type { FormValues } from './forms.ts'

/** What was typed, by case and action. In memory only: desks are shared, and the texts name people. */
const drafts = new Map<string, FormValues>()

/** Values that survive going to another case and coming back; `forget` once they are sent. */
export function useDraft(id: string, action: string, first: FormValues) {
  const key = `${id} ${action}`
  const [values, setValues] = useState<FormValues>(() => drafts.get(key) ?? first)
  return {
    values,
    setValues: (next: FormValues) => {
      drafts.set(key, next)
      setValues(next)
    },
    forget: () => void drafts.delete(key),
  }
}
