import type { Texts } from '../../ui/i18n.tsx'

/** Labels of the fields of all actions. */
export const formTexts = {
  reason: { zh: '理由', en: 'Reason' },
  org: { zh: '单位', en: 'Organization' },
  'org.choose': { zh: '输入名称或代码查找', en: 'Type a name or code' },
  'org.township': { zh: '所在街道乡镇', en: 'Township of the place' },
  'org.missing': {
    zh: '职责清单没有给出单位，请选择。',
    en: 'The duty list names no organization; choose one.',
  },
  'org.by-duty': { zh: '职责清单：{org}', en: 'By the duty list: {org}' },
  'org.differs': {
    zh: '与职责清单（{org}）不同，请在派单说明中写明理由。',
    en: 'Differs from the duty list ({org}); say why in the note.',
  },
  orgs: { zh: '协办单位', en: 'Co-handlers' },
  category: { zh: '分类', en: 'Category' },
  'category.choose': { zh: '输入名称或代码查找', en: 'Type a name or code' },
  'place.choose': { zh: '区县、街道、社区', en: 'District, township, community' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  'dispatch-note': { zh: '派单说明', en: 'Note to the department' },
  assignee: { zh: '经办人', en: 'Officer' },
  'assignee.me': { zh: '我来办（{name}）', en: 'Myself ({name})' },
  progress: { zh: '办理进展（居民可见）', en: 'Progress (the resident sees it)' },
  answer: { zh: '答复（居民可见）', en: 'Answer (the resident sees it)' },
  'co-answer': { zh: '协办答复（给主办单位）', en: 'Co-answer (for the lead)' },
  days: { zh: '延长天数', en: 'Days' },
  'working-days': { zh: '答复期限（工作日）', en: 'To answer within (working days)' },
  verdict: { zh: '审批结论', en: 'Verdict' },
  approve: { zh: '同意', en: 'Approve' },
  refuse: { zh: '不同意', en: 'Refuse' },
  'legal-basis': { zh: '法律或职责依据', en: 'Legal basis' },
  suggested: { zh: '建议的负责单位', en: 'Who should answer instead' },
  comment: { zh: '留言（居民可见）', en: 'Comment (the resident sees it)' },
  note: { zh: '内部备注（居民看不到）', en: 'Internal note (the resident does not see it)' },
  files: { zh: '附件', en: 'Files' },
  'files.hint': { zh: '图片或 PDF，最多 9 个。', en: 'Pictures or PDF, at most nine.' },
  'files.sending': { zh: '正在上传。', en: 'Uploading.' },
  file: { zh: '附件 {no}', en: 'File {no}' },
  score: { zh: '评分', en: 'Score' },
  solved: { zh: '问题是否解决', en: 'Solved' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  optional: { zh: '可以不填', en: 'Optional' },
} as const satisfies Texts

export type FormTextKey = keyof typeof formTexts
