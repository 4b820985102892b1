import { linksOf } from '../ui/links.tsx'

export type ResidentPath =
  | '/'
  | '/report'
  | '/report/where'
  | '/report/who'
  | '/report/check'
  | '/receipt/$number/$id'
  | '/mine'
  | '/data'
  | '/care'
  | '/parties'
  | '/parties/$party/$page'
  | '/open'
  | '/open/$id'
  | '/warnings'
  | '/ask'
  | '/ask/people'
  | '/ask/passage/$id'
  | '/appeal/$id'
  | '/track/$number/$id'

export const { Link, Redirect, useGo } = linksOf<ResidentPath>()
