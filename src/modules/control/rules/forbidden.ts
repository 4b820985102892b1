import type { ForbiddenAttribute, ForbiddenList } from '../contract/models.ts'

const pipl = '《中华人民共和国个人信息保护法》'

/**
 * What holds until the office saves its own list. Models judge areas, enterprises and facilities: nothing about a person
 * belongs into them, whatever it is called. The first four rows are named apart because the refusal should say which.
 */
export const defaultForbidden: ForbiddenList = {
  version: 0,
  rows: [
    {
      code: 'ethnicity',
      zh: '民族',
      en: 'Ethnicity',
      legalBasis: `《中华人民共和国宪法》第四条；${pipl}第二十八条`,
      kinds: [],
      words: ['民族', '族别', '种族', 'ethnic', 'nationality', 'race', 'minzu'],
    },
    {
      code: 'religion',
      zh: '宗教信仰',
      en: 'Religion',
      legalBasis: `《中华人民共和国宪法》第三十六条；${pipl}第二十八条`,
      kinds: ['religion'],
      words: ['宗教', '信仰', '教派', 'religio', 'faith', 'belief'],
    },
    {
      code: 'politics',
      zh: '政治面貌、政治观点',
      en: 'Political affiliation or opinion',
      legalBasis: '《中华人民共和国宪法》第三十四条、第三十五条',
      kinds: [],
      words: ['政治面貌', '政治观点', '党派', '上访', '信访人', 'politic', 'party_member', 'petitioner'],
    },
    {
      code: 'health',
      zh: '医疗健康、残疾',
      en: 'Health, disability',
      legalBasis: `${pipl}第二十八条`,
      kinds: ['health'],
      words: [
        '病史',
        '疾病',
        '患病',
        '健康情况',
        '健康状况',
        '残疾',
        '诊断',
        'illness',
        'disease',
        'diagnos',
        'disab',
      ],
    },
    {
      code: 'crime',
      zh: '个人违法犯罪记录',
      en: 'Criminal record of a person',
      legalBasis: `${pipl}第六条、第二十八条；《中华人民共和国治安管理处罚法》关于违法记录封存的规定`,
      kinds: ['specific-identity'],
      words: [
        '犯罪',
        '前科',
        '刑满',
        '服刑',
        '社区矫正',
        '吸毒',
        '涉毒',
        'criminal',
        'convict',
        'offender',
        'parole',
      ],
    },
    {
      code: 'biometric',
      zh: '生物识别、行踪轨迹',
      en: 'Biometrics, tracks of movement',
      legalBasis: `${pipl}第二十六条、第二十八条`,
      kinds: ['biometric', 'face', 'fingerprint', 'location-track'],
      words: ['人脸', '指纹', '虹膜', '声纹', '轨迹', 'face_id', 'fingerprint', 'trajectory'],
    },
    {
      code: 'person',
      zh: '个人信息（能识别到人）',
      en: 'Personal information (points to a person)',
      legalBasis: `${pipl}第六条（最小必要）；对人的等级只用于关爱`,
      kinds: [
        'name',
        'id-card',
        'mobile',
        'birth-date',
        'email',
        'bank-card',
        'social-security',
        'passport',
        'permit',
        'wechat',
        'qq',
        'financial-account',
        'child',
      ],
      words: ['身份证', '公民身份', '姓名', 'id_number', 'id_card'],
    },
    {
      code: 'care',
      zh: '关爱等级',
      en: 'Care level',
      legalBasis: `${pipl}第六条：关爱等级只用于关爱，不得另作他用`,
      kinds: [],
      words: ['关爱等级', '关爱名单', 'care_level'],
    },
  ],
}

/** What is looked at of an item: its name, its title, and the kind of personal information that it holds. */
export interface AskedItem {
  readonly name: string
  readonly title: string
  readonly kind: string | null
}

/** The forbidden attribute that an item is, by its kind or by a word in its name or title; undefined: none. */
export function forbiddenBy(
  { rows }: Pick<ForbiddenList, 'rows'>,
  { name, title, kind }: AskedItem,
): ForbiddenAttribute | undefined {
  const said = `${name} ${title}`.toLowerCase()
  return rows.find(
    (a) =>
      (kind !== null && a.kinds.includes(kind)) || a.words.some((word) => said.includes(word.toLowerCase())),
  )
}

/** Attributes that no list may leave out: the constitution and the mission name them. */
export const alwaysForbidden = ['ethnicity', 'religion', 'politics', 'care'] as const

/** Codes that a changed list lacks, or whose words or kinds it has shortened. */
export function droppedFrom(list: Pick<ForbiddenList, 'rows'>): string[] {
  return alwaysForbidden.filter((code) => {
    const shipped = defaultForbidden.rows.find((a) => a.code === code)
    const kept = list.rows.find((a) => a.code === code)
    if (shipped === undefined || kept === undefined) return true
    return (
      [...shipped.words].some((w) => !kept.words.includes(w)) ||
      shipped.kinds.some((k) => !kept.kinds.includes(k))
    )
  })
}
