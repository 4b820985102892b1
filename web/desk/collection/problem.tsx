import type { Item } from '#modules/catalogue/contract'
import type { RowProblem } from '#modules/collection/contract'
import { collectionMessages } from '#modules/collection/messages'
import { useText } from '../../ui/i18n.tsx'

/** What a problem says, without the item. */
export function useProblemText(): (p: Pick<RowProblem, 'reason' | 'expected'>) => string {
  const t = useText(collectionMessages)
  return (p) =>
    t(`collection.problem.${p.reason}` as 'collection.problem.missing', { expected: p.expected ?? '' })
}

export function titleOf(items: readonly Item[], name: string): string {
  return items.find((i) => i.name === name)?.title ?? name
}
