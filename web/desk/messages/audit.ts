import type { Texts } from '../../ui/i18n.tsx'

/** The audit log. */
export const auditTexts = {
  title: { zh: '审计记录', en: 'Audit log' },
  head: { zh: '最新封条：第 {no} 号，', en: 'Newest seal: no. {no},' },
  'head.hint': {
    zh: '把这串字符抄存在别处，以后就能证明之前的记录没有被改动。',
    en: 'Kept elsewhere, this line later proves that nothing before it was changed.',
  },
  empty: { zh: '没有符合条件的记录', en: 'No entry fits' },
  more: { zh: '显示更多', en: 'Show more' },
  close: { zh: '关闭', en: 'Close' },
  any: { zh: '不限', en: 'Any' },
  seq: { zh: '序号', en: 'No.' },
  at: { zh: '时间', en: 'Time' },
  action: { zh: '操作', en: 'Action' },
  outcome: { zh: '结果', en: 'Outcome' },
  'outcome.done': { zh: '完成', en: 'Done' },
  'outcome.refused': { zh: '拒绝', en: 'Refused' },
  'outcome.read': { zh: '查看', en: 'Read' },
  actor: { zh: '操作人', en: 'Actor' },
  subject: { zh: '对象', en: 'Subject' },
  change: { zh: '变化', en: 'Change' },
  'change.fields': { zh: '{count} 项', en: 'Fields: {count}' },
  trace: { zh: '链条编号', en: 'Trace' },
  proof: { zh: '证明', en: 'Proof' },
  prove: { zh: '验证', en: 'Verify' },
  'proof.of': { zh: '第 {seq} 条记录的证明', en: 'Proof of entry {seq}' },
  'proof.later': {
    zh: '刚写入的记录要等下一个封条，一般不超过一分钟。',
    en: 'A new entry waits for the next seal, a minute at most as a rule.',
  },
  'proof.true': {
    zh: '验证通过：这条记录与封存时一字不差。',
    en: 'Verified: the entry says exactly what it said when it was sealed.',
  },
  'proof.false': {
    zh: '验证不通过：这条记录在封存后被改动过。',
    en: 'Not verified: the entry was changed after it was sealed.',
  },
  'proof.step1': {
    zh: '本设备用国密 SM3 计算了这条记录的摘要。',
    en: 'This device hashed the entry with SM3.',
  },
  'proof.step2': {
    zh: '与 {steps} 个相邻摘要逐级合并。',
    en: 'It joined the hash with {steps} neighbours, level by level.',
  },
  'proof.step3': {
    zh: '得到的结果应等于第 {no} 号封条的根：',
    en: 'The result has to equal the root of seal {no}:',
  },
  'proof.step4': {
    zh: '封条本身的摘要，可与别处抄存的对照：',
    en: 'The hash of the seal, to compare with what is kept elsewhere:',
  },
} as const satisfies Texts
