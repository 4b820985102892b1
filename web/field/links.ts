import { linksOf } from '../ui/links.tsx'

export type FieldPath =
  | '/'
  | '/case/$id'
  | '/case/$id/$action'
  | '/report'
  | '/outbox'
  | '/collect'
  | '/collect/$id'
  | '/collect/$id/$entry'

export const { Link, useGo } = linksOf<FieldPath>()
