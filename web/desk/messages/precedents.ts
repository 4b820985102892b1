import type { Texts } from '../../ui/i18n.tsx'

/** Verdicts that later cases follow. */
export const precedentTexts = {
  title: { zh: '裁定先例', en: 'Precedents' },
  total: { zh: '共 {count} 条', en: '{count} precedents' },
  duties: { zh: '职责清单', en: 'Duty list' },
  lead: {
    zh: '职责争议的裁定可以作为先例：同类事项在这个范围内，以后按裁定派单，直到停用。职责清单本身不变。',
    en: 'A verdict on a disputed duty can be a precedent: such cases there go where it says until it is retired. The duty list itself stays.',
  },
  category: { zh: '事项', en: 'Category' },
  place: { zh: '范围', en: 'Place' },
  org: { zh: '负责单位', en: 'Responsible' },
  'org.any': { zh: '涉及单位', en: 'Organization' },
  from: { zh: '提出异议的单位', en: 'Objected' },
  reason: { zh: '裁定理由与异议依据', en: 'Reason, and the objection’s basis' },
  case: { zh: '出自诉求', en: 'From case' },
  state: { zh: '状态', en: 'State' },
  'in-force': { zh: '适用中', en: 'In force' },
  'is-retired': { zh: '已停用', en: 'Retired' },
  retired: { zh: '只看已停用', en: 'Retired ones' },
  retire: { zh: '停用', en: 'Retire' },
  'retire.reason': { zh: '停用理由', en: 'Why it is retired' },
  empty: { zh: '还没有作为先例的裁定', en: 'No verdict was made a precedent yet' },
} as const satisfies Texts
