import { useNavigate, useSearch } from '@tanstack/react-router'

/** What stands behind the question mark of the address; every value is text. */
export type Filters = Readonly<Record<string, string | undefined>>

/** The filters of a page and how to change them: `undefined` takes one away. A change of `case` can be gone back from. */
export function useFilters(): readonly [Filters, (change: Filters) => void] {
  const filters: Filters = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: Filters) =>
    void navigate({ to: '.', search: (old: Filters) => ({ ...old, ...next }), replace: !('case' in next) })
  return [filters, change]
}
