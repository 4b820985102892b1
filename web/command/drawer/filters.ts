import type { CaseFilter } from '../../ui/cases.ts'
import type { View } from '../address.ts'
import type { Period } from '../statistics.ts'

/** The cases behind a number, in the words of the list's own filters. */
export function filterOf(view: View, today: string, month: Period): CaseFilter {
  const { place } = view
  switch (view.list) {
    case 'submitted':
      return { from: today, to: today, sort: 'newest', place }
    case 'answered':
      return { state: ['answered', 'rated', 'closed'], sort: 'newest', place }
    case 'overdue':
      return { overdue: true, sort: 'due', place }
    case 'rated':
      return { state: ['rated', 'closed'], sort: 'newest', place }
    case 'newest':
      return { sort: 'newest', place }
    case 'category':
      return { category: view.category, from: month.from, to: month.to, sort: 'newest', place }
    case 'day':
      return { from: view.day, to: view.day, sort: 'newest', place }
    default:
      return { open: true, sort: 'due', place }
  }
}
