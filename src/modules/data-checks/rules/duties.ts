import type { DataDuty, DutyTable } from '../contract/duties.ts'

const net = '《网络数据安全管理条例》'
const pipl = '《中华人民共和国个人信息保护法》'
const dsl = '《中华人民共和国数据安全法》'
const sharing = '《政务数据共享条例》'

const row = (
  party: DataDuty['party'],
  zh: string,
  en: string,
  basis: string,
  mark: DataDuty['mark'] = 'S',
): DataDuty => ({ party, zh, en, basis, mark })

/**
 * What each party answers for, until the data authority saves its own. Marked `S` where the text was read, `P` after a
 * secondary source, `M` from memory: those are to be checked by the office.
 */
export const defaultDutyTable: DutyTable = {
  version: 0,
  rows: [
    row(
      'owner',
      '确定共享类型和条件，对提供什么、给谁负责',
      'Decides how it is shared, and answers for what is given to whom',
      `${sharing}`,
      'P',
    ),
    row(
      'owner',
      '提供前完成个人信息保护影响评估',
      'Has the impact assessment made before personal information is given',
      `${net}第三十一条；${pipl}第五十五条`,
    ),
    row(
      'owner',
      '拒绝共享时说明法律依据',
      'Names the legal ground where sharing is refused',
      `${sharing}`,
      'P',
    ),
    row(
      'owner',
      '与使用方明确处理目的、方式、范围和安全义务，记录保存三年以上',
      'Agrees purpose, manner, extent and security duties with the user; the record is kept three years or more',
      `${net}第十二条`,
    ),
    row(
      'steward',
      '维护目录、数据合同和数据质量，修复被退回的数据',
      'Keeps the description, the contract and the quality; repairs what was sent back',
      `${sharing}第二十六条`,
      'P',
    ),
    row(
      'steward',
      '按定级采取保护措施，按期复审级别',
      'Protects by level, and has the level reviewed in time',
      `${dsl}第二十一条、第二十七条`,
      'M',
    ),
    row(
      'steward',
      '到保存期限的个人信息及时删除或匿名化',
      'Deletes or anonymises personal information when its term is over',
      `${net}第二十四条；${pipl}第四十七条`,
    ),
    row(
      'user',
      '只用于授权的用途，不扩大、不转给他人',
      'Uses it for the granted purpose alone; neither widens nor passes it on',
      `${sharing}第二十五条`,
      'P',
    ),
    row(
      'user',
      '对使用中的数据安全负责，不再需要时交还授权',
      'Answers for security in use; gives the grant back when it is not needed',
      `${sharing}第二十六条；${pipl}第六条`,
      'P',
    ),
    row('user', '发现数据有误时提出核对', 'Reports data that seems wrong', `${sharing}第二十六条`, 'P'),
    row(
      'authority',
      '每年组织风险评估并形成报告',
      'Has the risks assessed each year, with a report',
      `${net}第三十三条`,
    ),
    row(
      'authority',
      '明确网络数据安全负责人和管理机构',
      'Names the officer and the office that answer for data security',
      `${net}第三十条`,
    ),
    row(
      'authority',
      '处理一千万人以上个人信息的，履行重要数据处理者的义务',
      'With more than ten million persons the duties of an important-data processor hold',
      `${net}第二十八条`,
    ),
    row(
      'authority',
      '受托建设、维护系统的单位不得擅自留存、使用、泄露数据',
      'Whoever builds or runs systems for the city may not keep, use or pass on its data',
      `${dsl}第四十条`,
    ),
  ],
}
