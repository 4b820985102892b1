/** States of an appeal, and groups of them in which the same can be done. */
export const states = [
  'submitted',
  'classified',
  'dispatched',
  'accepted',
  'handled',
  'answered',
  'rated',
  'merged',
  'closed',
  'withdrawn',
] as const
export type AppealState = (typeof states)[number]

export const working = ['accepted', 'handled'] as const
export const withDepartment = ['dispatched', 'accepted', 'handled'] as const
export const open = [
  'submitted',
  'classified',
  'dispatched',
  'accepted',
  'handled',
  'answered',
  'rated',
  'merged',
] as const
export const beforeAnswer = ['submitted', 'classified', 'dispatched', 'accepted', 'handled'] as const
