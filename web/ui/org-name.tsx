import { useLanguage } from './i18n.tsx'
import { categoryTrail, useCategories, useOrganizations, usePlaces } from './reference.ts'

/** Stands for a name while its list loads, so that no code flashes up. */
const loading = '…'

/** The name of an organization; the full one on hover. */
export function OrgName({ code, full = false }: { code: string; full?: boolean }) {
  const name = useOrgName()
  return <span title={name(code, true)}>{name(code, full)}</span>
}

export function useOrgName(): (code: string, full?: boolean) => string {
  const { locale } = useLanguage()
  const { data } = useOrganizations()
  return (code, full = false) => {
    if (data === undefined) return loading
    const org = data.find((o) => o.code === code)
    if (org === undefined) return code
    if (locale === 'en') return org.en
    return full ? org.zh : org.shortZh
  }
}

/** '城乡建设 › 物业管理 › 物业服务质量', or the last level only. */
export function CategoryName({ code, full = false }: { code: string; full?: boolean }) {
  const { locale } = useLanguage()
  const { data } = useCategories()
  if (data === undefined) return <span>{loading}</span>
  const names = categoryTrail(data, code).map((category) => category[locale])
  const trail = names.length === 0 ? code : names.join(' › ')
  return <span title={trail}>{full ? trail : (names.at(-1) ?? code)}</span>
}

/** '沙坪坝区 · 虎溪街道' from a place path; what no list knows shows its code. */
export function PlaceName({ path }: { path: string }) {
  const parts = path.split('/')
  const levels = parts.slice(1).map((_, i) => parts.slice(0, i + 2).join('/'))
  return (
    <span className="place-name">
      {levels.length === 0 ? (
        <CityName />
      ) : (
        levels.map((level) => <PlaceLevelName key={level} path={level} />)
      )}
    </span>
  )
}

function CityName() {
  const { locale } = useLanguage()
  return <span>{locale === 'zh' ? '重庆市' : 'Chongqing'}</span>
}

function PlaceLevelName({ path }: { path: string }) {
  const { locale } = useLanguage()
  const { data } = usePlaces(path.slice(0, path.lastIndexOf('/')))
  const place = data?.find((p) => p.path === path)
  if (place === undefined) return <span>{data === undefined ? loading : path.split('/').at(-1)}</span>
  return locale === 'en' && place.nameEn !== undefined ? (
    <span lang="en">{place.nameEn}</span>
  ) : (
    <span lang="zh-CN">{place.name}</span>
  )
}
