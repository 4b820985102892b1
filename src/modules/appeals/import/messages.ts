import type { Messages } from '#kernel/i18n/define'

/** Why a row was not taken in, and what to do about it. */
export const importMessages: Messages = {
  'import.no-text': { zh: '没有诉求内容。', en: 'There is no message.' },
  'import.text-short': { zh: '诉求内容不足 5 个字。', en: 'The message has fewer than 5 characters.' },
  'import.text-long': { zh: '诉求内容超过 20000 个字。', en: 'The message has more than 20,000 characters.' },
  'import.time': {
    zh: '时间“{time}”无法识别，请写成 2026-11-24 09:05。',
    en: 'The time "{time}" cannot be read; write it as 2026-11-24 09:05.',
  },
  'import.future': { zh: '时间“{time}”在将来。', en: 'The time "{time}" lies in the future.' },
  'import.phone': {
    zh: '电话“{phone}”不正确，请写 11 位手机号或带区号的座机号。',
    en: 'The phone number "{phone}" is not valid: 11 digits, or a landline with its area code.',
  },
  'import.point': {
    zh: '经纬度“{point}”不在中国范围内，请用 WGS-84 度数。',
    en: 'The point "{point}" is not in China; use degrees in WGS-84.',
  },
  'import.ambiguous': {
    zh: '“{name}”可能指 {count} 个地方（{candidates}等），请在前面写上区县，或者指定导入的区域。',
    en: '"{name}" may mean {count} places ({candidates} …); put the district in front, or say within which area to import.',
  },
  'import.category': { zh: '分类表中没有“{category}”。', en: 'The category tree has no "{category}".' },
  'import.urgency': {
    zh: '紧急程度“{urgency}”不正确，可用：特急、紧急、一般、复杂。',
    en: 'The urgency "{urgency}" is not valid: critical, urgent, normal or complex.',
  },
  'import.id-long': { zh: '编号超过 100 个字符。', en: 'The number has more than 100 characters.' },
  'import.repeated': {
    zh: '编号“{id}”在文件中重复，只接收第一条。',
    en: 'The number "{id}" stands in the file twice; the first row was taken.',
  },
  'import.invalid': { zh: '“{field}”不正确：{message}', en: '"{field}" is not valid: {message}' },
  'import.no-text-column': {
    zh: '没有找到诉求内容所在的列，请指定对应的列。',
    en: 'No column holds the message; say which one does.',
  },
  'import.not-mapping': {
    zh: '列的对应关系读不懂，请重新选择。',
    en: 'The mapping of columns cannot be read; choose it again.',
  },
  'import.too-many': {
    zh: '网页一次最多导入 {limit} 行，更多请用命令行导入。',
    en: 'A page imports at most {limit} rows at once; use the command for more.',
  },
}
