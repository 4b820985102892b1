/** What the roll-up adds up for a day; the columns of `case_days`. */
export const measureNames = [
  'submitted',
  'answered',
  'on_time',
  'closed',
  'rated',
  'score',
  'solved',
  'satisfied',
  'dissatisfied',
  'due',
  'due_met',
  'dispatched',
  'dispatched_right',
  'accepted',
  'reopened',
  'disputed',
  'returned',
  'transferred',
  'supervised',
  'escalated',
  'held',
  'co_answered',
  'co_late',
  'dispatch_minutes',
  'accept_minutes',
  'answer_minutes',
  'open_change',
] as const
export type MeasureName = (typeof measureNames)[number]

/** Receipt to first dispatch; dispatch to acceptance by the present lead; receipt to answer. */
export const durationNames = ['dispatch', 'accept', 'answer'] as const
export type DurationName = (typeof durationNames)[number]
