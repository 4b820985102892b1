import { linksOf } from '../ui/links.tsx'

export type FieldPath = '/' | '/case/$id' | '/case/$id/$action' | '/report' | '/outbox'

export const { Link, useGo } = linksOf<FieldPath>()
